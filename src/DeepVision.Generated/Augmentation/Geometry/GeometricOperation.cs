namespace DeepVision.Generated;

/// <summary>An operation that says of each new pixel where it comes from; pictures and label maps follow from that.</summary>
/// <param name="interpolation">What stands between pixels.</param>
/// <param name="fill">What stands beyond the border.</param>
internal abstract class GeometricOperation(Interpolation interpolation, Fill? fill) : PictureOperation, ILabelMover
{
    public sealed override bool MovesPixels => true;

    protected Fill Fill { get; } = fill ?? Fill.Zero;

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws) =>
        Resampling.Apply(ref picture, Draw(picture.Shape, ref draws), interpolation, Fill);

    public void MoveLabels(ref Pixels<int> labels, ref RandomDraws draws) => Resampling.Apply(ref labels, Draw(labels.Shape, ref draws), Fill);

    /// <summary>Where the pixels come from this time.</summary>
    protected abstract PixelMap Draw(TensorShape shape, ref RandomDraws draws);

    public override TensorShape GetOutputShape(TensorShape input) => ShapeCheck.Picture(input, Name);

    /// <summary>What the user calls it, for messages.</summary>
    protected abstract string Name { get; }
}
