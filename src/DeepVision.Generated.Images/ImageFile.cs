namespace DeepVision.Generated.Images;

/// <summary>
/// Reads one picture: JPEG, PNG, BMP, GIF (its first frame) or WebP, by its first bytes and not its name.
/// <code>
/// byte[] pixels = ImageFile.Read("bee.jpg", InsectNet.InputShape);
/// Prediction prediction = net.Predict(pixels);
/// </code>
/// </summary>
public static class ImageFile
{
    /// <summary>The endings of names that folders are searched for, in lower case.</summary>
    internal static IReadOnlyList<string> Extensions { get; } = [".bmp", ".gif", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".webp"];

    /// <summary>Reads a file to the size that a network reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <returns>The pixels in the order (height, width, channels).</returns>
    /// <exception cref="ImageFileException">It can't be read; the message says why.</exception>
    /// <exception cref="ArgumentException">The path is blank, or the shape is none of a picture.</exception>
    public static byte[] Read(string path, TensorShape shape, ImageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ImageShape.Check(shape, nameof(shape));
        byte[] pixels = new byte[shape.Length];
        ImageReader.ReadFile(path, shape, options ?? ImageOptions.Default, pixels);
        return pixels;
    }

    /// <summary>Reads what a stream holds from its position to its end.</summary>
    /// <inheritdoc cref="Read(string, TensorShape, ImageOptions?)"/>
    /// <param name="stream">The stream; stays open.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static byte[] Read(Stream stream, TensorShape shape, ImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ImageShape.Check(shape, nameof(shape));
        return Read(ImageReader.Load(stream), shape, options);
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <inheritdoc cref="Read(string, TensorShape, ImageOptions?)"/>
    /// <param name="file">The file's bytes.</param>
    /// <param name="shape">The shape wanted, such as a network's <c>InputShape</c>: height, width, and 1 or 3 channels.</param>
    /// <param name="options">How; the defaults if null.</param>
    public static byte[] Read(ReadOnlySpan<byte> file, TensorShape shape, ImageOptions? options = null)
    {
        ImageShape.Check(shape, nameof(shape));
        byte[] pixels = new byte[shape.Length];
        ImageReader.Read(file, shape, options ?? ImageOptions.Default, pixels);
        return pixels;
    }

    /// <summary>Reads a file in its picture's own size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="options">How; the defaults if null. What concerns the size doesn't count.</param>
    /// <exception cref="ImageFileException">It can't be read; the message says why.</exception>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is neither 1 nor 3.</exception>
    public static Image ReadWhole(string path, int channels = 3, ImageOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        CheckChannels(channels);
        using PixelBuffer file = ImageReader.Load(path);
        try
        {
            return ImageReader.ReadWhole(file.Bytes, channels, options ?? ImageOptions.Default);
        }
        catch (ImageFileException e)
        {
            throw new ImageFileException(path, e.Problem, e.InnerException);
        }
    }

    /// <summary>Reads a file that is in memory, in its picture's own size.</summary>
    /// <inheritdoc cref="ReadWhole(string, int, ImageOptions?)"/>
    /// <param name="file">The file's bytes.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="options">How; the defaults if null. What concerns the size doesn't count.</param>
    public static Image ReadWhole(ReadOnlySpan<byte> file, int channels = 3, ImageOptions? options = null)
    {
        CheckChannels(channels);
        return ImageReader.ReadWhole(file, channels, options ?? ImageOptions.Default);
    }

    /// <summary>Whether a file's name is one of a picture that folders are searched for.</summary>
    internal static bool HasExtension(string path) =>
        // A Mac leaves "._name.jpg" beside name.jpg on other systems' disks.
        Path.GetFileName(path) is var name && !name.StartsWith('.') && Extensions.Contains(Path.GetExtension(name).ToLowerInvariant());

    private static void CheckChannels(int channels)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel (grey) or 3 (red, green, blue).");
    }
}
