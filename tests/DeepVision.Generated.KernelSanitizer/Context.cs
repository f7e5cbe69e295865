using ILGPU.Runtime;

namespace ILGPU;

/// <summary>How much ILGPU's compiler transforms. The sanitizer runs kernels as they are written.</summary>
public enum OptimizationLevel
{
    O0,
    O1,
    O2,
}

/// <summary>The owner of accelerators.</summary>
public sealed class Context : IDisposable
{
    private readonly List<Accelerator> _accelerators = [];

    private Context()
    {
    }

    public static Context Create(Action<Builder> buildingCallback)
    {
        ArgumentNullException.ThrowIfNull(buildingCallback);
        buildingCallback(new Builder());
        return new Context();
    }

    /// <summary>Frees what its accelerators hold.</summary>
    public void Dispose()
    {
        foreach (Accelerator accelerator in _accelerators)
            accelerator.Dispose();
    }

    internal void Add(Accelerator accelerator)
    {
        lock (_accelerators)
            _accelerators.Add(accelerator);
    }

    /// <summary>The options of a context, which change nothing here.</summary>
    public sealed class Builder
    {
        internal Builder()
        {
        }

        public Builder Optimize(OptimizationLevel level) => this;
    }
}
