using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Prints the engine's plan: how much memory it needs and what runs over all samples.</summary>
internal sealed class PlanPrinter(SourceWriter writer, CpuNetwork network, KernelTimers timers)
{
    public void Print()
    {
        CpuSchedule training = network.Training;
        PredictionReferences prediction = new(network.Prediction, network.PredictionChunk);
        TensorBuffer scores = network.Prediction.Program.Buffers[network.Prediction.Program.Output];
        using (writer.Block("private static readonly CpuEnginePlan s_plan = new()", close: "};"))
        {
            writer.Line($"Stages = {training.Stages.Count},");
            writer.Line($"BatchFloats = {training.BatchFloats},");
            writer.Line($"BatchBytes = {training.BatchBytes},");
            writer.Line($"ScratchFloats = {training.ScratchFloats},");
            writer.Line($"ScratchBytes = {training.ScratchBytes},");
            writer.Line($"LaneFloats = {training.LaneFloats},");
            PrintSegments("LaneSegments", LaneSegments());
            writer.Line($"GradientUnits = {training.UnitGradients.Sum(unit => unit.Units)},");
            PrintSegments("AccumulatedRanges", AccumulatedRanges());
            writer.Line($"TransposedFloats = {network.Derived.TransposedFloats},");
            writer.Line($"TransposeUnits = {network.Derived.TransposeUnits},");
            writer.Line($"FoldedFloats = {network.Derived.FoldedFloats},");
            writer.Line($"StatisticsFloats = {network.Statistics.Length},");
            writer.Line($"PredictionChunk = {network.PredictionChunk},");
            writer.Line($"PredictionFloats = {prediction.Length},");
            writer.Line($"ScoresOffset = {prediction.OffsetOf(network.Prediction.Program.Output)},");
            writer.Line($"OutputPixels = {scores.Pixels},");
            writer.Line($"OutputChannels = {scores.Channels},");
            writer.Line($"OutputStride = {scores.PixelStride},");
            timers.WritePlan(writer);
        }
    }

    private IEnumerable<(int Lane, int Parameter, int Length)> LaneSegments()
    {
        foreach (LaneGradient lane in network.Training.LaneGradients)
        {
            var kernel = (ContractionKernel)network.Training.Program.Kernels[lane.Kernel];
            yield return Segment(lane.WeightOffset, kernel.Weight);
            if (kernel.Bias != Kernel.None)
                yield return Segment(lane.BiasOffset, kernel.Bias);
        }
    }

    /// <summary>Convolution units add to their gradients, dense units overwrite them.</summary>
    private IEnumerable<(int Lane, int Parameter, int Length)> AccumulatedRanges()
    {
        foreach (UnitGradient unit in network.Training.UnitGradients)
        {
            var kernel = (ContractionKernel)network.Training.Program.Kernels[unit.Kernel];
            if (kernel.Geometry.IsDense)
                continue;
            yield return Segment(0, kernel.Weight);
            if (kernel.Bias != Kernel.None)
                yield return Segment(0, kernel.Bias);
        }
    }

    private (int Lane, int Parameter, int Length) Segment(int lane, int parameter)
    {
        PlacedParameter placed = network.Parameters.Parameters[parameter];
        return (lane, placed.Offset, placed.Layout.PackedLength);
    }

    private void PrintSegments(string name, IEnumerable<(int Lane, int Parameter, int Length)> segments)
    {
        (int Lane, int Parameter, int Length)[] all = [.. segments];
        if (all.Length == 0)
        {
            writer.Line($"{name} = [],");
            return;
        }

        string values = string.Join(", ", all.Select(segment => $"new({segment.Lane}, {segment.Parameter}, {segment.Length})"));
        writer.Line($"{name} = [{values}],");
    }
}
