using System.Security.Cryptography;
using NetVips;

namespace Orion.Framework.Storage;

/// <summary>A picture that was stored.</summary>
/// <param name="Key">From which the addresses of its renditions are made; the same picture of the same owner always has the same.</param>
/// <param name="Width">Pixels of the largest rendition.</param>
/// <param name="Height">Pixels of the largest rendition.</param>
public sealed record StoredPicture(string Key, int Width, int Height);

/// <summary>
/// Takes in pictures: decodes, turns upright, drops all metadata, and encodes WebP in several widths. What can't be decoded as one
/// of the expected formats is refused, and so is what would unpack to more than <see cref="MostPixels"/>.
/// </summary>
public sealed class Pictures(IFileStore files) : IDisposable
{
    /// <summary>The largest file taken, in bytes.</summary>
    public const int MostBytes = 15_000_000;

    /// <summary>The most pixels that a picture may have.</summary>
    public const long MostPixels = 50_000_000;

    /// <summary>Widths of the renditions, in pixels; those that are wider than the picture are left out.</summary>
    public static readonly int[] Widths = [320, 640, 960, 1440];

    private readonly SemaphoreSlim decoding = new(Math.Max(Environment.ProcessorCount, 2));

    private static readonly string[] Loaders = ["jpegload_buffer", "pngload_buffer", "webpload_buffer", "gifload_buffer", "heifload_buffer"];

    public void Dispose() => decoding.Dispose();

    /// <summary>The widths that a stored picture has, its own largest last.</summary>
    public static IEnumerable<int> WidthsOf(int width) => Widths.Where(w => w < width).Append(width);

    /// <summary>The file name of a rendition.</summary>
    public static string NameOf(string key, int width) => $"{key}-{width}.webp";

    /// <summary>Stores a picture's renditions; null when the bytes are no picture that Orion takes.</summary>
    /// <inheritdoc cref="DraftAsync"/>
    public async Task<StoredPicture?> StoreAsync(Guid store, Guid owner, byte[] bytes, CancellationToken stop)
    {
        using var draft = await DraftAsync(store, owner, bytes, stop);
        draft?.Keep();
        return draft?.Picture;
    }

    /// <summary>
    /// Decodes a picture and writes its renditions where nobody finds them until they are kept; null when the bytes are no picture
    /// that Orion takes. So many are decoded at once as there are processors: each may unpack to hundreds of megabytes.
    /// </summary>
    /// <param name="owner">
    /// Whose picture it is: what shows it, or the upload that brings it. Stored again it replaces itself; owners never share files,
    /// so that what one takes back is no other's.
    /// </param>
    public async Task<PictureDraft?> DraftAsync(Guid store, Guid owner, byte[] bytes, CancellationToken stop)
    {
        if (bytes.Length is 0 or > MostBytes) return null;
        await decoding.WaitAsync(stop);
        try
        {
            return await Task.Run(() => DecodeAsync(store, owner, bytes, stop), stop);
        }
        finally
        {
            decoding.Release();
        }
    }

    private async Task<PictureDraft?> DecodeAsync(Guid store, Guid owner, byte[] bytes, CancellationToken stop)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData([.. owner.ToByteArray(), .. SHA256.HashData(bytes)]).AsSpan(0, 16));
        var draft = new PictureDraft(files, store);
        try
        {
            if (Image.FindLoadBuffer(bytes) is not { } loader || !IsExpected(loader)) return null;
            using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
            if ((long)header.Width * header.Height > MostPixels) return null;
            var sideways = header.Contains("orientation") && (int)header.Get("orientation") is >= 5 and <= 8;
            var widest = Math.Min(Widths[^1], sideways ? header.Height : header.Width);
            foreach (var width in WidthsOf(widest))
            {
                stop.ThrowIfCancellationRequested();
                using var small = Image.ThumbnailBuffer(bytes, width, height: 20_000, size: Enums.Size.Down);
                await draft.AddAsync(NameOf(key, width), small.WebpsaveBuffer(q: 80, keep: Enums.ForeignKeep.None), stop);
                draft.Picture = new StoredPicture(key, small.Width, small.Height);
            }

            return draft;
        }
        catch (VipsException)
        {
            draft.Dispose();
            return null;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private static bool IsExpected(string loader)
    {
        // libvips answers with a class name such as VipsForeignLoadJpegBuffer.
        return loader.Contains("Jpeg", StringComparison.Ordinal) || loader.Contains("Png", StringComparison.Ordinal)
            || loader.Contains("Webp", StringComparison.Ordinal) || loader.Contains("Gif", StringComparison.Ordinal)
            || loader.Contains("Heif", StringComparison.Ordinal) || loader.Contains("Nsgif", StringComparison.Ordinal)
            || Loaders.Contains(loader);
    }
}
