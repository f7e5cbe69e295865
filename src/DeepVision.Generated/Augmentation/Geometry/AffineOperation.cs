using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>How far a picture is moved, turned, zoomed and sheared.</summary>
/// <param name="Rotation">Degrees, counterclockwise.</param>
/// <param name="VerticalShift">Shares of the height, down.</param>
/// <param name="HorizontalShift">Shares of the width, to the right.</param>
/// <param name="Zoom">Change of the scale 1.</param>
/// <param name="HorizontalShear">Degrees by which columns lean.</param>
/// <param name="VerticalShear">Degrees by which rows lean.</param>
internal readonly record struct AffineRanges(Variation Rotation, Variation VerticalShift, Variation HorizontalShift, Variation Zoom, Variation HorizontalShear, Variation VerticalShear);

/// <summary>Moves, turns, zooms and shears a picture around its middle.</summary>
internal sealed class AffineOperation(string name, AffineRanges ranges, Interpolation interpolation, Fill? fill) : GeometricOperation(interpolation, fill)
{
    protected override string Name => name;

    protected override PixelMap Draw(TensorShape shape, ref RandomDraws draws)
    {
        var parameters = new AffineParameters(
            Turns: ranges.Rotation.Draw(ref draws) / 360,
            Scale: 1 + ranges.Zoom.Draw(ref draws),
            ShiftX: ranges.HorizontalShift.Draw(ref draws) * shape.Width,
            ShiftY: ranges.VerticalShift.Draw(ref draws) * shape.Height,
            HorizontalShear: Tangent(ranges.HorizontalShear.Draw(ref draws)),
            VerticalShear: Tangent(ranges.VerticalShear.Draw(ref draws)));
        return PixelMap.Affine(shape, parameters, ((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0));
    }

    private static double Tangent(double degrees)
    {
        (double sine, double cosine) = PortableMath.SinCosOfTurns(degrees / 360);
        return sine / cosine;
    }
}
