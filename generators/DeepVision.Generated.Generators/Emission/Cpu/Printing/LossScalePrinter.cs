using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the factors of the losses: what makes a sum over the samples of a batch the mean that a loss declares.</summary>
internal sealed class LossScalePrinter(SourceWriter writer, KernelProgram program, EngineFields fields)
{
    public void Print()
    {
        LossKernel[] losses = [.. program.Kernels.OfType<LossKernel>()];
        if (losses.Length == 0)
            return;
        writer.Line();
        writer.Line($"protected override float ComputeLossScale() => {LossScale(losses.Single(loss => loss.Auxiliary == Kernel.None))};");
        LossKernel[] auxiliary = [.. losses.Where(loss => loss.Auxiliary != Kernel.None).OrderBy(loss => loss.Auxiliary)];
        if (auxiliary.Length == 0)
            return;
        writer.Line();
        using (writer.Block("protected override float ComputeAuxiliaryScale(int head) => head switch", close: "};"))
        {
            foreach (LossKernel loss in auxiliary)
                writer.Line($"{(loss.Auxiliary == auxiliary.Length - 1 ? "_" : CSharpLiteral.Of(loss.Auxiliary))} => {LossScale(loss)},");
        }
    }

    /// <summary>The factor that makes a sum over the samples a mean, times the head's weight.</summary>
    private string LossScale(LossKernel loss)
    {
        TensorBuffer scores = program.Buffers[loss.Source];
        string weight = loss.Weight == 1 ? "" : CSharpLiteral.Of(loss.Weight) + " * ", lengths = loss.Operation.HasLengths ? ", Lengths" : "";
        return loss.Operation.Mean switch
        {
            LossMean.Samples when loss.Operation.IsWeighted =>
                $"{weight}InverseSumOfWeights({fields.ClassWeights(loss.Operation, loss.Answers)}{(loss.Answers == 0 ? "" : $", FurtherLabels({loss.Answers - 1})")})",
            LossMean.Pixels =>
                $"{weight}InverseSumOfPixelWeights({scores.Pixels}, {fields.ClassWeights(loss.Operation, loss.Answers)}, {MapCalls.IgnoredLabel((IPixelLoss)loss.Operation)}{lengths})",
            LossMean.SamplesAlike when loss.Operation is IPixelLoss pixels => $"{weight}InverseCount({scores.Pixels}, {MapCalls.IgnoredLabel(pixels)})",
            LossMean.Samples or LossMean.SamplesAlike => $"{CSharpLiteral.Of(loss.Weight)} / Count",
            LossMean.Values when loss.Operation.HasLengths => $"{weight}InverseCountOfStepValues({scores.Channels})",
            LossMean.Values => $"{CSharpLiteral.Of(loss.Weight)} / ((float)Count * {scores.Pixels * scores.Channels})",
            _ => throw new InvalidOperationException($"A mean over {loss.Operation.Mean} has no text."),
        };
    }
}
