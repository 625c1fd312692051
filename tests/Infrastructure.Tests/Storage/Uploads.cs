namespace CampusPhoto.Infrastructure.Tests.Storage;

/// <summary>An upload that can only be read, piece by piece.</summary>
internal abstract class Upload : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Breaks off after so many bytes.</summary>
internal sealed class BrokenUpload(int bytes) : Upload
{
    private int _left = bytes;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_left == 0) throw new IOException("The connection was lost.");
        int read = Math.Min(count, _left);
        _left -= read;
        return read;
    }
}

/// <summary>Never ends.</summary>
internal sealed class EndlessUpload : Upload
{
    public long Given { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Given += count;
        return count;
    }
}
