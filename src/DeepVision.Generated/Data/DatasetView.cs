namespace DeepVision.Generated;

/// <summary>Some samples of another data set, in an order of their own.</summary>
internal sealed class DatasetView(Dataset whole, int[] indices) : Dataset
{
    /// <inheritdoc/>
    public override int Count => indices.Length;

    /// <inheritdoc/>
    public override TensorShape InputShape => whole.InputShape;

    /// <inheritdoc/>
    public override int ClassCount => whole.ClassCount;

    /// <inheritdoc/>
    public override TensorShape? LabelMapShape => whole.LabelMapShape;

    /// <inheritdoc/>
    public override int TargetLength => whole.TargetLength;

    /// <inheritdoc/>
    public override bool LoadsSlowly => whole.LoadsSlowly;

    /// <inheritdoc/>
    public override void CopyInput(int index, Span<float> destination) => whole.CopyInput(At(index), destination);

    /// <inheritdoc/>
    public override int GetLabel(int index) => whole.GetLabel(At(index));

    /// <inheritdoc/>
    public override void CopyLabels(int index, Span<int> destination) => whole.CopyLabels(At(index), destination);

    /// <inheritdoc/>
    public override void CopyTarget(int index, Span<float> destination) => whole.CopyTarget(At(index), destination);

    /// <inheritdoc/>
    public override IReadOnlyList<InputInfo> FurtherInputs => whole.FurtherInputs;

    /// <inheritdoc/>
    public override IReadOnlyList<AnswerInfo> NamedAnswers => whole.NamedAnswers;

    /// <inheritdoc/>
    public override void CopyInput(string name, int index, Span<float> destination) => whole.CopyInput(name, At(index), destination);

    /// <inheritdoc/>
    public override int GetLabel(string name, int index) => whole.GetLabel(name, At(index));

    /// <inheritdoc/>
    public override void CopyTarget(string name, int index, Span<float> destination) => whole.CopyTarget(name, At(index), destination);

    /// <inheritdoc/>
    public override Dataset Subset(ReadOnlySpan<int> chosen) => new DatasetView(whole, Selection.Compose(chosen, indices));

    private int At(int index)
    {
        CheckIndex(index, Count);
        return indices[index];
    }
}
