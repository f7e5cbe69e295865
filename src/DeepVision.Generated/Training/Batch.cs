namespace DeepVision.Generated;

/// <summary>Some samples of a data set, laid out for a training step. Reused from step to step.</summary>
public sealed class Batch : ISampleSlot
{
    private readonly int _inputLength;
    private readonly int _targetLength;
    private readonly int _labelLength;
    private Part[] _furtherInputs = [];
    private Answers[] _heads = [];
    private int[] _indices;
    private bool _hasIndices;

    /// <summary>The data set that was found to have all parts, and the names of what the heads learn from in it.</summary>
    private Dataset? _source;
    private string[] _answerNames = [];

    /// <summary>Makes room for <paramref name="capacity"/> samples.</summary>
    /// <param name="capacity">Samples at most, 1 or more.</param>
    /// <param name="inputLength">Values of one input.</param>
    /// <param name="targetLength">Values of one target; 0 where the loss takes labels.</param>
    /// <param name="labelLength">Labels of one sample where the loss takes labels: 1, or one for each pixel.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range, or one array can't hold so many samples.</exception>
    public Batch(int capacity, int inputLength, int targetLength, int labelLength = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(targetLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelLength, 1);
        int answers = targetLength == 0 ? labelLength : targetLength;
        int limit = Limit(inputLength, answers);
        if (capacity > limit)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, FormattableString.Invariant($"One array has room for {Quantity.Of(limit, "sample")} of {Quantity.Of(Math.Max(inputLength, answers), "value")}."));
        _inputLength = inputLength;
        _targetLength = targetLength;
        _labelLength = labelLength;
        Inputs = Pinned(capacity * inputLength);
        Labels = targetLength == 0 ? new int[capacity * labelLength] : [];
        Targets = new float[capacity * targetLength];
        _indices = new int[capacity];
        Capacity = capacity;
    }

    /// <summary>Makes room for samples of several inputs or several heads.</summary>
    /// <param name="capacity">Samples at most, 1 or more.</param>
    /// <param name="inputs">All inputs, the network's own first.</param>
    /// <param name="heads">The heads that predict.</param>
    internal Batch(int capacity, IReadOnlyList<InputInfo> inputs, IReadOnlyList<HeadInfo> heads)
        : this(capacity, inputs[0].Shape.Length, heads[0].TargetLength, heads[0].LabelLength)
    {
        _furtherInputs = [.. inputs.Skip(1).Select(input => new Part(input, Pinned(capacity * input.Shape.Length)))];
        _heads =
        [
            .. heads.Select((head, number) => number == 0
                ? new Answers(head, Labels, Targets)
                : new Answers(head, head.TargetLength == 0 ? new int[capacity] : [], new float[capacity * head.TargetLength])),
        ];
    }

    /// <summary>Inputs don't move: kernels form addresses of pixels in the padding, outside of the array, which would stay behind.</summary>
    private static float[] Pinned(int length) => GC.AllocateArray<float>(length, pinned: true);

    /// <summary>Samples that fit.</summary>
    public int Capacity { get; }

    /// <summary>Samples present, 1 to <see cref="Capacity"/>; 0 until the batch is filled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above <see cref="Capacity"/>.</exception>
    public int Count
    {
        get;
        set
        {
            if ((uint)value > (uint)Capacity)
                throw new ArgumentOutOfRangeException(nameof(Count), value, FormattableString.Invariant($"The batch has room for {Quantity.Of(Capacity, "sample")}."));
            field = value;
            _hasIndices = false;
        }
    }

    /// <summary>Inputs, sample after sample, in the order (height, width, channels); of several inputs the network's own.</summary>
    public float[] Inputs { get; private set; }

    /// <summary>
    /// One label for each sample or, for networks that label pixels, for each pixel in the order (sample, row, column), from 0; empty
    /// where the loss takes targets. Of several heads those of the first.
    /// </summary>
    public int[] Labels { get; private set; }

    /// <summary>Targets, sample after sample; empty where the loss takes labels. Of several heads those of the first.</summary>
    public float[] Targets { get; private set; }

    /// <summary>The values of an input, sample after sample, to read or to write.</summary>
    /// <param name="name">Its name; <c>"input"</c> for the network's own.</param>
    /// <exception cref="ArgumentException">The batch has no such input.</exception>
    public float[] GetInput(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name == InputInfo.Own)
            return Inputs;
        return Array.Find(_furtherInputs, part => part.Input.Name == name)?.Values
            ?? throw new ArgumentException($"The batch has no input \"{name}\". Its inputs are {string.Join(", ", _furtherInputs.Select(part => part.Input.Name).Prepend(InputInfo.Own))}.", nameof(name));
    }

    /// <summary>The labels for a head, one for each sample (or for each of its pixels or steps) from 0, to read or to write; empty where its loss takes targets.</summary>
    /// <param name="head">The head's name.</param>
    /// <exception cref="ArgumentException">The batch was made for no such head.</exception>
    public int[] GetLabels(string head) => FindHead(head).Labels;

    /// <summary>The targets for a head, sample after sample, to read or to write; empty where its loss takes labels.</summary>
    /// <param name="head">The head's name.</param>
    /// <exception cref="ArgumentException">The batch was made for no such head.</exception>
    public float[] GetTargets(string head) => FindHead(head).Targets;

    /// <summary>The values of an input beside the network's own, sample after sample.</summary>
    /// <param name="number">Its number among them, from 0.</param>
    public float[] FurtherInput(int number) => _furtherInputs[number].Values;

    /// <summary>The labels for a head, as <see cref="GetLabels"/> gives them.</summary>
    /// <param name="number">Number of the head among those that predict, from 0.</param>
    public int[] LabelsOf(int number) => number == 0 ? Labels : _heads[number].Labels;

    /// <summary>The targets for a head, as <see cref="GetTargets"/> gives them.</summary>
    /// <param name="number">Number of the head among those that predict, from 0.</param>
    public float[] TargetsOf(int number) => number == 0 ? Targets : _heads[number].Targets;

    /// <summary>Whether targets are probabilities of classes, so that labels do as well: they are taken as one-hot.</summary>
    internal bool TakesOneHot { get; init; }

    /// <summary>Whether it was made for these inputs and heads.</summary>
    internal bool Fits(NetworkArchitecture architecture)
    {
        bool fits = Inputs.Length == Capacity * architecture.InputShape.Length
            && _furtherInputs.Length == architecture.FurtherInputs.Count && _heads.Length == architecture.Heads.Count;
        for (int i = 0; i < _furtherInputs.Length && fits; i++)
            fits = _furtherInputs[i].Input.Name == architecture.FurtherInputs[i].Name && _furtherInputs[i].Input.Shape.Length == architecture.FurtherInputs[i].Shape.Length;
        for (int i = 0; i < _heads.Length && fits; i++)
            fits = _heads[i].Head.Name == architecture.Heads[i].Name && _heads[i].Head.TargetLength == architecture.Heads[i].TargetLength && _heads[i].Head.LabelLength == architecture.Heads[i].LabelLength;
        return fits;
    }

    /// <summary>Samples that one array can hold.</summary>
    internal static int Limit(int inputLength, int outputLength) => Array.MaxLength / Math.Max(inputLength, outputLength);

    /// <summary>Copies samples of a data set into the batch, with their labels or targets, and sets <see cref="Count"/>.</summary>
    /// <param name="data">
    /// A data set whose inputs and targets are as long as those of the batch; labels 0 and 1 count as targets of one value. Of several
    /// inputs and heads it has those of the batch, by their names.
    /// </param>
    /// <param name="indices">Which samples, 1 to <see cref="Capacity"/> of them.</param>
    /// <exception cref="ArgumentException">The data set or the number of samples doesn't fit the batch.</exception>
    public void Fill(Dataset data, ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckFits(data);
        if (indices.IsEmpty || indices.Length > Capacity)
            throw new ArgumentException(FormattableString.Invariant($"The batch takes 1 to {Quantity.Of(Capacity, "sample")}, but {Quantity.Given(indices.Length)}."), nameof(indices));

        _hasIndices = false;
        for (int i = 0; i < indices.Length; i++)
            Load(data, indices[i], i);
        MarkFilled(indices.Length);
    }

    /// <inheritdoc/>
    void ISampleSlot.CheckFits(Dataset data) => CheckFits(data);

    /// <inheritdoc/>
    void ISampleSlot.Load(Dataset data, int index, int place) => Load(data, index, place);

    /// <summary>Says that the first samples have been loaded from a data set.</summary>
    internal void MarkFilled(int count)
    {
        Count = count;
        _hasIndices = true;
    }

    /// <summary>Changes arrays, and so samples, with another batch that was made alike.</summary>
    internal void Exchange(Batch other)
    {
        (Inputs, other.Inputs) = (other.Inputs, Inputs);
        (Labels, other.Labels) = (other.Labels, Labels);
        (Targets, other.Targets) = (other.Targets, Targets);
        (_furtherInputs, other._furtherInputs) = (other._furtherInputs, _furtherInputs);
        (_heads, other._heads) = (other._heads, _heads);
        (_indices, other._indices) = (other._indices, _indices);
    }

    /// <summary>Where a sample stands in its data set; -1 if the batch was filled by hand.</summary>
    internal int IndexOf(int sample) => _hasIndices ? _indices[sample] : -1;

    private void CheckFits(Dataset data)
    {
        if (_heads.Length > 0 && data != _source)
            TakePartsFrom(data);
        else if (_heads.Length == 0 && (data.InputShape.Length != _inputLength || (_targetLength > 0 && !HasTargets(data))))
            throw new ArgumentException(FormattableString.Invariant($"The batch holds inputs of {Quantity.Of(_inputLength, "value")} and targets of {_targetLength}, but those of the data set have {data.InputShape.Length} and {data.TargetLength}."), nameof(data));
        if (_heads.Length == 0 && _targetLength == 0 && data.LabelLength != _labelLength)
            throw new ArgumentException(FormattableString.Invariant($"The batch holds {Quantity.Of(_labelLength, "label")} of a sample, but the data set has {data.LabelLength}."), nameof(data));
    }

    /// <summary>Checks that a data set has all parts, once for all the times that the batch is filled from it.</summary>
    private void TakePartsFrom(Dataset data)
    {
        string? problem = data.InputShape.Length != _inputLength
            ? FormattableString.Invariant($"the batch holds inputs of {Quantity.Of(_inputLength, "value")}, but those of the data set have {data.InputShape.Length}.")
            : _furtherInputs.Select(part => DatasetCheck.WhyNot(part.Input, data)).Concat(_heads.Select((answers, number) => DatasetCheck.WhyNot(answers.Head, number, data)))
                .FirstOrDefault(reason => reason is not null);
        if (problem is not null)
            throw new ArgumentException($"The data set doesn't fit the batch: {problem}", nameof(data));
        _answerNames = [.. _heads.Select((answers, number) => data.FindAnswers(answers.Head, number)!.Name)];
        _source = data;
    }

    private void Load(Dataset data, int index, int place)
    {
        data.CopyInput(index, Inputs.AsSpan(place * _inputLength, _inputLength));
        if (_heads.Length > 0)
            LoadParts(data, index, place);
        else if (_targetLength == 0)
            data.CopyLabels(index, Labels.AsSpan(place * _labelLength, _labelLength));
        else
            data.CopyAnswer(index, Targets.AsSpan(place * _targetLength, _targetLength));
        _indices[place] = index;
    }

    /// <summary>Copies the further inputs, and what each of several heads learns from.</summary>
    private void LoadParts(Dataset data, int index, int place)
    {
        foreach (Part part in _furtherInputs)
        {
            int length = part.Input.Shape.Length;
            data.CopyInput(part.Input.Name, index, part.Values.AsSpan(place * length, length));
        }

        for (int number = 0; number < _heads.Length; number++)
        {
            Answers answers = _heads[number];
            int length = answers.Head.TargetLength;
            if (answers.Head.Kind == HeadKind.Segmentation)
                data.CopyLabels(index, answers.Labels.AsSpan(place * _labelLength, _labelLength));
            else if (length == 0)
                answers.Labels[place] = data.LabelOf(_answerNames[number], index);
            else
                data.CopyAnswer(_answerNames[number], index, answers.Targets.AsSpan(place * length, length));
        }
    }

    /// <summary>Whether a data set has targets as long as those of the batch, or labels that serve as such.</summary>
    private bool HasTargets(Dataset data) => data.AnswerLength == _targetLength || (TakesOneHot && data.HasOneHot(_targetLength));

    private Answers FindHead(string head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Array.Find(_heads, answers => answers.Head.Name == head)
            ?? throw new ArgumentException($"The batch was made for no head \"{head}\". {(_heads.Length == 0 ? $"It is one for a single head: {nameof(Labels)} and {nameof(Targets)} are what that learns from." : $"Its heads are {string.Join(", ", _heads.Select(answers => answers.Head.Name))}.")}", nameof(head));
    }

    private sealed record Part(InputInfo Input, float[] Values);

    private sealed record Answers(HeadInfo Head, int[] Labels, float[] Targets);
}
