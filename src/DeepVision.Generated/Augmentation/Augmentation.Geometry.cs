namespace DeepVision.Generated;

public sealed partial class Augmentation
{
    private static readonly (double Minimum, double Maximum) AreaOfCrops = (0.08, 1), RatioOfCrops = (3.0 / 4, 4.0 / 3);

    /// <summary>Mirrors pictures left to right, at random. torchvision: <c>RandomHorizontalFlip</c>; Keras: <c>RandomFlip("horizontal")</c>.</summary>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of range.</exception>
    public Augmentation RandomFlip(double probability = 0.5) => Then(new FlipOperation(vertical: false, probability));

    /// <summary>Mirrors pictures top to bottom, at random. torchvision: <c>RandomVerticalFlip</c>; Keras: <c>RandomFlip("vertical")</c>.</summary>
    /// <param name="probability">How often, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of range.</exception>
    public Augmentation RandomVerticalFlip(double probability = 0.5) => Then(new FlipOperation(vertical: true, probability));

    /// <summary>
    /// Cuts a window out of pictures, anywhere, after adding pixels on all sides: <c>RandomCrop(32, pad: 4)</c> is what ResNets learn CIFAR with. torchvision:
    /// <c>RandomCrop(size, padding)</c>.
    /// </summary>
    /// <param name="height">Rows of the window.</param>
    /// <param name="width">Its columns; as many as rows by default.</param>
    /// <param name="pad">Pixels to add on each side, 0 or more.</param>
    /// <param name="fill">What these are; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomCrop(int height, int? width = null, int pad = 0, Fill? fill = null) =>
        Then(new CropOperation(Side(height), Side(width ?? height, nameof(width)), OptionCheck.Between(pad, 0, 65536), isRandom: true, fill));

    /// <summary>Cuts the window in the middle out of pictures. torchvision: <c>CenterCrop</c>, which rounds an odd margin to an even half alike; Keras rounds it down.</summary>
    /// <param name="height">Rows of the window.</param>
    /// <param name="width">Its columns; as many as rows by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation CenterCrop(int height, int? width = null) =>
        Then(new CropOperation(Side(height), Side(width ?? height, nameof(width)), pad: 0, isRandom: false, null));

    /// <summary>Gives pictures another size, whatever their proportions. torchvision and tf.image: <c>resize(antialias=True)</c>.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns; as many as rows by default.</param>
    /// <param name="interpolation">What stands between pixels. The nearest one is that to the centre, as in PIL and tf.image; torchvision's <c>NEAREST</c> has it half a pixel off.</param>
    /// <param name="antialias">Whether all pixels count where pictures shrink; with bilinear interpolation only.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation Resize(int height, int? width = null, Interpolation interpolation = Interpolation.Bilinear, bool antialias = true) =>
        Then(new WholeResizeOperation(Side(height), Side(width ?? height, nameof(width)), Known(interpolation), antialias));

