using System.Buffers;

namespace DeepVision.Generated;

/// <summary>The samples of another data set, their pictures changed as they are in one epoch. Made when they are read, and never kept.</summary>
internal sealed class AugmentedDataset : Dataset
{
    private readonly Dataset _source;
    private readonly Augmentation _augmentation;
    private readonly int _seed;
    private readonly int _epoch;

    // In front of each operation, and behind the last.
    private readonly TensorShape[] _shapes;
    private readonly int _largest;
    private readonly bool _mixes;

    public AugmentedDataset(Dataset source, Augmentation augmentation, int seed, int epoch)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        (_source, _augmentation, _seed, _epoch) = (source, augmentation, seed, epoch);
        _shapes = augmentation.ShapesFrom(source.InputShape);
        _largest = _shapes.Max(shape => shape.Length);
        foreach (PictureOperation operation in augmentation.Operations)
        {
            if (operation is MixingOperation mixing)
            {
                CheckMixing(mixing.Name);
                _mixes = true;
            }

            if (source.LabelMapShape is { } map && operation.MovesPixels)
                CheckLabelMap(operation, map);
        }
    }

    /// <inheritdoc/>
    public override int Count => _source.Count;

    /// <inheritdoc/>
    public override TensorShape InputShape => _shapes[^1];

    /// <inheritdoc/>
    public override int ClassCount => _mixes ? 0 : _source.ClassCount;

    /// <inheritdoc/>
    public override TensorShape? LabelMapShape =>
        _source.LabelMapShape is { } map && map.Height == _shapes[0].Height && map.Width == _shapes[0].Width ? new TensorShape(InputShape.Height, InputShape.Width, 1) : _source.LabelMapShape;

    /// <inheritdoc/>
    public override int TargetLength => _mixes && _source.TargetLength == 0 ? _source.ClassCount : _source.TargetLength;

    /// <inheritdoc/>
    public override bool LoadsSlowly => _source.LoadsSlowly;

    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs => _source.FurtherInputs;

    /// <inheritdoc/>
    public override IReadOnlyList<AnswerInfo> NamedAnswers => _source.NamedAnswers;

    /// <inheritdoc/>
    public override Dataset InEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        Dataset source = _source.InEpoch(epoch);
        return epoch == _epoch && source == _source ? this : new AugmentedDataset(source, _augmentation, _seed, epoch);
    }

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        CheckDestination(destination.Length, InputShape.Length);
        Make(index, _augmentation.Operations.Length, destination);
    }

    /// <inheritdoc/>
    public override int GetLabel(int index) => _mixes
        ? throw new NotSupportedException($"Mixed pictures have no label, but a target with the share of each class: {nameof(CopyTarget)} gives it.")
        : _source.GetLabel(index);

    /// <inheritdoc/>
    public override void CopyLabels(int index, Span<int> destination)
    {
        if (_source.LabelMapShape is not { } map)
        {
            destination[0] = GetLabel(index);
            return;
        }

        CheckIndex(index, Count);
        CheckDestination(destination.Length, LabelLength);
        using var room = new PictureRoom<int>(Math.Max(map.Length, _shapes.Max(shape => shape.Height * shape.Width)));
        Pixels<int> labels = room.Pixels(map);
        _source.CopyLabels(index, labels.Values);
        ReadOnlySpan<PictureOperation> operations = _augmentation.Operations;
        for (int i = 0; i < operations.Length; i++)
        {
            if (!operations[i].MovesPixels)
                continue;
            RandomDraws draws = DrawsOf(index, i);
            ((ILabelMover)operations[i]).MoveLabels(ref labels, ref draws);
        }

        labels.Values.CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination)
    {
        if (!_mixes)
        {
            _source.CopyTarget(index, destination);
            return;
        }

        CheckIndex(index, Count);
        CheckDestination(destination.Length, TargetLength);
        MakeTarget(index, _augmentation.Operations.Length, destination[..TargetLength]);
    }

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination) => _source.CopyInput(name, index, destination);

    /// <inheritdoc/>
    public override int GetLabel(string name, int index) => _source.GetLabel(name, index);

    /// <inheritdoc/>
    public override void CopyTarget(string name, int index, Span<float> destination) => _source.CopyTarget(name, index, destination);

    /// <summary>The picture of a sample behind the first operations.</summary>
    private void Make(int index, int count, Span<float> destination)
    {
        using var room = new PictureRoom<float>(_largest);
        Pixels<float> picture = room.Pixels(_shapes[0]);
        _source.CopyInput(index, picture.Values);
        ReadOnlySpan<PictureOperation> operations = _augmentation.Operations;
        for (int i = 0; i < count; i++)
        {
            RandomDraws draws = DrawsOf(index, i);
            if (operations[i] is MixingOperation mixing)
                Mix(mixing, i, ref picture, ref draws);
            else
                operations[i].Apply(ref picture, ref draws);
        }

        picture.Values.CopyTo(destination);
    }

    private void Mix(MixingOperation mixing, int number, ref Pixels<float> picture, ref RandomDraws draws)
    {
        Mixture mixture = mixing.Draw(picture.Shape, Count, ref draws);
        if (mixture.Share == 1)
            return;
        Span<float> partner = picture.Spare[..picture.Shape.Length];
        Make(mixture.Partner, number, partner);
        mixing.Mix(picture.Values, partner, picture.Shape, mixture);
    }

    /// <summary>The target of a sample behind the first operations; a label counts as a target that is 1 for its class and 0 for all others.</summary>
    private void MakeTarget(int index, int count, Span<float> target)
    {
        if (_source.TargetLength > 0)
        {
            _source.CopyTarget(index, target);
        }
        else
        {
            target.Clear();
            target[_source.GetLabel(index)] = 1;
        }

        ReadOnlySpan<PictureOperation> operations = _augmentation.Operations;
        for (int i = 0; i < count; i++)
        {
            if (operations[i] is not MixingOperation mixing)
                continue;
            RandomDraws draws = DrawsOf(index, i);
            Mixture mixture = mixing.Draw(_shapes[i], Count, ref draws);
            if (mixture.Share == 1)
                continue;
            float[] partner = ArrayPool<float>.Shared.Rent(target.Length);
            MakeTarget(mixture.Partner, i, partner.AsSpan(0, target.Length));
            VectorSpans.Mix(target, partner, (float)mixture.Share);
            ArrayPool<float>.Shared.Return(partner);
        }
    }

    private RandomDraws DrawsOf(int sample, int operation) => new(_seed, _epoch, sample, operation);

    private void CheckMixing(string name)
    {
        if (_source.LabelMapShape is not null)
            throw new ArgumentException($"{name} mixes one label or target of each sample, but the data set has label maps.", "augmentation");
        if (_source.ClassCount == 0 && _source.TargetLength == 0)
            throw new ArgumentException($"{name} mixes labels or targets, but the data set has none.", "augmentation");
        if (_source.NamedAnswers.Count > 0 || _source.FurtherInputs.Count > 0)
            throw new ArgumentException($"{name} mixes the pictures of a data set and their labels or targets, but not inputs, labels and targets that have names, and the data set has some.", "augmentation");
    }

    private void CheckLabelMap(PictureOperation operation, TensorShape map)
    {
        if (operation is not ILabelMover)
            throw new ArgumentException($"{operation.GetType().Name} moves pixels, but every pixel of the data set has a label, which would stay where it is.", "augmentation");
        if (map.Height != _shapes[0].Height || map.Width != _shapes[0].Width)
            throw new ArgumentException(FormattableString.Invariant($"The augmentation moves pixels and labels alike, but the pictures of the data set are {_shapes[0]} and its label maps {map.Height}×{map.Width}."), "augmentation");
    }
}
