using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Emission.Cpu.Printing;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Everything that the printers of one network's engine share.</summary>
internal sealed class CpuNetwork
{
    private readonly ParameterTable _table;

    /// <param name="network">The network.</param>
    /// <param name="keptCopyBytes">Copies of weights that its training step may keep.</param>
    public CpuNetwork(LoweredNetwork network, long keptCopyBytes = CpuScheduler.KeptCopyBytes)
    {
        _table = network.Parameters;
        (KernelProgram training, KernelProgram prediction) = (network.Training, network.Prediction);
        ParameterPlan parameters = ParameterPlanner.Plan(network);
        (Graph, Parameters) = (network.Graph, parameters);
        WinogradUse forBatches = network.Graph.Winograd ? WinogradUse.Batches : WinogradUse.Never, forSingles = network.Graph.Winograd ? WinogradUse.SingleImages : WinogradUse.Never;
        Training = CpuScheduler.Schedule(training, parameters, forBatches, keptCopyBytes);
        SharesKernels = network.Graph.SharesKernels || KernelSharing.Pays(prediction);
        Prediction = CpuScheduler.Schedule(prediction, parameters, forSingles, rowBandBytes: !SharesKernels ? null : network.Graph.SharesKernels ? RowBand.FewestBytesOfTests : RowBand.FewestBytes);
        InputGradient = network.InputGradient is null ? null : CpuScheduler.Schedule(network.InputGradient, parameters, forSingles);
        if (network.Step is not null)
        {
            Step = CpuScheduler.Schedule(network.Step, parameters, forSingles);
            States = new CarriedStates(network.Step);
        }

        StepObstacle = network.StepObstacle;
        Derived = DerivedWeights.Of(Training, Prediction, InputGradient, parameters);
        Kernels = new KernelLibrary(SharesKernels);
        Statistics = BatchNormStatistics.Of(training);
    }

    public LayerGraph Graph { get; }

    public ParameterPlan Parameters { get; }

    public CpuSchedule Training { get; }

    public CpuSchedule Prediction { get; }

    /// <summary>The way back to the input; null where there are several inputs or several heads that predict.</summary>
    public CpuSchedule? InputGradient { get; }

    /// <summary>One step of a sequence; null where there is none.</summary>
    public CpuSchedule? Step { get; }

    /// <summary>Where the states lie that go from step to step.</summary>
    public CarriedStates? States { get; }

    /// <summary>The layer of a recurrent network for which there are no steps.</summary>
    public LayerNode? StepObstacle { get; }

    public DerivedWeights Derived { get; }

    public BatchNormStatistics Statistics { get; }

    public KernelLibrary Kernels { get; }

    public FunctionLibrary Functions { get; } = new();

    /// <summary>Whether workers share the kernels of a prediction when there are not enough samples for all.</summary>
    public bool SharesKernels { get; }

    /// <summary>Samples of one prediction pass.</summary>
    public int PredictionChunk => ChunkOf(Prediction);

    /// <summary>How the pass of a prediction names its memory.</summary>
    public PassReferences PredictionReferences => new(Prediction, PredictionChunk, hasWorker: true);

    /// <summary>How the pass to the gradient of the input names its memory.</summary>
    public static PassReferences InputGradientReferences(CpuSchedule inputGradient) => new(inputGradient, ChunkOf(inputGradient), hasWorker: false);

    /// <summary>How the pass of a step names its memory.</summary>
    public static PassReferences StepReferences(CpuSchedule step) => new(step, chunk: 1, hasWorker: false);

    /// <summary>
    /// Samples of one pass: their activations stay in the second-level cache, unless there are large transformed weights, which are
    /// better shared by more samples.
    /// </summary>
    public static int ChunkOf(CpuSchedule schedule)
    {
        bool sharesLargeWeights = schedule.Plans.Values.Any(plan => plan is WinogradContraction { PrefersAllSamples: true });
        return (int)Math.Max(sharesLargeWeights ? 16 : 4, Math.Min(64, 2 * 1024 * 1024 / (sizeof(float) * Math.Max(1L, schedule.BatchFloats)) / 4 * 4));
    }

    public int OffsetOf(int parameter) => Parameters.Parameters[parameter].Offset;

    /// <summary>Offset of a layer's tensor in the flat buffer.</summary>
    public int OffsetOf(int layer, ParameterRole role) => OffsetOf(_table.Find(layer, role));
}
