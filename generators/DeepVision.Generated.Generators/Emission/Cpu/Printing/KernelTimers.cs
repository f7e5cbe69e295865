using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Prints calls of kernels, and in a network that profiles itself the readings of the clock around them. It knows what each
/// kernel has to do at least, for the engine's plan.
/// </summary>
internal sealed class KernelTimers(bool isOn, CpuNetwork network)
{
    private readonly List<string> _costs = [];

    /// <summary>Where each kernel stands among the costs: some are called from two places.</summary>
    private readonly Dictionary<(CpuSchedule, Kernel), int> _places = [];

    /// <summary>Starts the clock of a method; the calls that follow run one after the other.</summary>
    public void Start(SourceWriter writer)
    {
        if (isOn)
            writer.Line("long time = Now();");
    }

    /// <summary>Prints one kernel's calls.</summary>
    /// <param name="name">The kernel's name, if it is not that of the program.</param>
    /// <param name="samples">C# expression of the samples that it runs over.</param>
    /// <param name="parts">Parts that the work on all samples is cut into.</param>
    public void Print(
        SourceWriter writer, CpuSchedule schedule, Kernel kernel, IEnumerable<string> lines, string samples, string? name = null, int parts = 1)
    {
        foreach (string line in lines)
            writer.Line(line);
        if (!isOn)
            return;
        if (!_places.TryGetValue((schedule, kernel), out int place))
        {
            place = _costs.Count;
            _places.Add((schedule, kernel), place);
            _costs.Add(KernelCosts.Text(network.Graph, network.Parameters, schedule.Program, kernel, name ?? kernel.Name, parts));
        }

        writer.Line($"time = Record({place}, time, {samples});");
    }

    /// <summary>Prints work on weights, which serves all samples.</summary>
    public void PrintWeights(SourceWriter writer, IEnumerable<string> lines, string name, int layer)
    {
        foreach (string line in lines)
            writer.Line(line);
        if (!isOn)
            return;
        writer.Line($"time = Record({_costs.Count}, time, 0);");
        _costs.Add($"new({CSharpLiteral.Of(name)}, {CSharpLiteral.Of(network.Graph.Layers[layer].Description)}, 0, 0, 0)");
    }

    /// <summary>Writes the list of costs into the plan.</summary>
    public void WritePlan(SourceWriter writer)
    {
        if (isOn)
            KernelCosts.WritePlan(writer, _costs);
    }
}
