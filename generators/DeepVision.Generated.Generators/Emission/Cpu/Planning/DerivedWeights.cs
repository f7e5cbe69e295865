using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Copies of weights that kernels read instead of the stored ones.</summary>
internal sealed class DerivedWeights
{
    /// <summary>Weight → its transposed copy.</summary>
    public Dictionary<int, TransposedWeight> Transposed { get; } = [];

    /// <summary>Weight → its transposed copy for predictions, which transposed convolutions read; they lie behind the folded weights.</summary>
    public Dictionary<int, TransposedWeight> PredictionTransposed { get; } = [];

    /// <summary>Weight → its copy with batch normalisation folded in.</summary>
    public Dictionary<int, FoldedWeight> Folded { get; } = [];

    /// <summary>Weight and pass → the planes that a Winograd convolution of the training step reads; they lie behind the transposed weights.</summary>
    public Dictionary<(int Weight, ContractionPass Pass), WinogradWeight> TrainingWinograd { get; } = [];

    /// <summary>Weight → the planes that a Winograd convolution of a prediction reads; they lie behind the folded weights.</summary>
    public Dictionary<int, WinogradWeight> PredictionWinograd { get; } = [];

    /// <summary>
    /// What the way back to the network's input reads beside the stored weights and what predictions read: transposed weights and
    /// planes of weights by weight and pass. They lie in memory of their own.
    /// </summary>
    public Dictionary<(int Weight, ContractionPass Pass), GradientWeight> InputGradient { get; } = [];

    /// <summary>The work that makes everything the training step reads, in the order of the stages and then of the parameters.</summary>
    public IReadOnlyList<WeightCopy> TransposeWork { get; private set; } = [];

    public int TransposedFloats { get; private set; }

    public int FoldedFloats { get; private set; }

    /// <summary>Where weights are transposed on their way to planes, behind <see cref="InputGradient"/>.</summary>
    public int GradientScratchOffset { get; private set; }

    public int GradientFloats { get; private set; }

    public static DerivedWeights Of(CpuSchedule training, CpuSchedule prediction, CpuSchedule? inputGradient, ParameterPlan parameters)
    {
        DerivedWeights derived = new();
        derived.AddTraining(training, parameters);
        foreach (ContractionKernel kernel in prediction.Program.Kernels.OfType<ContractionKernel>())
        {
            if (kernel.Form != WeightForm.Folded)
                continue;
            PackedLayout layout = parameters.Parameters[kernel.Weight].Layout;
            int bias = derived.FoldedFloats + layout.PackedLength;
            derived.Folded.Add(kernel.Weight, new FoldedWeight(kernel, derived.FoldedFloats, bias));
            derived.FoldedFloats = bias + ChannelPadding.RoundUp(layout.Outputs);
        }

        foreach (ContractionKernel kernel in prediction.Program.Kernels.OfType<ContractionKernel>())
        {
            if (!TransposedWeight.IsReadBy(kernel, prediction.Plans[kernel]))
                continue;
            TransposedWeight weight = TransposedWeight.Of(kernel, derived.FoldedFloats);
            derived.PredictionTransposed.Add(kernel.Weight, weight);
            derived.FoldedFloats += weight.Length;
        }

        foreach (ContractionKernel kernel in prediction.Program.Kernels.OfType<ContractionKernel>())
        {
            if (prediction.Plans[kernel] is not WinogradContraction plan)
                continue;
            WinogradWeight weight = WinogradWeight.Of(kernel, plan, parameters, derived.FoldedFloats);
            derived.PredictionWinograd.Add(kernel.Weight, weight);
            derived.FoldedFloats += weight.Length;
        }

        if (inputGradient is not null)
            derived.AddInputGradient(inputGradient, parameters);
        return derived;
    }

    /// <summary>Whether a kernel that runs as in a prediction reads what predictions read.</summary>
    public bool IsMadeForPredictions(ContractionKernel kernel) =>
        kernel.Form == WeightForm.Folded
        || (PredictionWinograd.TryGetValue(kernel.Weight, out WinogradWeight? winograd) && winograd.Kernel.Pass == kernel.Pass)
        || (PredictionTransposed.TryGetValue(kernel.Weight, out TransposedWeight? transposed) && transposed.Kernel.Pass == kernel.Pass);

    private void AddTraining(CpuSchedule schedule, ParameterPlan parameters)
    {
        WeightCopy[] copies = WeightCopy.AllOf(schedule, parameters);
        foreach (WeightCopy copy in copies.Where(copy => !copy.IsInTime))
        {
            Add(copy, TransposedFloats);
            TransposedFloats += copy.Length;
        }

        WeightCopy[] inTime = [.. copies.Where(copy => copy is { IsInTime: true, Part: 0 })];
        (Dictionary<int, int> offsets, int length) = ArenaPlanner.Plan(inTime.Select((copy, index) => new ArenaRequest(index, copy.Length, copy.Stage, copy.Stage + copy.Parts - 1)));
        for (int index = 0; index < inTime.Length; index++)
            Add(inTime[index], TransposedFloats + offsets[index]);
        TransposedFloats += length;
        TransposeWork = [.. copies.OrderBy(copy => copy.Stage).ThenBy(copy => copy.Kernel.Weight).ThenBy(copy => copy.Transposed is null)];
    }

