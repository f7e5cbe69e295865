namespace DeepVision.Generated.Images;

/// <summary>Reads pictures: header, limits, pixels, background, orientation, size.</summary>
internal static class ImageReader
{
    /// <summary>Columns or rows at most: what JPEG can have. More would be a line, not a picture.</summary>
    private const int LongestSide = 65_535;

    /// <summary>Bytes of a file at most.</summary>
    private const int LongestFile = 256_000_000;

    /// <summary>Reads a picture to the size that a network reads.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="shape">The shape wanted.</param>
    /// <param name="options">How.</param>
    /// <param name="pixels">Takes the pixels in the order (height, width, channels).</param>
    /// <exception cref="ImageFileException">It can't be read.</exception>
    public static void Read(ReadOnlySpan<byte> file, TensorShape shape, ImageOptions options, Span<byte> pixels)
    {
        ImageHeader header = CheckHeader(file, options);
        int orientation = options.Upright ? header.Orientation : 1;
        bool transposes = ExifOrientation.Transposes(orientation);
        int reduction = header.Format != ImageFormat.Jpeg ? 1
            : transposes ? DecodedSide.ReductionFor(header.Height, header.Width, shape, options)
            : DecodedSide.ReductionFor(header.Width, header.Height, shape, options);
        DecodedSide columns = new(header.Width, reduction), rows = new(header.Height, reduction);
        using PixelBuffer decoded = new(columns.Pixels * rows.Pixels * PixelFormat.Bytes);
        Decode(file, header, columns, rows, options, decoded.Bytes);
        if (orientation == 1)
        {
            ImageFitter.Fit(decoded.Bytes, columns, rows, shape, options, pixels);
            return;
        }

        using PixelBuffer upright = new(decoded.Bytes.Length);
        ExifOrientation.Apply(decoded.Bytes, columns.Pixels, rows.Pixels, orientation, upright.Bytes);
        (DecodedSide across, DecodedSide down) = transposes ? (rows, columns) : (columns, rows);
        ImageFitter.Fit(
            upright.Bytes, across with { IsMirrored = ExifOrientation.MirrorsColumns(orientation) }, down with { IsMirrored = ExifOrientation.MirrorsRows(orientation) },
            shape, options, pixels);
    }

    /// <summary>Reads a picture in its own size.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ImageFileException">It can't be read.</exception>
    public static Image ReadWhole(ReadOnlySpan<byte> file, int channels, ImageOptions options)
    {
        ImageHeader header = CheckHeader(file, options);
        bool transposes = options.Upright && ExifOrientation.Transposes(header.Orientation);
        TensorShape shape = new(transposes ? header.Width : header.Height, transposes ? header.Height : header.Width, channels);
        byte[] pixels = new byte[shape.Length];
        Read(file, shape, options with { Fit = ImageFit.Stretch }, pixels);
        return new Image(pixels, shape);
    }

    /// <summary>Fills a buffer with a file and hands it on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The shape wanted.</param>
    /// <param name="options">How.</param>
    /// <param name="pixels">Takes the pixels in the order (height, width, channels).</param>
    /// <exception cref="ImageFileException">It can't be read.</exception>
    public static void ReadFile(string path, TensorShape shape, ImageOptions options, Span<byte> pixels)
    {
        using PixelBuffer file = Load(path);
        try
        {
            Read(file.Bytes, shape, options, pixels);
        }
        catch (ImageFileException e)
        {
            throw new ImageFileException(path, e.Problem, e.InnerException);
        }
    }

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ImageFileException">It can't be read.</exception>
    public static PixelBuffer Load(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return Load(path, stream, stream.Length);
        }
        catch (Exception e) when (e is (IOException and not ImageFileException) or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ImageFileException(path, $"can't be read. {e.Message}", e);
        }
    }

    /// <summary>The bytes of a stream, from its position to its end.</summary>
    /// <exception cref="ImageFileException">They are too many.</exception>
    public static ReadOnlySpan<byte> Load(Stream stream)
    {
        using MemoryStream file = new();
        Span<byte> part = new byte[1 << 16];
        for (int count; (count = stream.Read(part)) > 0;)
        {
            if (file.Length + count > LongestFile)
                throw new ImageFileException(null, FormattableString.Invariant($"has more than the {LongestFile:N0} bytes that are read."));
            file.Write(part[..count]);
        }

        return file.GetBuffer().AsSpan(0, (int)file.Length);
    }

    private static PixelBuffer Load(string path, FileStream stream, long length)
    {
        if (length > LongestFile)
            throw new ImageFileException(path, FormattableString.Invariant($"has {length:N0} bytes, more than the {LongestFile:N0} that are read."));
        PixelBuffer file = new((int)length);
        try
        {
            stream.ReadExactly(file.Bytes);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static ImageHeader CheckHeader(ReadOnlySpan<byte> file, ImageOptions options)
    {
        ImageHeader header = ImageHeader.Read(file);
        if (header.Width > LongestSide || header.Height > LongestSide)
            throw new ImageFileException(null, FormattableString.Invariant($"is {header.Width}×{header.Height} pixels large by its header; a side of more than {LongestSide} is refused."));
        if ((long)header.Width * header.Height > options.MaxPixels)
            throw new ImageFileException(null, FormattableString.Invariant($"is {header.Width}×{header.Height} pixels large by its header, more than the {options.MaxPixels:N0} that {nameof(ImageOptions)}.{nameof(ImageOptions.MaxPixels)} allows."));
        return header;
    }

    private static void Decode(ReadOnlySpan<byte> file, ImageHeader header, DecodedSide columns, DecodedSide rows, ImageOptions options, Span<byte> wide)
    {
        ImageDecoder.Decode(file, header, columns, rows, wide);
        // A JPEG has no alpha.
        if (header.Format != ImageFormat.Jpeg)
            PixelFormat.Compose(wide, options.Background);
    }
}
