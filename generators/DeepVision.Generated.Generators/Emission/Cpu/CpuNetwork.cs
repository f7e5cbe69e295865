using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Everything that the printers of one network's engine share.</summary>
internal sealed class CpuNetwork
{
    public CpuNetwork(LayerGraph graph, ParameterPlan parameters)
    {
        (Graph, Parameters) = (graph, parameters);
        KernelProgram training = NetworkLowering.LowerTraining(TrainingGraphBuilder.Build(graph), parameters);
        KernelProgram prediction = NetworkLowering.LowerPrediction(graph, parameters);
        ProgramVerifier.Verify(training);
        ProgramVerifier.Verify(prediction);
        Training = CpuScheduler.Schedule(training, parameters);
        Prediction = CpuScheduler.Schedule(prediction, parameters);
        Derived = DerivedWeights.Of(training, prediction, parameters);
        Statistics = BatchNormStatistics.Of(training);
    }

    public LayerGraph Graph { get; }

    public ParameterPlan Parameters { get; }

    public CpuSchedule Training { get; }

    public CpuSchedule Prediction { get; }

    public DerivedWeights Derived { get; }

    public BatchNormStatistics Statistics { get; }

    public KernelLibrary Kernels { get; } = new();

    /// <summary>Samples of one prediction pass: their activations stay in the second-level cache.</summary>
    public int PredictionChunk => (int)Math.Max(4, Math.Min(64, 2 * 1024 * 1024 / (sizeof(float) * Math.Max(1L, Prediction.BatchFloats)) / 4 * 4));

    public int OffsetOf(int parameter) => Parameters.Parameters[parameter].Offset;

    /// <summary>Offset of a layer's tensor in the flat buffer.</summary>
    public int OffsetOf(int layer, ParameterRole role) =>
        Parameters.Parameters.Single(parameter => parameter.Layer == layer && parameter.Declaration.Role == role).Offset;
}

/// <summary>Copies of weights that kernels read instead of the stored ones.</summary>
internal sealed class DerivedWeights
{
    /// <summary>Weight → its transposed copy.</summary>
    public Dictionary<int, TransposedWeight> Transposed { get; } = [];

    /// <summary>Weight → its copy with batch normalisation folded in.</summary>
    public Dictionary<int, FoldedWeight> Folded { get; } = [];

    public int TransposedFloats { get; private set; }

    public int FoldedFloats { get; private set; }

    public static DerivedWeights Of(KernelProgram training, KernelProgram prediction, ParameterPlan parameters)
    {
        DerivedWeights derived = new();
        foreach (ContractionKernel kernel in training.Kernels.OfType<ContractionKernel>())
        {
            if (kernel.Form != WeightForm.Transposed || !ContractionFactory.IsPrinted(kernel.Geometry))
                continue;
            ContractionGeometry geometry = kernel.Geometry;
            int block = ContractionFactory.TransposedBlock(geometry);
            int blocks = (geometry.InputChannels + block - 1) / block;
            int blockLength = geometry.Vertical.Size * geometry.Horizontal.Size * geometry.OutputsPerGroup * block;
            derived.Transposed.Add(kernel.Weight, new TransposedWeight(kernel, derived.TransposedFloats, block, blocks, blockLength));
            derived.TransposedFloats += blocks * blockLength;
        }

        foreach (ContractionKernel kernel in prediction.Kernels.OfType<ContractionKernel>())
        {
            if (kernel.Form != WeightForm.Folded)
                continue;
            PackedLayout layout = parameters.Parameters[kernel.Weight].Layout;
            int bias = derived.FoldedFloats + layout.PackedLength;
            derived.Folded.Add(kernel.Weight, new FoldedWeight(kernel, derived.FoldedFloats, bias));
            derived.FoldedFloats = bias + ChannelPadding.RoundUp(layout.Outputs);
        }

        return derived;
    }
}

/// <param name="Block">Input channels packed side by side.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="BlockLength">Floats of one block.</param>
internal sealed record TransposedWeight(ContractionKernel Kernel, int Offset, int Block, int Blocks, int BlockLength)
{
    /// <summary>Blocks that one unit of work transposes.</summary>
    public int BlocksPerUnit => Math.Min(Blocks, Math.Max(1, 16384 / BlockLength));

    public int Units => (Blocks + BlocksPerUnit - 1) / BlocksPerUnit;
}

internal sealed record FoldedWeight(ContractionKernel Kernel, int WeightOffset, int BiasOffset);

/// <summary>Where the batch's mean and deviation of each batch normalisation lie.</summary>
internal sealed class BatchNormStatistics
{
    private readonly Dictionary<int, (int Offset, int Stride)> _layers = [];

    public int Length { get; private set; }

    public static BatchNormStatistics Of(KernelProgram training)
    {
        BatchNormStatistics statistics = new();
        foreach (BatchNormKernel kernel in training.Kernels.OfType<BatchNormKernel>().Where(kernel => kernel.Pass == BatchNormPass.Statistics))
        {
            int stride = training.Buffers[kernel.Source].PixelStride;
            statistics._layers.Add(kernel.Layer, (statistics.Length, stride));
            statistics.Length += 2 * stride;
        }

        return statistics;
    }

    public int Mean(int layer) => _layers[layer].Offset;

    public int InverseDeviation(int layer) => _layers[layer].Offset + _layers[layer].Stride;
}
