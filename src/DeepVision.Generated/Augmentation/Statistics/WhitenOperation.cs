namespace DeepVision.Generated;

/// <summary>Whitens a picture.</summary>
internal sealed class WhitenOperation(Whitening whitening) : PictureOperation
{
    // What ZCA makes still has a place for each label, what PCA makes has none.
    public override bool MovesPixels => whitening.OutputShape != whitening.InputShape;

    public override TensorShape GetOutputShape(TensorShape input) => input == whitening.InputShape
        ? whitening.OutputShape
        : throw new ArgumentException($"{nameof(Augmentation.Whiten)} was fitted on pictures of {whitening.InputShape}, but receives {input}.");

    public override void Apply(ref Pixels<float> picture, ref RandomDraws draws)
    {
        whitening.Apply(picture.Values, picture.Spare[..whitening.OutputShape.Length]);
        picture.Replace(whitening.OutputShape);
    }
}
