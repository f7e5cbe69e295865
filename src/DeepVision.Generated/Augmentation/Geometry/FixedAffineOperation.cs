namespace DeepVision.Generated;

/// <summary>
/// Moves, turns or shears a picture by given parameters: shifts are shares of its sides, cut to whole pixels, and shears keep the upper left
/// corner where it is, as in torchvision's automatic augmentations.
/// </summary>
internal sealed class FixedAffineOperation(AffineParameters parameters, Interpolation interpolation, Fill? fill) : GeometricOperation(interpolation, fill)
{
    protected override string Name => nameof(Augmentation.RandAugment);

    protected override PixelMap Draw(TensorShape shape, ref RandomDraws draws)
    {
        bool isShear = parameters.HorizontalShear != 0 || parameters.VerticalShear != 0;
        return PixelMap.Affine(
            shape,
            parameters with { ShiftX = Math.Truncate(parameters.ShiftX * shape.Width), ShiftY = Math.Truncate(parameters.ShiftY * shape.Height) },
            isShear ? (-0.5, -0.5) : ((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0));
    }
}
