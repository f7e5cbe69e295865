using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>The tensors of a normalisation of single samples, by their indices in the parameter table.</summary>
internal readonly record struct SampleNormParameters(int Scale, int Shift);

internal enum LayerNormPass
{
    /// <summary>Mean and inverse deviation of each pixel.</summary>
    Statistics,

    /// <summary>y = γ x̂ + β</summary>
    Normalize,

    /// <summary>Means of γ dy and of γ dy x̂ over each pixel.</summary>
    GradientMeans,

    /// <summary>dx, which needs these means.</summary>
    InputGradient,
}

/// <summary>
/// Family RowReduction: one pass of layer normalisation. Statistics and means are a vector for each sample: one number for each pixel,
/// then the other.
/// </summary>
/// <param name="Statistics">Mean and inverse deviation; the first pass writes them.</param>
/// <param name="Target">y, the means or dx.</param>
/// <param name="Gradient">dy in backward passes.</param>
/// <param name="Means">What <see cref="LayerNormPass.GradientMeans"/> wrote.</param>
internal sealed record LayerNormKernel(
    int Layer, string Name, LayerNormPass Pass, SampleNormParameters Parameters, float Epsilon, int Source, int Statistics,
    int Target = Kernel.None, int Gradient = Kernel.None, int Means = Kernel.None)
    : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Pass == LayerNormPass.Statistics ? None : Statistics, Gradient, Means);

    public override IEnumerable<int> Writes => Present(Pass == LayerNormPass.Statistics ? Statistics : Target);

    public override IEnumerable<StateAccess> StateReads => Pass switch
    {
        LayerNormPass.Statistics => [],
        LayerNormPass.Normalize => [new(StateKind.Parameter, Parameters.Scale), new(StateKind.Parameter, Parameters.Shift)],
        _ => [new(StateKind.Parameter, Parameters.Scale)],
    };

    public override int MayOverwrite => Pass == LayerNormPass.InputGradient ? Gradient : None;
}

/// <summary>dγ = Σ dy x̂, dβ = Σ dy of a layer normalisation.</summary>
/// <param name="Gradient">dy.</param>
internal sealed record LayerNormGradientKernel(int Layer, string Name, int Source, int Statistics, int Gradient, int Scale, int Shift)
    : ChannelGradientKernel(Layer, Name, Scale, Shift)
{
    public override IEnumerable<int> Reads => Present(Source, Statistics, Gradient);
}

internal enum GroupNormPass
{
    /// <summary>Mean and squared distances of each channel of a sample.</summary>
    Moments,

    /// <summary>Mean and inverse deviation of each group, of the moments of its channels.</summary>
    Statistics,

    /// <summary>y = γ x̂ + β</summary>
    Normalize,

    /// <summary>Σ dy and Σ dy x̂ of each channel of a sample.</summary>
    GradientSums,

    /// <summary>Means of γ dy and of γ dy x̂ over each group, of the sums of its channels.</summary>
    GradientMeans,

    /// <summary>dx, which needs these means.</summary>
    InputGradient,
}

/// <summary>
/// Family RowReduction: one pass of group normalisation. What belongs to the channels of a sample (moments, statistics, sums, means) lies
/// as two pixels, one number of all channels and then the other.
/// </summary>
/// <param name="Source">What is reduced or normalised: x, the moments, or the sums.</param>
/// <param name="Statistics">Mean and inverse deviation, where they are read.</param>
/// <param name="Gradient">dy in backward passes.</param>
/// <param name="Means">What <see cref="GroupNormPass.GradientMeans"/> wrote.</param>
internal sealed record GroupNormKernel(
    int Layer, string Name, GroupNormPass Pass, SampleNormParameters Parameters, int Groups, float Epsilon, int Pixels, int Source, int Target,
    int Statistics = Kernel.None, int Gradient = Kernel.None, int Means = Kernel.None)
    : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Statistics, Gradient, Means);

    public override IEnumerable<int> Writes => Present(Target);

    public override IEnumerable<StateAccess> StateReads => Pass switch
    {
        GroupNormPass.Normalize => [new(StateKind.Parameter, Parameters.Scale), new(StateKind.Parameter, Parameters.Shift)],
        GroupNormPass.GradientMeans or GroupNormPass.InputGradient => [new(StateKind.Parameter, Parameters.Scale)],
        _ => [],
    };

    public override int MayOverwrite => Pass == GroupNormPass.InputGradient ? Gradient : None;
}

/// <summary>dγ and dβ of a group normalisation: the sums of all samples.</summary>
/// <param name="Sums">What <see cref="GroupNormPass.GradientSums"/> wrote.</param>
internal sealed record GroupNormGradientKernel(int Layer, string Name, int Sums, int Scale, int Shift) : ChannelGradientKernel(Layer, Name, Scale, Shift)
{
    public override IEnumerable<int> Reads => Present(Sums);
}

/// <summary>Family RowReduction: local response normalisation, or its gradient.</summary>
/// <param name="Gradient">dy, or None forward.</param>
internal sealed record LocalResponseNormKernel(int Layer, string Name, LocalResponseNormOperation Norm, int Source, int Target, int Gradient = Kernel.None)
    : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Gradient);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family RowReduction: division by the norm of each pixel's channels, or its gradient.</summary>
/// <param name="Gradient">dy, or None forward.</param>
internal sealed record L2NormalizeKernel(int Layer, string Name, float Epsilon, int Source, int Target, int Gradient = Kernel.None) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Gradient);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Gradient;
}
