using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Everything that the printers of one network's GPU engine share.</summary>
internal sealed class IlgpuNetwork
{
    private readonly ParameterTable _table;

    public IlgpuNetwork(LoweredNetwork network, IlgpuTarget target)
    {
        _table = network.Parameters;
        (Graph, Parameters, Target) = (network.Graph, ParameterPlanner.Plan(network), target);
        Training = new IlgpuProgram(this, network.Training);
        Prediction = new IlgpuProgram(this, network.Prediction);
        InputGradient = network.InputGradient is null ? null : new IlgpuProgram(this, network.InputGradient);
        Statistics = BatchNormStatistics.Of(Training.Program);
    }

    public LayerGraph Graph { get; }

    public ParameterPlan Parameters { get; }

    public IlgpuTarget Target { get; }

    public IlgpuProgram Training { get; }

    public IlgpuProgram Prediction { get; }

    /// <summary>The way back to the input; null where there are several inputs or several heads that predict.</summary>
    public IlgpuProgram? InputGradient { get; }

    public BatchNormStatistics Statistics { get; }

    public IlgpuKernelLibrary Kernels { get; } = new();

    public PackedLayout LayoutOf(int parameter) => Parameters.Parameters[parameter].Layout;

    /// <summary>A tensor's values on the device.</summary>
    public string Weights(int parameter) => Range("Weights", parameter);

    /// <summary>A tensor's gradients on the device.</summary>
    public string Gradients(int parameter) => Range("Gradients", parameter);

    /// <summary>A layer's tensor among the parameters.</summary>
    public int ParameterOf(int layer, ParameterRole role) => _table.Find(layer, role);

    private string Range(string memory, int parameter)
    {
        PlacedParameter placed = Parameters.Parameters[parameter];
        return $"memory.{memory}({CSharpLiteral.Of(placed.Offset)}, {CSharpLiteral.Of(placed.Layout.PackedLength)})";
    }
}
