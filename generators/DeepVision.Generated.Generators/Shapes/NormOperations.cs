namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Normalisation of the channels of each pixel, then scale and shift.</summary>
internal sealed record LayerNormOperation(float Epsilon) : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>Normalisation of each group of a sample's channels over its pixels, then scale and shift: GroupNorm and InstanceNorm.</summary>
internal sealed record GroupNormOperation(int Groups, float Epsilon) : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>x / (k + α/size · Σ x²)^β over neighbouring channels, from c − ⌊size / 2⌋ on.</summary>
internal sealed record LocalResponseNormOperation(int Size, float Alpha, float Beta, float K) : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>The channels of each pixel divided by their Euclidean norm, or by ε if that is larger.</summary>
internal sealed record L2NormalizeOperation(float Epsilon) : LayerOperation
{
    public override bool KeepsShape => true;
}
