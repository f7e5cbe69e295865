using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Family Map: the row of a table for each token.</summary>
/// <param name="Source">The tokens of an input, as they came.</param>
/// <param name="Target">Receives a row for each of them.</param>
/// <param name="Weight">Index of the table in the parameter plan.</param>
internal sealed record EmbeddingKernel(int Layer, string Name, EmbeddingOperation Embedding, int Source, int Target, int Weight) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);

    public override IEnumerable<StateAccess> StateReads => [new(StateKind.Parameter, Weight)];
}

/// <summary>Family RowReduction: the gradient of each row of the table, summed over the tokens that name it.</summary>
/// <param name="Source">The tokens.</param>
/// <param name="Gradient">dy.</param>
/// <param name="Weight">Index of the table in the parameter plan.</param>
internal sealed record EmbeddingGradientKernel(int Layer, string Name, EmbeddingOperation Embedding, int Source, int Gradient, int Weight) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Gradient);

    public override IEnumerable<int> Writes => [];

    public override IEnumerable<StateAccess> StateWrites => [new(StateKind.Gradient, Weight)];
}

/// <summary>Family Map: zeros, the gradient of what has none.</summary>
internal sealed record ZeroKernel(int Layer, string Name, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => [];

    public override IEnumerable<int> Writes => Present(Target);
}
