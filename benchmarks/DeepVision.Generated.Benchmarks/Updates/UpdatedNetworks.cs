using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Benchmarks.Updates;

/// <summary>A million parameters: with what an optimizer remembers of them they stay in the caches of most processors.</summary>
[Network(1_000)]
[Dense(1_000, Bias = false), MeanSquaredError]
public partial class MillionParameters
{
    /// <summary>What trains it, for those who time its update alone.</summary>
    internal NetworkEngine NewEngine() => CreateCpuEngine();
}

/// <summary>A hundred million parameters, which pass through memory at every update.</summary>
[Network(10_000)]
[Dense(10_000, Bias = false), MeanSquaredError]
public partial class HundredMillionParameters
{
    /// <inheritdoc cref="MillionParameters.NewEngine"/>
    internal NetworkEngine NewEngine() => CreateCpuEngine();
}
