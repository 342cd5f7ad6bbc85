using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Orion.Framework.Text;

namespace Orion.Framework.Jobs;

/// <summary>Says why work failed without saying about whom: messages of exceptions may name addresses and people, types and places don't.</summary>
internal static class JobFailure
{
    private const int Longest = 1000;

    /// <summary>Whether trying again makes no sense.</summary>
    public static bool IsPermanent(Exception wrong) => wrong is PermanentJobException or JsonException;

    /// <summary>Types, codes and the place in Orion's code; the whole sentence where it was written for the operator.</summary>
    public static string Describe(Exception wrong)
    {
        if (wrong is PermanentJobException) return TextLimit.Shorten(wrong.Message, Longest);
        var parts = new List<string>();
        for (var at = wrong; at is not null && parts.Count < 4; at = at.InnerException) parts.Add(Name(at));
        return TextLimit.Shorten(string.Join(" <- ", parts) + Place(wrong), Longest);
    }

    private static string Name(Exception wrong) => wrong switch
    {
        PostgresException database => $"PostgresException {database.SqlState} {database.ConstraintName ?? database.TableName}".TrimEnd(),
        MailKit.Net.Smtp.SmtpCommandException mail =>
            $"SmtpCommandException {((int)mail.StatusCode).ToString(CultureInfo.InvariantCulture)} {mail.ErrorCode}",
        System.Net.Sockets.SocketException socket => $"SocketException {socket.SocketErrorCode}",
        _ => wrong.GetType().Name
    };

    private static string Place(Exception wrong)
    {
        var method = new StackTrace(wrong, fNeedFileInfo: false).GetFrames().Select(f => f.GetMethod())
            .FirstOrDefault(m => m?.DeclaringType?.FullName is { } type && type.StartsWith("Orion.", StringComparison.Ordinal));
        return method?.DeclaringType is { } owner ? $" in {owner.FullName!.Split('+')[0]}" : "";
    }
}
