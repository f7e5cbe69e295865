using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Base of all generated networks: parameters, engine, lifetime.</summary>
public abstract class Network : IDisposable
{
    private protected Network(NetworkArchitecture architecture, int seed, Device? device)
    {
        Architecture = architecture;
        Seed = seed;
        Device = device ?? Device.Cpu;
        Parameters = new ParameterBuffer(architecture, seed);
        Engine = Device.CreateEngine(this);
    }

    /// <summary>Layers, shapes and the parameter table.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>The seed given to the constructor: it fixes the initial weights and the dropout masks.</summary>
    public int Seed { get; }

    /// <summary>Where the network runs.</summary>
    public Device Device { get; }

    /// <summary>All parameters as one flat packed buffer.</summary>
    public ParameterBuffer Parameters { get; }

    private protected NetworkEngine Engine { get; }

    /// <summary>Makes the engine that runs this network on the CPU. Implemented by generated code.</summary>
    protected internal abstract NetworkEngine CreateCpuEngine();

    /// <inheritdoc/>
    public void Dispose()
    {
        Engine.Dispose();
        GC.SuppressFinalize(this);
    }
}
