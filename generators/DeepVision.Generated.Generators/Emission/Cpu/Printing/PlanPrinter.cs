using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the engine's plan: how much memory it needs and what runs over all samples.</summary>
internal sealed class PlanPrinter(SourceWriter writer, CpuNetwork network, KernelTimers timers)
{
    public void Print()
    {
        CpuSchedule training = network.Training;
        PassReferences prediction = network.PredictionReferences;
        TensorBuffer scores = network.Prediction.Program.Buffers[network.Prediction.Program.Output];
        using (writer.Block("private static readonly CpuEnginePlan s_plan = new()", close: "};"))
        {
            writer.Line($"Stages = {training.Stages.Count},");
            writer.Line($"BatchFloats = {training.BatchFloats},");
            writer.Line($"BatchBytes = {training.BatchBytes},");
            writer.Line($"ScratchFloats = {training.ScratchFloats},");
            writer.Line($"ScratchBytes = {training.ScratchBytes},");
            writer.Line($"LaneGradientFloats = {training.LaneGradientFloats},");
            PrintRanges("LaneSegments", LaneSegments());
            writer.Line($"LaneSumFloats = {training.LaneSumFloats},");
            PrintRanges("GradientUnits", training.UnitKernels.Select(Units));
            if (training.UnitKernels.Any(unit => unit.Stage < training.Stages.Count))
                PrintRanges("GradientStages", training.UnitKernels.Select(unit => CSharpLiteral.Of(unit.Stage)));
            if (training.Stages.Count > 1)
                PrintRanges("FinishedStages", FinishedStages().Select(CSharpLiteral.Of));
            PrintRanges("AccumulatedRanges", AccumulatedRanges());
            writer.Line($"TransposedFloats = {network.Derived.TransposedFloats},");
            IReadOnlyList<WeightCopy> copies = network.Derived.TransposeWork;
            PrintRanges("TransposeUnits", copies.Select(copy => Range(copy.Units, copy.Kernel.Weight)));
            if (copies.Any(copy => copy.IsInTime))
                PrintRanges("TransposeStages", copies.Select(copy => CSharpLiteral.Of(copy.Stage)));
            writer.Line($"FoldedFloats = {network.Derived.FoldedFloats},");
            writer.Line($"StatisticsFloats = {network.Statistics.Length},");
            writer.Line($"PredictionChunk = {network.PredictionChunk},");
            writer.Line($"PredictionFloats = {prediction.Length},");
            writer.Line($"PredictionScratchFloats = {prediction.KernelScratchFloats},");
            if (network.SharesKernels)
                writer.Line("SharesKernels = true,");
            writer.Line($"ScoresOffset = {prediction.OffsetOf(network.Prediction.Program.Output)},");
            writer.Line($"OutputPixels = {scores.Pixels},");
            writer.Line($"OutputChannels = {scores.Channels},");
            writer.Line($"OutputStride = {scores.PixelStride},");
            if (network.Prediction.Program.FurtherInputs.Count > 0)
                PrintRanges("Inputs", network.Prediction.Program.Inputs.Select(id => $"new({prediction.OffsetOf(id)}, {network.Prediction.Program.Buffers[id].SampleLength})"));
            if (network.Prediction.Program.FurtherOutputs is { Count: > 0 } outputs)
            {
                PrintRanges("FurtherOutputs", outputs.Select(id => Scores(network.Prediction.Program.Buffers[id], prediction.OffsetOf(id))));
                PrintRanges("PredictingHeads", Enumerable.Range(0, network.Graph.Heads.Count)
                    .Where(head => !network.Graph.Heads[head].IsTrainingOnly).Skip(1).Select(head => CSharpLiteral.Of(network.Graph.NumberOf(head))));
            }

            if (network.InputGradient is { } inputGradient)
                PrintInputGradient(inputGradient);
            PrintSteps();
            PrintCustomLoss();
            if (training.Program.Kernels.OfType<LossKernel>().Count() - 1 is > 0 and int auxiliary)
                writer.Line($"AuxiliaryHeads = {auxiliary},");
            timers.WritePlan(writer);
        }
    }

    private static string Scores(TensorBuffer scores, int offset) => $"new({offset}, {scores.Pixels}, {scores.Channels}, {scores.PixelStride})";

    private void PrintInputGradient(CpuSchedule schedule)
    {
        PassReferences pass = CpuNetwork.InputGradientReferences(schedule);
        TensorBuffer gradient = schedule.Program.Buffers[schedule.Program.InputGradient];
        writer.Line($"GradientWeightFloats = {network.Derived.GradientFloats},");
        writer.Line($"InputGradientChunk = {CpuNetwork.ChunkOf(schedule)},");
        writer.Line($"InputGradientFloats = {pass.Length},");
        writer.Line($"InputGradientBytes = {pass.ByteLength},");
        writer.Line($"InputGradientOffset = {pass.OffsetOf(gradient.Id)},");
        writer.Line($"InputGradientPixels = {gradient.Pixels},");
        writer.Line($"InputGradientStride = {gradient.PixelStride},");
    }

