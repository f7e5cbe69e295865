namespace DeepVision.Generated;

/// <summary>
/// One picture on its way through the operations of an <see cref="Augmentation"/>: its pixels, and room for new ones. An
/// operation either changes <see cref="Values"/> in place, or writes a new picture to <see cref="Spare"/> and calls <see cref="Replace"/>.
/// </summary>
/// <typeparam name="T"><see langword="float"/> for pictures, <see langword="int"/> for label maps.</typeparam>
public ref struct Pixels<T>
{
    private Span<T> _values;
    private Span<T> _spare;

    internal Pixels(Span<T> values, Span<T> spare, TensorShape shape)
    {
        _values = values;
        _spare = spare;
        Shape = shape;
    }

    /// <summary>Shape of the picture.</summary>
    public TensorShape Shape { get; private set; }

    /// <summary>The picture in the order (height, width, channels).</summary>
    public readonly Span<T> Values => _values[..Shape.Length];

    /// <summary>Room for a new picture; what it holds is of no meaning. As long as the largest picture on the way, so it may be longer than the picture.</summary>
    public readonly Span<T> Spare => _spare;

    /// <summary>Makes what was written to <see cref="Spare"/> the picture. The old one becomes the room for a new one.</summary>
    /// <param name="shape">Shape of the new picture: that which the operation has announced.</param>
    public void Replace(TensorShape shape)
    {
        Span<T> values = _values;
        _values = _spare;
        _spare = values;
        Shape = shape;
    }
}
