namespace DeepVision.Generated;

/// <summary>Mirrors a picture.</summary>
internal sealed class FlipOperation(bool vertical, double probability) : GeometricOperation(Interpolation.Nearest, null)
{
    private readonly double _probability = OptionCheck.Probability(probability);

    protected override string Name => vertical ? nameof(Augmentation.RandomVerticalFlip) : nameof(Augmentation.RandomFlip);

    protected override PixelMap Draw(TensorShape shape, ref RandomDraws draws) =>
        !draws.NextBoolean(_probability) ? PixelMap.Identity(shape) : vertical ? PixelMap.FlipVertically(shape) : PixelMap.FlipHorizontally(shape);
}
