using DeepVision.Generated.Oracle.Chains;

namespace DeepVision.Generated.Oracle.Checks;

/// <summary>A data set that gives whatever batch was drawn last.</summary>
internal sealed class BatchSource(Chain chain, int batchSize, int count, Random random) : Dataset
{
    private readonly float[] _inputs = new float[batchSize * chain.Input.Length];
    private readonly float[] _targets = new float[batchSize * chain.Output.Length];
    private readonly int[] _labels = new int[batchSize];

    public override int Count => count;

    public override TensorShape InputShape => chain.Input.Rank switch
    {
        3 => new TensorShape(chain.Input.Height, chain.Input.Width, chain.Input.Channels),
        2 => new TensorShape(chain.Input.Width, chain.Input.Channels),
        _ => new TensorShape(chain.Input.Channels),
    };

    public override int ClassCount => chain.Loss is CrossEntropyLoss ? chain.Output.Channels : 0;

    public override int TargetLength => chain.Loss is CrossEntropyLoss ? 0 : chain.Output.Length;

    /// <summary>Draws inputs in −1..1, labels, and targets in 0..1.</summary>
    public void Draw()
    {
        foreach (ref float value in _inputs.AsSpan())
            value = 2 * random.NextSingle() - 1;
        foreach (ref float value in _targets.AsSpan())
            value = random.NextSingle();
        foreach (ref int label in _labels.AsSpan())
            label = random.Next(chain.Output.Channels);
    }

    /// <summary>The first samples of what was drawn.</summary>
    public Batch ToBatch(int samples)
    {
        Batch batch = new(batchSize, chain.Input.Length, TargetLength);
        batch.Fill(this, [.. Enumerable.Range(0, samples)]);
        return batch;
    }

    public override void CopyInput(int index, Span<float> destination) =>
        _inputs.AsSpan(index % batchSize * chain.Input.Length, chain.Input.Length).CopyTo(destination);

    public override int GetLabel(int index) => _labels[index % batchSize];

    public override void CopyTarget(int index, Span<float> destination) =>
        _targets.AsSpan(index % batchSize * chain.Output.Length, chain.Output.Length).CopyTo(destination);
}
