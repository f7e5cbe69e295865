using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>In a network that profiles itself, prints the readings of the clock around the launches of each kernel.</summary>
internal sealed class LaunchTimers(IlgpuNetwork network)
{
    private readonly List<string> _costs = [];

    private bool IsOn => network.Graph.Profile;

    public void Start(SourceWriter writer)
    {
        if (IsOn)
            writer.Line("long time = Now();");
    }

    public void Record(SourceWriter writer, IlgpuProgram program, Kernel kernel)
    {
        if (!IsOn)
            return;
        writer.Line($"time = Record({CSharpLiteral.Of(_costs.Count)}, time, count);");
        _costs.Add(KernelCosts.Text(network.Graph, network.Parameters, program.Program, kernel, kernel.Name));
    }

    /// <summary>Writes the list of costs into the plan.</summary>
    public void WritePlan(SourceWriter writer)
    {
        if (IsOn)
            KernelCosts.WritePlan(writer, _costs);
    }
}
