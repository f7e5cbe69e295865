namespace DeepVision.Generated;

/// <summary>The samples of another data set, to which a derived class adds something that has a name.</summary>
internal abstract class ExtendedDataset(Dataset whole) : Dataset
{
    /// <summary>The samples without what is added.</summary>
    protected Dataset Whole => whole;

    /// <inheritdoc/>
    public sealed override int Count => whole.Count;

    /// <inheritdoc/>
    public sealed override TensorShape InputShape => whole.InputShape;

    /// <inheritdoc/>
    public sealed override int ClassCount => whole.ClassCount;

    /// <inheritdoc/>
    public sealed override TensorShape? LabelMapShape => whole.LabelMapShape;

    /// <inheritdoc/>
    public sealed override int TargetLength => whole.TargetLength;

    /// <inheritdoc/>
    public override bool LoadsSlowly => whole.LoadsSlowly;

    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs => whole.FurtherInputs;

    /// <inheritdoc/>
    public override IReadOnlyList<AnswerInfo> NamedAnswers => whole.NamedAnswers;

    /// <inheritdoc/>
    public sealed override void CopyInput(int index, Span<float> destination) => whole.CopyInput(index, destination);

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination) => whole.CopyInput(name, index, destination);

    /// <inheritdoc/>
    public sealed override int GetLabel(int index) => whole.GetLabel(index);

    /// <inheritdoc/>
    public override int GetLabel(string name, int index) => whole.GetLabel(name, index);

    /// <inheritdoc/>
    public sealed override void CopyLabels(int index, Span<int> destination) => whole.CopyLabels(index, destination);

    /// <inheritdoc/>
    public sealed override void CopyTarget(int index, Span<float> destination) => whole.CopyTarget(index, destination);

    /// <inheritdoc/>
    public override void CopyTarget(string name, int index, Span<float> destination) => whole.CopyTarget(name, index, destination);

    /// <summary>The values of one sample among those of all.</summary>
    protected void Copy(float[] values, int length, int index, Span<float> destination)
    {
        CheckIndex(index, Count);
        CheckDestination(destination.Length, length);
        values.AsSpan(index * length, length).CopyTo(destination);
    }
}

/// <summary>A data set with a further input, kept as floats.</summary>
internal sealed class DatasetWithValues(Dataset whole, InputInfo input, float[] values) : ExtendedDataset(whole)
{
    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs { get; } = [.. whole.FurtherInputs, input];

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination)
    {
        if (name == input.Name)
            Copy(values, input.Shape.Length, index, destination);
        else
            Whole.CopyInput(name, index, destination);
    }
}

/// <summary>A data set with a further input, which is the input of another data set.</summary>
internal sealed class DatasetWithInput(Dataset whole, InputInfo input, Dataset inputs) : ExtendedDataset(whole)
{
    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs { get; } = [.. whole.FurtherInputs, input];

    /// <inheritdoc/>
    public override bool LoadsSlowly => Whole.LoadsSlowly || inputs.LoadsSlowly;

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination)
    {
        if (name == input.Name)
            inputs.CopyInput(index, destination);
        else
            Whole.CopyInput(name, index, destination);
    }
}

/// <summary>A data set with labels that have a name.</summary>
internal sealed class DatasetWithLabels(Dataset whole, AnswerInfo answers, int[] labels) : ExtendedDataset(whole)
{
    /// <inheritdoc/>
    public override IReadOnlyList<AnswerInfo> NamedAnswers { get; } = [.. whole.NamedAnswers, answers];

    /// <inheritdoc/>
    public override int GetLabel(string name, int index)
    {
        if (name != answers.Name)
            return Whole.GetLabel(name, index);
        CheckIndex(index, Count);
        return labels[index];
    }
}

/// <summary>A data set with targets that have a name.</summary>
internal sealed class DatasetWithTargets(Dataset whole, AnswerInfo answers, float[] targets) : ExtendedDataset(whole)
{
    /// <inheritdoc/>
    public override IReadOnlyList<AnswerInfo> NamedAnswers { get; } = [.. whole.NamedAnswers, answers];

    /// <inheritdoc/>
    public override void CopyTarget(string name, int index, Span<float> destination)
    {
        if (name == answers.Name)
            Copy(targets, answers.TargetLength, index, destination);
        else
            Whole.CopyTarget(name, index, destination);
    }
}
