using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>What scaled dot-product attention works on: how many steps, and of each how many values for each head.</summary>
/// <param name="Steps">Steps of the queries.</param>
/// <param name="Keys">Steps of keys and values; where these are carried from step to step, those for which there is room.</param>
/// <param name="HeadFeatures">Values of a query or key of a head.</param>
/// <param name="HeadValues">Numbers of a value of a head.</param>
internal readonly record struct AttentionExtent(int Heads, int Steps, int Keys, int HeadFeatures, int HeadValues, bool IsCausal)
{
    /// <summary>Pairs of a query and a key, of all heads.</summary>
    public int Pairs => Heads * Steps * Keys;
}

/// <summary>Some values of each step of a buffer: those of all heads beside each other.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="FirstChannel">Channels in front of them.</param>
internal readonly record struct HeadChannels(int Buffer, int FirstChannel = 0);

/// <summary>Family RowReduction: softmax(Q Kᵀ / √d) V of each head.</summary>
/// <param name="Query">Q.</param>
/// <param name="Key">K.</param>
/// <param name="Value">V.</param>
/// <param name="Target">Receives what all heads give, beside each other.</param>
internal sealed record AttentionKernel(int Layer, string Name, AttentionExtent Extent, HeadChannels Query, HeadChannels Key, HeadChannels Value, int Target) : Kernel(Layer, Name)
{
    /// <summary>How many keys of each sample count; None where all do.</summary>
    public int Lengths { get; init; } = None;

    /// <summary>Probability with which a weight of the mean is dropped; 0 for none.</summary>
    public float Dropout { get; init; }

    /// <summary>For how many steps the caller keeps keys and values, of which those of this step become the next; 0 where all steps are there.</summary>
    public int CarriedSteps { get; init; }

    public override IEnumerable<int> Reads => Present(Query.Buffer, Key.Buffer, Value.Buffer, Lengths).Distinct();

    public override IEnumerable<int> Writes => [Target];
}

/// <summary>Family RowReduction: the gradients of queries, keys and values, of that of the result.</summary>
/// <param name="Forward">The kernel whose way back it is.</param>
/// <param name="Gradient">dy.</param>
/// <param name="Query">Receives the gradient of the queries, as they lie.</param>
/// <param name="Key">Receives that of the keys.</param>
/// <param name="Value">Receives that of the values.</param>
internal sealed record AttentionGradientKernel(int Layer, string Name, AttentionKernel Forward, int Gradient, HeadChannels Query, HeadChannels Key, HeadChannels Value) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Forward.Reads.Append(Gradient);

    public override IEnumerable<int> Writes => new[] { Query.Buffer, Key.Buffer, Value.Buffer }.Distinct();
}
