using System.Buffers;
using System.IO.Pipelines;

namespace Orion.Framework.Web;

/// <summary>A growing byte buffer on pooled memory, written to as a pipe that never has to be emptied.</summary>
internal sealed class PooledBuffer : PipeWriter, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int length;

    /// <summary>What was written so far; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => length;

    public override void Advance(int bytes) => length += bytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(length);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private void Grow(int sizeHint)
    {
        var free = Math.Max(sizeHint, 256);
        if (bytes.Length - length >= free) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + free));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
