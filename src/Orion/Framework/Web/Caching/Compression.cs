using System.IO.Compression;

namespace Orion.Framework.Web;

/// <summary>Packs pages: well what is kept, once, when it is kept; quickly what is made for one shopper.</summary>
internal static class Compression
{
    public static Task<byte[]> BrotliAsync(byte[] plain) =>
        PackAsync(plain, to => new BrotliStream(to, new BrotliCompressionOptions { Quality = 5 }));

    public static Task<byte[]> GzipAsync(byte[] plain) => PackAsync(plain, to => new GZipStream(to, CompressionLevel.Optimal));

    /// <summary>Brotli at its fastest, where the caller takes it; null where the bytes go out as they are.</summary>
    public static PooledBuffer? Quickly(HttpContext http, ReadOnlySpan<byte> plain)
    {
        http.Response.Headers.Append("Vary", "Accept-Encoding");
        if (AcceptedCodings.Best(http.Request.Headers.AcceptEncoding) != ContentCoding.Brotli) return null;
        var packed = new PooledBuffer();
        if (!BrotliEncoder.TryCompress(plain, packed.GetSpan(BrotliEncoder.GetMaxCompressedLength(plain.Length)), out var length, quality: 1, window: 18))
        {
            packed.Dispose();
            return null;
        }

        packed.Advance(length);
        http.Response.Headers.ContentEncoding = "br";
        return packed;
    }

    private static async Task<byte[]> PackAsync(byte[] plain, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream(plain.Length / 3);
        await using (var stream = pack(packed)) await stream.WriteAsync(plain);
        return packed.ToArray();
    }
}
