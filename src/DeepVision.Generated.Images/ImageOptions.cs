namespace DeepVision.Generated.Images;

/// <summary>How pictures are read and brought to the size that a network reads. Values are checked where they are set.</summary>
public sealed record ImageOptions
{
    internal static ImageOptions Default { get; } = new();

    /// <summary>What happens to proportions; by default the centre is cropped.</summary>
    public ImageFit Fit { get; init; } = ImageFit.Centre;

    /// <summary>
    /// With <see cref="ImageFit.Centre"/>: pixels that the short side is resized to before the centre is cropped, as in the usual
    /// "resize to 256, crop 224"; no less than covers the crop, which is the default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ShortSide
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(ShortSide), value, "The short side has at least one pixel.");
    }

    /// <summary>How pixels are weighted in resizing.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Bilinear;

    /// <summary>
    /// Lets a JPEG be decoded at a half, a quarter or an eighth of its size where it is resized to a much smaller one: at the smallest of these that is
    /// this many times as large as what it is resized to, or larger. That takes a fraction of the time, and values are a little different: less
    /// with 3, more with 2. Null, the default, decodes every pixel. It is the <c>reducing_gap</c> of PIL's <c>Image.thumbnail</c>, in its first step (<c>draft</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1, infinite or not a number.</exception>
    public double? ReducingGap
    {
        get;
        init => field = value is null or (>= 1 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ReducingGap), value, "What is decoded is at least as large as what it is resized to: 1 or more times.");
    }

    /// <summary>What is seen through transparent pixels; white by default.</summary>
    public Rgb Background { get; init; } = Rgb.White;

    /// <summary>The bars of <see cref="ImageFit.Letterbox"/>; black by default.</summary>
    public Rgb Border { get; init; } = Rgb.Black;

    /// <summary>Whether pictures are turned upright where the camera noted how it was held (EXIF). True by default.</summary>
    public bool Upright { get; init; } = true;

    /// <summary>
    /// Pixels of a file's picture at most, by default 50 million; reading takes four bytes for each. A file whose header promises more
    /// is refused before any memory is taken for it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1, or more than one array can hold.</exception>
    public int MaxPixels
    {
        get;
        init => field = value >= 1 && value <= Array.MaxLength / 4
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPixels), value, FormattableString.Invariant($"One array holds 1 to {Array.MaxLength / 4} pixels."));
    } = 50_000_000;
}
