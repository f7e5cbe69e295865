using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Benchmarks.Updates;

/// <summary>Sixteen million parameters: more than the caches of most processors hold.</summary>
[Network(4_000)]
[Dense(4_000, Bias = false), MeanSquaredError]
public partial class SixteenMillionParameters
{
    /// <summary>What trains it, for those who time its update alone.</summary>
    internal NetworkEngine NewEngine() => CreateCpuEngine();
}

/// <summary>A hundred million parameters, which pass through memory at every update.</summary>
[Network(10_000)]
[Dense(10_000, Bias = false), MeanSquaredError]
public partial class HundredMillionParameters
{
    /// <inheritdoc cref="SixteenMillionParameters.NewEngine"/>
    internal NetworkEngine NewEngine() => CreateCpuEngine();
}
