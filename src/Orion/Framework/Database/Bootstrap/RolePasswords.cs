using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Database.Bootstrap;

/// <summary>Passwords of the three roles that log in by themselves. ASCII, at least 16 characters each.</summary>
public sealed record RolePasswords(string App, string Platform, string Migrator)
{
    /// <summary>The same secret gives the same passwords, so processes that share a server agree on them.</summary>
    public static RolePasswords Derive(string secret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        return new(For(Roles.App), For(Roles.Platform), For(Roles.Migrator));

        string For(string role) => Base64Url.EncodeToString(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes("password of " + role)));
    }

    /// <summary>Passwords that nobody has seen before, of 192 random bits.</summary>
    public static RolePasswords Random()
    {
        return new(Next(), Next(), Next());

        static string Next() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
    }

    /// <summary>Names the type only.</summary>
    public override string ToString() => nameof(RolePasswords);
}
