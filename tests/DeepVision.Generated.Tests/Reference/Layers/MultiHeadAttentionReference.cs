namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Attention between projections: q = Wq x + bq, k = Wk m + bk, v = Wv m + bv of each step of the input x and the memory m, which is the input itself
/// where there is no other, and y = Wo a + bo of what the attention gives. Where it reads itself, Wq, Wk and Wv are the thirds of one tensor.
/// </summary>
internal sealed class MultiHeadAttentionReference : ReferenceOperation
{
    private readonly int _features, _sequences;
    private readonly AttentionReference _attention;

    /// <summary>Queries, keys and values, and what all heads give: weight, bias, and the first row of each that counts.</summary>
    private readonly (ReferenceParameter Weight, ReferenceParameter? Bias, int FirstRow)[] _projections;

    private IReadOnlyList<ReferenceTensor> _inputs = [];
    private ReferenceTensor? _heads;

    public MultiHeadAttentionReference(IReadOnlyList<SampleShape> inputs, MultiHeadAttention layer, bool hasLengths = false)
        : base(inputs, inputs[0])
    {
        _features = inputs[0].Channels;
        _sequences = hasLengths ? inputs.Count - 1 : inputs.Count;
        (SampleShape queries, SampleShape memory) = (inputs[0], inputs[_sequences - 1]);
        SampleShape keys = memory with { Channels = _features };
        _attention = new AttentionReference([queries, keys, keys, .. inputs.Skip(_sequences)], layer.Heads, layer.Causal, hasLengths, layer.Dropout);
        if (_sequences == 1)
        {
            (ReferenceParameter weight, ReferenceParameter? bias) = Add("in_proj_weight", "in_proj_bias", 3 * _features, _features);
            _projections = [(weight, bias, 0), (weight, bias, _features), (weight, bias, 2 * _features), default];
        }
        else
        {
            _projections = [Whole("q_proj_weight", "q_proj_bias", _features), Whole("k_proj_weight", "k_proj_bias", memory.Channels), Whole("v_proj_weight", "v_proj_bias", memory.Channels), default];
        }

        _projections[3] = Whole("out_proj.weight", "out_proj.bias", _features);

        (ReferenceParameter, ReferenceParameter?, int) Whole(string weight, string bias, int columns)
        {
            (ReferenceParameter tensor, ReferenceParameter? vector) = Add(weight, bias, _features, columns);
            return (tensor, vector, 0);
        }

        (ReferenceParameter, ReferenceParameter?) Add(string weight, string bias, int rows, int columns)
        {
            ReferenceParameter tensor = Parameters[weight] = new ReferenceParameter(true, rows, columns);
            return (tensor, layer.Bias ? Parameters[bias] = new ReferenceParameter(true, rows) : null);
        }
    }

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        _inputs = inputs;
        ReferenceTensor memory = inputs[_sequences - 1];
        _heads = _attention.Apply([Project(0, inputs[0]), Project(1, memory), Project(2, memory), .. inputs.Skip(_sequences)], pass);
        return Project(3, _heads);
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        foreach (ReferenceParameter parameter in Parameters.Values)
            Array.Clear(parameter.Gradient);
        IReadOnlyList<ReferenceTensor> gradients = _attention.Differentiate(DifferentiateProjection(3, _heads!, outputGradient));
        ReferenceTensor source = _inputs[_sequences - 1], input = DifferentiateProjection(0, _inputs[0], gradients[0]), memory = DifferentiateProjection(1, source, gradients[1]);
        memory.Add(DifferentiateProjection(2, source, gradients[2]));
        if (_sequences == 1)
            input.Add(memory);
        return [input, .. _sequences == 1 ? Array.Empty<ReferenceTensor>() : [memory], .. _inputs.Skip(_sequences).Select(lengths => new ReferenceTensor(lengths.Count, lengths.Shape))];
    }

    private ReferenceTensor Project(int number, ReferenceTensor source)
    {
        (ReferenceParameter weight, ReferenceParameter? bias, int firstRow) = _projections[number];
        ReferenceTensor target = new(source.Count, source.Shape with { Channels = _features });
        int columns = source.Shape.Channels;
        for (int step = 0; step < source.Count * source.Shape.Width; step++)
            for (int row = 0; row < _features; row++)
            {
                double sum = bias?.Values[firstRow + row] ?? 0;
                for (int column = 0; column < columns; column++)
                    sum += weight.Values[(firstRow + row) * columns + column] * source.Values[step * columns + column];
                target.Values[step * _features + row] = sum;
            }

        return target;
    }

    private ReferenceTensor DifferentiateProjection(int number, ReferenceTensor source, ReferenceTensor gradient)
    {
        (ReferenceParameter weight, ReferenceParameter? bias, int firstRow) = _projections[number];
        ReferenceTensor result = new(source.Count, source.Shape);
        int columns = source.Shape.Channels;
        for (int step = 0; step < source.Count * source.Shape.Width; step++)
            for (int row = 0; row < _features; row++)
            {
                double change = gradient.Values[step * _features + row];
                if (bias is not null)
                    bias.Gradient[firstRow + row] += change;
                for (int column = 0; column < columns; column++)
                {
                    weight.Gradient[(firstRow + row) * columns + column] += change * source.Values[step * columns + column];
                    result.Values[step * columns + column] += change * weight.Values[(firstRow + row) * columns + column];
                }
            }

        return result;
    }
}