    private void Add(WeightCopy copy, int offset)
    {
        if (copy.Transposed is { } transposed)
            Transposed.Add(copy.Kernel.Weight, transposed with { Offset = offset });
        if (copy.Planes is { } planes)
            TrainingWinograd.Add((copy.Kernel.Weight, copy.Kernel.Pass), planes with { Offset = offset });
    }

    private void AddInputGradient(CpuSchedule schedule, ParameterPlan parameters)
    {
        int scratch = 0;
        foreach (ContractionKernel kernel in schedule.Program.Kernels.OfType<ContractionKernel>().Where(kernel => !IsMadeForPredictions(kernel)))
        {
            TransposedWeight? transposed = TransposedWeight.IsReadBy(kernel, schedule.Plans[kernel]) ? TransposedWeight.Of(kernel, GradientFloats) : null;
            WinogradWeight? planes = schedule.Plans[kernel] is WinogradContraction plan ? WinogradWeight.Of(kernel, plan, parameters, GradientFloats) : null;
            if (transposed is null && planes is null)
                continue;
            InputGradient.Add((kernel.Weight, kernel.Pass), new GradientWeight(kernel, GradientFloats, transposed, planes));
            GradientFloats += planes?.Length ?? transposed!.Length;
            if (planes is not null && transposed is not null)
                scratch = Math.Max(scratch, transposed.Length);
        }

        GradientScratchOffset = GradientFloats;
        GradientFloats += scratch;
    }
}

/// <summary>Weights that the way back to the network's input reads: transposed, as planes, or transposed and then as planes.</summary>
internal sealed record GradientWeight(ContractionKernel Kernel, int Offset, TransposedWeight? Transposed, WinogradWeight? Planes);

/// <param name="Block">Input channels packed side by side.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="BlockLength">Floats of one block.</param>
internal sealed record TransposedWeight(ContractionKernel Kernel, int Offset, int Block, int Blocks, int BlockLength)
{
    public int Length => Blocks * BlockLength;

    /// <summary>Blocks that one unit of work transposes.</summary>
    public int BlocksPerUnit => Math.Min(Blocks, Math.Max(1, 16384 / BlockLength));

    public int Units => (Blocks + BlocksPerUnit - 1) / BlocksPerUnit;

    /// <summary>Whether a kernel reads such a copy. Dense layers, odd groups, the way back to an input of few channels, and who transforms weights itself, read them as they are stored.</summary>
    public static bool IsReadBy(ContractionKernel kernel, ContractionPlan plan) =>
        kernel.Form == WeightForm.Transposed && plan is not (DenseContraction or GroupedContraction or FewChannelsContraction or WinogradContraction { TransformsWeights: true });

    public static TransposedWeight Of(ContractionKernel kernel, int offset)
    {
        ContractionGeometry geometry = kernel.Geometry;
        int block = ContractionPlanner.TransposedBlock(geometry);
        return new TransposedWeight(
            kernel, offset, block, (geometry.InputChannels + block - 1) / block,
            geometry.Vertical.Size * geometry.Horizontal.Size * geometry.OutputsPerGroup * block);
    }
}

internal sealed record FoldedWeight(ContractionKernel Kernel, int WeightOffset, int BiasOffset);

/// <summary>Weights as the 36 planes of a Winograd convolution.</summary>
/// <param name="SourceBlock">Outputs packed side by side in the weights that are transformed.</param>
/// <param name="Inputs">Channels that the convolution reduces.</param>
/// <param name="Outputs">Channels that it gives, or each of its parts, padding included.</param>
/// <param name="Algorithm">What the name of the library's class begins with that transforms them.</param>
internal sealed record WinogradWeight(ContractionKernel Kernel, int Offset, int SourceBlock, int Inputs, int Outputs, string Algorithm)
{
    public int Length => WinogradLayout.Planes * WinogradLayout.WeightPlane(Inputs, Outputs);

    /// <summary>Floats of the packed weights that it is made of.</summary>
    public int PackedLength => 9 * Inputs * Outputs;

    public int Slices => Outputs / ChannelPadding.Lanes;

    /// <summary>Slices of 16 outputs that one unit of work transforms.</summary>
    public int SlicesPerUnit => Math.Min(Slices, Math.Max(1, 512 / Inputs));

    public int Units => (Slices + SlicesPerUnit - 1) / SlicesPerUnit;

    public static WinogradWeight Of(ContractionKernel kernel, WinogradContraction plan, ParameterPlan parameters, int offset) => new(
        kernel, offset,
        kernel.Pass == ContractionPass.Forward ? parameters.Parameters[kernel.Weight].Layout.Block : ContractionPlanner.TransposedBlock(kernel.Geometry),
        plan.SourceChannels, plan.PartStride, plan.Algorithm);

    /// <summary>The call that transforms slices of 16 outputs.</summary>
    /// <param name="weights">The packed weights, as a ref expression.</param>
    /// <param name="planes">Where the planes go.</param>
    /// <param name="firstBlock">Blocks of packed weights that are left out in front.</param>
    public string Transform(string weights, string planes, string firstSlice, string endSlice, string firstBlock = "0") =>
        $"{Algorithm}Weights.Transform(ref {weights}, {firstBlock}, {SourceBlock}, {Inputs}, {Outputs}, ref {planes}, {firstSlice}, {endSlice});";
}