    private void PrintSteps()
    {
        if (network.StepObstacle is { } obstacle)
            writer.Line($"StepObstacle = {CSharpLiteral.Of($"{obstacle.Description} ({obstacle.Name})")},");
        if (network.Step is not { } schedule)
            return;
        PassReferences pass = CpuNetwork.StepReferences(schedule);
        writer.Line($"StepFloats = {pass.Length},");
        writer.Line($"StepInputLength = {schedule.Program.Buffers[schedule.Program.Input].SampleLength},");
        writer.Line($"StepScoresOffset = {pass.OffsetOf(schedule.Program.Output)},");
        if (schedule.Program.FurtherInputs.Count > 0)
            PrintRanges("StepFurtherInputs", schedule.Program.FurtherInputs.Select(id => $"new({pass.OffsetOf(id)}, {schedule.Program.Buffers[id].SampleLength})"));
        writer.Line($"StateFloats = {network.States!.Length},");
        if (network.States.Room > 0)
            writer.Line($"StepRoom = {network.States.Room},");
    }

    /// <summary>Where a training step is interrupted, and where its results lie for the caller.</summary>
    private void PrintCustomLoss()
    {
        CpuSchedule training = network.Training;
        KernelProgram program = training.Program;
        if (program.InputGradient == Kernel.None)
            return;
        int given = Enumerable.Range(0, program.Kernels.Count).Single(index => program.Kernels[index] is ScoresGradientKernel);
        int PlaceOf(int id) => training.Buffers[id].Offset;
        TensorBuffer scores = program.Buffers[program.Output], gradient = program.Buffers[program.InputGradient];
        writer.Line(
            $"CustomLoss = new({training.StageOf(given)}, {training.StageOf(program.InputGradientStart)}, {PlaceOf(scores.Id)}, {scores.SampleLength}, "
            + $"{PlaceOf(gradient.Id)}, {gradient.Pixels}, {gradient.PixelStride}),");
    }

    private IEnumerable<string> LaneSegments()
    {
        foreach (LaneGradient lane in network.Training.LaneGradients)
        {
            (int weight, int bias) = network.Training.Program.Kernels[lane.Kernel] switch
            {
                ContractionKernel contraction => (contraction.Weight, contraction.Bias),
                ChannelGradientKernel channels => (channels.Weight, channels.Bias),
                { } other => throw new InvalidOperationException($"{other.Name} sums no gradients."),
            };
            if (weight != Kernel.None)
                yield return Range(lane.WeightOffset, weight);
            if (bias != Kernel.None)
                yield return Range(lane.BiasOffset, bias);
        }
    }

    private IEnumerable<int> FinishedStages() =>
        Enumerable.Range(0, network.Parameters.Parameters.Count)
            .Where(parameter => network.Parameters.Parameters[parameter].Offset < network.Parameters.TrainableLength)
            .OrderBy(parameter => network.Parameters.Parameters[parameter].Offset)
            .Select(network.Training.FinishedStageOf);

    /// <summary>Convolution units add to their gradients, unless they store those of their weights; those of dense layers and embeddings overwrite both.</summary>
    private IEnumerable<string> AccumulatedRanges()
    {
        foreach (UnitKernel unit in network.Training.UnitKernels)
        {
            if (KernelOf(unit) is not ContractionKernel { Pass: ContractionPass.WeightGradient } kernel || network.Training.Plans[kernel] is DenseContraction)
                continue;
            if (!network.Training.Plans[kernel].UnitsStoreWeights)
                yield return Range(1, kernel.Weight);
            if (kernel.Bias != Kernel.None)
                yield return Range(1, kernel.Bias);
        }
    }

    private Kernel KernelOf(UnitKernel unit) => network.Training.Program.Kernels[unit.Kernel];

    /// <summary>The units of a gradient, or of a convolution that transforms its weights itself.</summary>
    private string Units(UnitKernel unit)
    {
        int parameter = unit.ParameterOf(network.Training.Program);
        if (KernelOf(unit) is not ContractionKernel kernel)
            return Range(unit.Units, parameter);
        ContractionPlan plan = network.Training.Plans[kernel];
        return Range(unit.Units, parameter, plan.UnitsRunTogether)
            + ObjectInitializer.Of(kernel.Pass == ContractionPass.WeightGradient ? "" : "RunsWhole = true", plan.UnitsOfGroup == 1 ? "" : $"Group = {plan.UnitsOfGroup}");
    }

    /// <summary>A constructor call: a number, then where a parameter lies and how long it is.</summary>
    private string Range(int first, int parameter, bool runsTogether = false)
    {
        PlacedParameter placed = network.Parameters.Parameters[parameter];
        return $"new({first}, {placed.Offset}, {placed.Layout.PackedLength}{(runsTogether ? ", true" : "")})";
    }

    private void PrintRanges(string name, IEnumerable<string> ranges) => writer.Line($"{name} = [{string.Join(", ", ranges)}],");
}
