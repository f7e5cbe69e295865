namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Scaled dot-product attention by its formula, pair by pair: yₕ[i] = Σ p[i, j] vₕ[j] with p[i, ·] = softmax over the keys j of qₕ[i]·kₕ[j] / √d,
/// for a causal one over those with j ≤ i. Of two inputs the second one is both keys and values. Lengths of keys and values come behind them: each
/// sample reads so many. With dropout the weight of pair i of the batch, in the order (sample, head, query, key), has the factor of value i of a dropout layer.
/// </summary>
internal sealed class AttentionReference : ReferenceOperation
{
    private readonly int _heads, _keys, _width, _numbers, _sequences;
    private readonly bool _isCausal;
    private IReadOnlyList<ReferenceTensor> _inputs = [];

    private readonly float _dropout;

    public AttentionReference(IReadOnlyList<SampleShape> inputs, int heads, bool isCausal, bool hasLengths = false, float dropout = 0)
        : base(inputs, new SampleShape(1, inputs[0].Width, inputs[hasLengths ? ^2 : ^1].Channels))
    {
        (_heads, _isCausal, _sequences, _dropout) = (heads, isCausal, hasLengths ? inputs.Count - 1 : inputs.Count, dropout);
        (_keys, _width, _numbers) = (inputs[1].Width, inputs[0].Channels / heads, Output.Channels / heads);
    }

    /// <summary>Sample, head, query, key.</summary>
    private double[,,,] _probabilities = new double[0, 0, 0, 0];

    /// <summary>What they are multiplied by.</summary>
    private double[,,,] _factors = new double[0, 0, 0, 0];

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        _inputs = inputs;
        (ReferenceTensor query, ReferenceTensor key, ReferenceTensor value) = (inputs[0], inputs[1], inputs[_sequences - 1]);
        ReferenceTensor output = new(query.Count, Output);
        _probabilities = new double[query.Count, _heads, Output.Width, _keys];
        _factors = new double[query.Count, _heads, Output.Width, _keys];
        for (int sample = 0; sample < query.Count; sample++)
            for (int head = 0; head < _heads; head++)
                for (int i = 0; i < Output.Width; i++)
                {
                    int counted = _sequences < inputs.Count ? (int)inputs[^1].Values[sample] : _keys;
                    int read = _isCausal ? Math.Min(i + 1, counted) : counted;
                    double[] powers = new double[read];
                    for (int j = 0; j < read; j++)
                    {
                        double product = 0;
                        for (int c = head * _width; c < (head + 1) * _width; c++)
                            product += query[sample, 0, i, c] * key[sample, 0, j, c];
                        powers[j] = Math.Exp(product / Math.Sqrt(_width));
                    }

                    for (int j = 0; j < read; j++)
                    {
                        double probability = _probabilities[sample, head, i, j] = powers[j] / powers.Sum();
                        long pair = ((sample * _heads + head) * Output.Width + i) * _keys + j;
                        double factor = _factors[sample, head, i, j] = pass.Training && _dropout > 0 ? DropoutReference.Factor(pass, pair, _dropout) : 1;
                        for (int c = head * _numbers; c < (head + 1) * _numbers; c++)
                            output[sample, 0, i, c] += factor * probability * value[sample, 0, j, c];
                    }
                }

        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        ReferenceTensor[] gradients = [.. Inputs.Select(shape => new ReferenceTensor(outputGradient.Count, shape))];
        (ReferenceTensor query, ReferenceTensor key, ReferenceTensor value) = (_inputs[0], _inputs[1], _inputs[_sequences - 1]);
        for (int sample = 0; sample < outputGradient.Count; sample++)
            for (int head = 0; head < _heads; head++)
                for (int i = 0; i < Output.Width; i++)
                {
                    // The derivative of each mean by its weights, and of the weights by the scores: ∂pⱼ/∂sₗ = pⱼ (δⱼₗ − pₗ).
                    double[] byWeight = new double[_keys];
                    for (int j = 0; j < _keys; j++)
                        for (int c = head * _numbers; c < (head + 1) * _numbers; c++)
                        {
                            byWeight[j] += outputGradient[sample, 0, i, c] * value[sample, 0, j, c] * _factors[sample, head, i, j];
                            gradients[_sequences - 1][sample, 0, j, c] += _factors[sample, head, i, j] * _probabilities[sample, head, i, j] * outputGradient[sample, 0, i, c];
                        }

                    for (int l = 0; l < _keys; l++)
                    {
                        double byScore = 0;
                        for (int j = 0; j < _keys; j++)
                            byScore += byWeight[j] * _probabilities[sample, head, i, j] * ((j == l ? 1 : 0) - _probabilities[sample, head, i, l]);
                        for (int c = head * _width; c < (head + 1) * _width; c++)
                        {
                            gradients[0][sample, 0, i, c] += byScore * key[sample, 0, l, c] / Math.Sqrt(_width);
                            gradients[1][sample, 0, l, c] += byScore * query[sample, 0, i, c] / Math.Sqrt(_width);
                        }
                    }
                }

        return gradients;
    }
}
