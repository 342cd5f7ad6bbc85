using System.Buffers;

namespace Orion.Framework.Web;

/// <summary>A growing byte buffer on pooled memory.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int length;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    public void Add(ReadOnlySpan<byte> more)
    {
        if (length + more.Length > bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + more.Length));
            bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}

/// <summary>The stream over a <see cref="PooledBuffer"/> that a pipe writer needs.</summary>
internal sealed class BufferStream(PooledBuffer buffer) : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => buffer.Written.Length;

    public override long Position
    {
        get => buffer.Written.Length;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] bytes, int offset, int count) => buffer.Add(bytes.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> bytes) => buffer.Add(bytes);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        buffer.Add(bytes.Span);
        return ValueTask.CompletedTask;
    }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
