namespace DeepVision.Generated.Benchmarks.Measuring;

/// <summary>A warm workload that can be run for a while.</summary>
internal interface IMeasurement : IDisposable
{
    /// <summary>What runs, for readers of the table.</summary>
    string Description { get; }

    /// <summary>Images per second over about <paramref name="seconds"/>.</summary>
    double Run(double seconds);
}