    /// <summary>
    /// Takes a rectangle of random area and proportions anywhere in pictures, and gives it a size: how networks learn ImageNet (Szegedy et al. 2014). It is
    /// drawn as in torchvision's <c>RandomResizedCrop</c>: ten tries, then the largest allowed rectangle in the middle.
    /// </summary>
    /// <param name="height">Rows of the result.</param>
    /// <param name="width">Its columns; as many as rows by default.</param>
    /// <param name="area">The rectangle's share of the picture's area, 0.0001 to 1; 0.08 to 1 by default.</param>
    /// <param name="ratio">Its width by its height, 0.01 to 100; ¾ to 4⁄3 by default. Their logarithm is drawn evenly.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="antialias">Whether all pixels count where pictures shrink; with bilinear interpolation only.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomResizedCrop(
        int height,
        int? width = null,
        (double Minimum, double Maximum)? area = null,
        (double Minimum, double Maximum)? ratio = null,
        Interpolation interpolation = Interpolation.Bilinear,
        bool antialias = true) =>
        Then(new ResizedCropOperation(
            Side(height),
            Side(width ?? height, nameof(width)),
            OptionCheck.Range(area ?? AreaOfCrops, 1e-4, 1, nameof(area)),
            OptionCheck.Range(ratio ?? RatioOfCrops, 0.01, 100, nameof(ratio)),
            Known(interpolation),
            antialias));

    /// <summary>
    /// Moves pictures, also by parts of a pixel. Keras: <c>RandomTranslation(height_factor, width_factor)</c>. (torchvision's <c>RandomAffine(translate)</c>
    /// rounds to whole pixels.)
    /// </summary>
    /// <param name="vertical">How far down, as shares of the height, −1 to 1.</param>
    /// <param name="horizontal">How far to the right, as shares of the width, −1 to 1.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default (Keras: mirrored).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomTranslation(Variation vertical, Variation horizontal, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Then(new AffineOperation(
            nameof(RandomTranslation),
            new AffineRanges { VerticalShift = vertical.Within(-1, 1, nameof(vertical)), HorizontalShift = horizontal.Within(-1, 1, nameof(horizontal)) },
            Known(interpolation),
            fill));

    /// <summary>Turns pictures around their middle. torchvision: <c>RandomRotation(degrees)</c>; Keras's <c>RandomRotation(factor)</c> counts in full turns.</summary>
    /// <param name="degrees">How far, counterclockwise, −360 to 360.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomRotation(Variation degrees, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Then(new AffineOperation(nameof(RandomRotation), new AffineRanges { Rotation = Angle(degrees, nameof(degrees)) }, Known(interpolation), fill));

    /// <summary>Shears pictures around their middle. torchvision: <c>RandomAffine(0, shear=…)</c>.</summary>
    /// <param name="horizontal">By how many degrees columns lean, −80 to 80.</param>
    /// <param name="vertical">By how many degrees rows lean, −80 to 80.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomShear(Variation horizontal, Variation vertical = default, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Then(new AffineOperation(
            nameof(RandomShear), new AffineRanges { HorizontalShear = Shear(horizontal, nameof(horizontal)), VerticalShear = Shear(vertical, nameof(vertical)) }, Known(interpolation), fill));

    /// <summary>
    /// Enlarges or shrinks pictures around their middle, both ways alike. torchvision: <c>RandomAffine(0, scale=…)</c>, with scale = 1 + change. (Keras's
    /// <c>RandomZoom</c> shrinks for positive factors.)
    /// </summary>
    /// <param name="change">Change of the scale, −0.99 to 99: 0.2 enlarges by a fifth.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomZoom(Variation change, Interpolation interpolation = Interpolation.Bilinear, Fill? fill = null) =>
        Then(new AffineOperation(nameof(RandomZoom), new AffineRanges { Zoom = Zoom(change, nameof(change)) }, Known(interpolation), fill));

    /// <summary>
    /// Moves, turns, zooms and shears pictures at once, with one interpolation instead of four. The matrix is that of torchvision's <c>RandomAffine</c>, which
    /// turns the other way and rounds shifts to whole pixels.
    /// </summary>
    /// <param name="rotation">Degrees, counterclockwise, −360 to 360.</param>
    /// <param name="verticalShift">Shares of the height, down, −1 to 1.</param>
    /// <param name="horizontalShift">Shares of the width, to the right, −1 to 1.</param>
    /// <param name="zoom">Change of the scale, −0.99 to 99.</param>
    /// <param name="horizontalShear">Degrees by which columns lean, −80 to 80.</param>
    /// <param name="verticalShear">Degrees by which rows lean, −80 to 80.</param>
    /// <param name="interpolation">What stands between pixels.</param>
    /// <param name="fill">What comes in from beyond the border; 0 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public Augmentation RandomAffine(
        Variation rotation = default,
        Variation verticalShift = default,
        Variation horizontalShift = default,
        Variation zoom = default,
        Variation horizontalShear = default,
        Variation verticalShear = default,
        Interpolation interpolation = Interpolation.Bilinear,
        Fill? fill = null) =>
        Then(new AffineOperation(
            nameof(RandomAffine),
            new AffineRanges(
                Angle(rotation, nameof(rotation)),
                verticalShift.Within(-1, 1, nameof(verticalShift)),
                horizontalShift.Within(-1, 1, nameof(horizontalShift)),
                Zoom(zoom, nameof(zoom)),
                Shear(horizontalShear, nameof(horizontalShear)),
                Shear(verticalShear, nameof(verticalShear))),
            Known(interpolation),
            fill));

    private static int Side(int length, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(length))] string name = "") => OptionCheck.Between(length, 1, 65536, name);

    private static Variation Angle(Variation degrees, string name) => degrees.Within(-360, 360, name);

    private static Variation Shear(Variation degrees, string name) => degrees.Within(-80, 80, name);

    private static Variation Zoom(Variation change, string name) => change.Within(-0.99, 99, name);

    private static Interpolation Known(Interpolation interpolation) => Enum.IsDefined(interpolation)
        ? interpolation
        : throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, $"{nameof(interpolation)} must be {nameof(Interpolation.Nearest)} or {nameof(Interpolation.Bilinear)}.");
}
