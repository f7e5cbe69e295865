namespace DeepVision.Generated;

/// <summary>
/// The bytes of a gzip file for a <see cref="System.IO.Compression.GZipStream"/>, such that a missing end is noticed.
/// </summary>
/// <remarks>
/// A member ends in its checksum and its length, which GZipStream compares, but takes for right where the file ends
/// before them. So some more bytes follow here: behind a whole file they are ignored, in place of missing ones they are
/// wrong, because the last byte of a length below 2 GB is never 0xFF.
/// </remarks>
internal sealed class GzipInput(Stream file) : Stream
{
    /// <summary>Checksum and length.</summary>
    private const int TrailerLength = 8;

    private int _left = TrailerLength;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
            return read;
        read = Math.Min(_left, buffer.Length);
        buffer[..read].Fill(0xFF);
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
