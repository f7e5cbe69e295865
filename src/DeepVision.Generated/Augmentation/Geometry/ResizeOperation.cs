namespace DeepVision.Generated;

/// <summary>Takes a rectangle of a picture and gives it another size.</summary>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="interpolation">What stands between pixels.</param>
/// <param name="antialias">Whether all pixels count where the picture shrinks.</param>
internal abstract class ResizeOperation(int height, int width, Interpolation interpolation, bool antialias) : GeometricOperation(interpolation, Fill.Nearest)
{
    private readonly Interpolation _interpolation = interpolation;

    public sealed override TensorShape GetOutputShape(TensorShape input) => new(height, width, base.GetOutputShape(input).Channels);

    public sealed override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        Box box = DrawBox(picture.Shape, ref draws);
        if (antialias && _interpolation == Interpolation.Bilinear && (box.Height > height || box.Width > width))
            AntialiasedResize.Apply(ref picture, box, height, width);
        else
            Resampling.Apply(ref picture, PixelMap.Resize(box, height, width), _interpolation, Fill);
    }

    protected sealed override PixelMap Draw(TensorShape shape, ref RandomDraws draws) => PixelMap.Resize(DrawBox(shape, ref draws), height, width);

    /// <summary>The rectangle, this time.</summary>
    protected abstract Box DrawBox(TensorShape shape, ref RandomDraws draws);
}

/// <summary>Gives the whole picture another size.</summary>
internal sealed class WholeResizeOperation(int height, int width, Interpolation interpolation, bool antialias) : ResizeOperation(height, width, interpolation, antialias)
{
    protected override string Name => nameof(Augmentation.Resize);

    protected override Box DrawBox(TensorShape shape, ref RandomDraws draws) => new(0, 0, shape.Height, shape.Width);
}

/// <summary>A random rectangle of random area and proportions (Szegedy et al. 2014), drawn as torchvision does.</summary>
internal sealed class ResizedCropOperation(
    int height, int width, (double Minimum, double Maximum) area, (double Minimum, double Maximum) ratio, Interpolation interpolation, bool antialias)
    : ResizeOperation(height, width, interpolation, antialias)
{
    private const int Tries = 10;
    private readonly RandomRectangle _rectangle = new(area, ratio);
    private readonly (double Minimum, double Maximum) _ratio = ratio;

    protected override string Name => nameof(Augmentation.RandomResizedCrop);

    protected override Box DrawBox(TensorShape shape, ref RandomDraws draws)
    {
        for (int i = 0; i < Tries; i++)
        {
            (int rectangleWidth, int rectangleHeight) = _rectangle.Draw(shape.Height, shape.Width, ref draws);
            if (rectangleWidth > 0 && rectangleWidth <= shape.Width && rectangleHeight > 0 && rectangleHeight <= shape.Height)
                return new Box(draws.NextIndex(shape.Height - rectangleHeight + 1), draws.NextIndex(shape.Width - rectangleWidth + 1), rectangleHeight, rectangleWidth);
        }

        return Largest(shape);
    }

    /// <summary>The largest rectangle in the middle whose proportions are allowed.</summary>
    private Box Largest(TensorShape shape)
    {
        double proportions = (double)shape.Width / shape.Height;
        (int largestHeight, int largestWidth) = proportions < _ratio.Minimum ? (Rounded(shape.Width / _ratio.Minimum), shape.Width)
            : proportions > _ratio.Maximum ? (shape.Height, Rounded(shape.Height * _ratio.Maximum))
            : (shape.Height, shape.Width);
        return new Box((shape.Height - largestHeight) / 2, (shape.Width - largestWidth) / 2, largestHeight, largestWidth);
    }

    private static int Rounded(double length) => Math.Max(1, (int)Math.Round(length));
}
