namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// Scaled dot-product attention (Vaswani et al. 2017) of queries, keys and values, or of queries and what is both: softmax(Q Kᵀ / √d) V for each head,
/// whose features lie beside those of the others.
/// </summary>
/// <param name="Heads">Heads; they divide the features of queries and keys, and those of the values.</param>
/// <param name="IsCausal">Whether a query reads the keys up to its own step alone.</param>
internal sealed record AttentionOperation(int Heads, bool IsCausal) : JoinOperation
{
    public override bool KeepsShape => false;

    /// <summary>Probability with which training drops the weight of a key; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>Where it runs step by step and keeps keys and values of the steps before: for how many there is room. Else 0.</summary>
    public int CarriedSteps { get; init; }

    /// <summary>Whether the last input is the lengths of keys and values: what stands behind them isn't read.</summary>
    public bool HasLengths { get; init; }

    public override bool ReadsLengths => HasLengths;

    public override Shape? ShapeOf(IReadOnlyList<Shape> inputs)
    {
        if (HasLengths)
            inputs = [.. inputs.Take(inputs.Count - 1)];
        if (inputs.Count is < 2 or > 3 || inputs.Any(input => input.Rank != 2))
            return null;
        (Shape query, Shape key, Shape value) = (inputs[0], inputs[1], inputs[inputs.Count - 1]);
        return query.Channels == key.Channels && key.Width == value.Width && query.Channels % Heads == 0 && value.Channels % Heads == 0
            ? Shape.Sequence(query.Width, value.Channels)
            : null;
    }
}

/// <summary>
/// Attention between learned projections of its input and of a memory, the input itself or another sequence, and a projection behind it
/// (Vaswani et al. 2017).
/// </summary>
/// <param name="Heads">Heads; they divide the features.</param>
/// <param name="Steps">Steps of the input.</param>
/// <param name="Features">Features of the input.</param>
/// <param name="MemorySteps">Steps of the memory.</param>
/// <param name="MemoryFeatures">Features of the memory.</param>
/// <param name="IsCausal">Whether a step reads the steps up to itself alone.</param>
/// <param name="HasBias">Whether the projections have biases.</param>
/// <param name="IsSelf">Whether the memory is the input.</param>
internal sealed record MultiHeadAttentionOperation(
    int Heads, int Steps, int Features, int MemorySteps, int MemoryFeatures, bool IsCausal, bool HasBias, bool IsSelf) : LayerOperation
{
    public override bool KeepsShape => true;

    /// <summary>Probability with which training drops the weight of a key; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>Where it runs step by step and keeps keys and values of the steps before: for how many there is room. Else 0.</summary>
    public int CarriedSteps { get; init; }

    /// <summary>Whether the last input is the lengths of the memory: what stands behind them isn't read.</summary>
    public bool HasLengths { get; init; }

    public override bool ReadsLengths => HasLengths;
}

/// <summary>y = x + a value for each feature of each step.</summary>
/// <param name="Positions">The tensor of these values.</param>
internal sealed record PositionEmbeddingOperation(ParameterRole Positions) : LayerOperation
{
    public override bool KeepsShape => true;

    /// <summary>Where it runs step by step and counts them: for how many there are values. Else 0.</summary>
    public int CarriedSteps { get; init; }
}

/// <summary>
/// The tensors of a multi-head attention, under the names that PyTorch gives them: one for all three projections of a step where it reads itself, else
/// one for each.
/// </summary>
internal static class AttentionRoles
{
    /// <summary>Queries, keys and values of a step [3 · features, features].</summary>
    public static readonly ParameterRole InputWeight = new("in_proj_weight", "GlorotUniform");

    /// <summary>What is added to them [3 · features].</summary>
    public static readonly ParameterRole InputBias = new("in_proj_bias", "Zeros");

    /// <summary>Queries of the input [features, features].</summary>
    public static readonly ParameterRole QueryWeight = new("q_proj_weight", "GlorotUniform");

    /// <summary>Keys of the memory [features, memory features].</summary>
    public static readonly ParameterRole KeyWeight = new("k_proj_weight", "GlorotUniform");

    /// <summary>Values of the memory [features, memory features].</summary>
    public static readonly ParameterRole ValueWeight = new("v_proj_weight", "GlorotUniform");

    /// <summary>What is added to the queries [features].</summary>
    public static readonly ParameterRole QueryBias = new("q_proj_bias", "Zeros");

    /// <summary>What is added to the keys [features].</summary>
    public static readonly ParameterRole KeyBias = new("k_proj_bias", "Zeros");

    /// <summary>What is added to the values [features].</summary>
    public static readonly ParameterRole ValueBias = new("v_proj_bias", "Zeros");

    /// <summary>The projection of what all heads give [features, features].</summary>
    public static readonly ParameterRole OutputWeight = new("out_proj.weight", "GlorotUniform");

    /// <summary>What is added to it [features].</summary>
    public static readonly ParameterRole OutputBias = new("out_proj.bias", "Zeros");
}
