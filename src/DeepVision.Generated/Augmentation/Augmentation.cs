namespace DeepVision.Generated;

/// <summary>
/// Steps that change a picture, one after the other, most of them at random: <c>Augment.RandomFlip().RandomCrop(28, pad: 4)</c>. A value: each method
/// gives a longer one, and one may be used for any number of data sets. <see cref="Dataset.Augmented"/> applies it to a data set, <see cref="Apply"/> to
/// one picture.
/// </summary>
/// <remarks>
/// What is drawn for a step depends on the seed, the epoch, the sample and the number of the step in the augmentation. Steps that change brightness and
/// colours expect values from 0 to 1, as data sets of bytes give them, and leave them there; so they come before Normalize and Standardize.
/// </remarks>
public sealed partial class Augmentation
{
    private readonly PictureOperation[] _operations;

    private Augmentation(PictureOperation[] operations) => _operations = operations;

    /// <summary>Steps that leave everything as it is, because there are none.</summary>
    public static Augmentation None { get; } = new([]);

    internal ReadOnlySpan<PictureOperation> Operations => _operations;

    /// <summary>A further step, of your own.</summary>
    /// <param name="operation">What it does.</param>
    public Augmentation Then(PictureOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new Augmentation([.. _operations, operation]);
    }

    /// <summary>The steps of another augmentation, behind these.</summary>
    /// <param name="augmentation">The further steps.</param>
    public Augmentation Then(Augmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        return new Augmentation([.. _operations, .. augmentation._operations]);
    }

    /// <summary>Shape of what becomes of a picture.</summary>
    /// <param name="input">Shape of the picture.</param>
    /// <exception cref="ArgumentException">A step can't work on what it would get; the message says which and why.</exception>
    public TensorShape GetOutputShape(TensorShape input)
    {
        foreach (PictureOperation operation in _operations)
            input = operation.GetOutputShape(input);
        return input;
    }

    /// <summary>Changes one picture, as that of a sample of a data set is changed.</summary>
    /// <param name="picture">The picture in the order (height, width, channels); it isn't written to.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="destination">Takes as many values as <see cref="GetOutputShape"/> says.</param>
    /// <param name="seed">Fixes what is drawn, together with the next two.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="sample">The number of the sample, from 0.</param>
    /// <exception cref="ArgumentException">A step can't work on what it would get, or a span has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <exception cref="InvalidOperationException">A step mixes the pictures of a data set.</exception>
    public void Apply(ReadOnlySpan<float> picture, TensorShape shape, Span<float> destination, int seed = 0, int epoch = 0, int sample = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        if (picture.Length != shape.Length)
            throw new ArgumentException(FormattableString.Invariant($"A picture of {shape} has {Quantity.Of(shape.Length, "value")}, but {Quantity.Given(picture.Length)}."), nameof(picture));
        TensorShape[] shapes = ShapesFrom(shape);
        if (destination.Length < shapes[^1].Length)
            throw new ArgumentException(FormattableString.Invariant($"The result has {Quantity.Of(shapes[^1].Length, "value")}, but there is room for {destination.Length}."), nameof(destination));

        using var room = new PictureRoom<float>(shapes.Max(each => each.Length));
        var pixels = room.Pixels(shape);
        picture.CopyTo(pixels.Values);
        for (int i = 0; i < _operations.Length; i++)
        {
            var draws = new RandomDraws(seed, epoch, sample, i);
            _operations[i].Apply(ref pixels, ref draws);
        }

        pixels.Values.CopyTo(destination);
    }

    /// <summary>The shape of a picture in front of each step, and behind the last.</summary>
    internal TensorShape[] ShapesFrom(TensorShape input)
    {
        TensorShape[] shapes = new TensorShape[_operations.Length + 1];
        shapes[0] = input;
        for (int i = 0; i < _operations.Length; i++)
            shapes[i + 1] = _operations[i].GetOutputShape(shapes[i]);
        return shapes;
    }
}
