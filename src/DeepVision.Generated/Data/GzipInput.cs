namespace DeepVision.Generated;

/// <summary>
/// The bytes of a gzip file for a <see cref="System.IO.Compression.GZipStream"/>, such that a missing end is noticed.
/// </summary>
/// <remarks>
/// A member ends in its checksum and its length. GZipStream compares them, but takes a file that ends before them for
/// whole. So more bytes follow here, of which a whole file needs none. In place of missing ones they are wrong: the last
/// byte of a length below 2 GB is never 0xFF, nor does a block of data begin with it. They suffice for the longest block
/// that takes any bytes (65,535 of them, and the end behind it); who asks for more has not found an end.
/// </remarks>
internal sealed class GzipInput(Stream file) : Stream
{
    private int _left = 65_535 + 8;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The file is cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
            return read;
        if (_left == 0)
            throw new InvalidDataException("The file is cut short.");
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
