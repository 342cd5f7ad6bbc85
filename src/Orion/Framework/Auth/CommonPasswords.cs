using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Orion.Framework.Auth;

/// <summary>
/// The 100,000 commonest passwords that are long enough to be taken: nobody's password should be among the first guesses of
/// everybody. Asked offline; made by <c>tools/common-passwords</c>, which tells the list and its licence.
/// </summary>
public static class CommonPasswords
{
    private const int Width = 6;

    private static readonly Lazy<byte[]> Sorted = new(Read);

    /// <summary>How many there are.</summary>
    public static int Count => Sorted.Value.Length / Width;

    /// <summary>Whether it is one of them, in whatever case it is written.</summary>
    public static bool Contains(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password.Normalize().ToLowerInvariant());
        var wanted = KeyOf(SHA256.HashData(bytes));
        var list = Sorted.Value;
        for (int low = 0, high = Count - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            var found = KeyOf(list.AsSpan(middle * Width, Width));
            if (found == wanted) return true;
            if (found < wanted) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> hash) =>
        ((ulong)BinaryPrimitives.ReadUInt32BigEndian(hash) << 16) | BinaryPrimitives.ReadUInt16BigEndian(hash[4..]);

    private static byte[] Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
