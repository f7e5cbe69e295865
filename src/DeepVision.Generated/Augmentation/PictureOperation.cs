namespace DeepVision.Generated;

/// <summary>
/// One step of an <see cref="Augmentation"/>. Derive from it for an operation of your own, and add it by <see cref="Augmentation.Then(PictureOperation)"/>. It
/// runs on several threads at once: what it needs of a picture it draws, and keeps nothing.
/// </summary>
public abstract class PictureOperation
{
    /// <summary>Whether pixels change their places. Such an operation is refused where every pixel has a label, because the labels would stay where they are.</summary>
    public virtual bool MovesPixels => false;

    /// <summary>Shape of what the operation makes of a picture; by default it stays.</summary>
    /// <param name="input">Shape of the picture.</param>
    /// <exception cref="ArgumentException">The operation can't work on pictures of this shape.</exception>
    public virtual TensorShape GetOutputShape(TensorShape input) => input;

    /// <summary>Changes a picture. What it does must follow from the picture and from what it draws.</summary>
    /// <param name="picture">The picture; afterwards what has become of it.</param>
    /// <param name="draws">Random numbers that belong to this operation, this sample and this epoch.</param>
    public abstract void Apply(ref Pixels<float> picture, ref RandomDraws draws);
}

/// <summary>An operation that can move a label map as it moves the pixels.</summary>
internal interface ILabelMover
{
    /// <summary>Does to the labels what <see cref="PictureOperation.Apply"/> does to the picture with the same draws.</summary>
    void MoveLabels(ref Pixels<int> labels, ref RandomDraws draws);
}
