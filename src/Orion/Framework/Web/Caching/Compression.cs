using System.IO.Compression;

namespace Orion.Framework.Web;

/// <summary>Packs what is kept, once, when it is kept.</summary>
internal static class Compression
{
    public static Task<byte[]> BrotliAsync(byte[] plain) =>
        PackAsync(plain, to => new BrotliStream(to, new BrotliCompressionOptions { Quality = 5 }));

    public static Task<byte[]> GzipAsync(byte[] plain) => PackAsync(plain, to => new GZipStream(to, CompressionLevel.Optimal));

    private static async Task<byte[]> PackAsync(byte[] plain, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream(plain.Length / 3);
        await using (var stream = pack(packed)) await stream.WriteAsync(plain);
        return packed.ToArray();
    }
}
