using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints what the engine does for the gradient of the network's input. Its kernels are called as those of predictions and training, whose times are measured.</summary>
internal sealed class InputGradientPrinter(SourceWriter writer, CpuNetwork network, EngineFields fields)
{
    private readonly KernelTimers _noTimers = new(isOn: false, network);

    /// <summary>Prints nothing for a network without such a gradient.</summary>
    public void Print()
    {
        if (network.InputGradient is not { } schedule)
            return;
        writer.Line();
        using (writer.Block("protected override void RunInputGradient(ref float input, ref float scoresGradient, int count, ref float memory, ref byte bytes)"))
            new PassPrinter(writer, network, schedule, CpuNetwork.InputGradientReferences(schedule), fields, _noTimers).Print();
        PrintWeights();
    }

    private void PrintWeights()
    {
        if (network.Derived.GradientFloats == 0)
            return;
        writer.Line();
        using (writer.Block("protected override void MakeGradientWeights()"))
        {
            foreach (GradientWeight weight in network.Derived.InputGradient.Values)
            {
                string source = $"Weights({network.OffsetOf(weight.Kernel.Weight)})";
                string target = $"GradientWeights({weight.Offset})";
                if (weight.Transposed is { } transposed)
                {
                    string result = weight.Planes is null ? target : $"GradientWeights({network.Derived.GradientScratchOffset})";
                    writer.Line(
                        $"WeightTransforms.Transpose({fields.Layout(weight.Kernel.Weight)}, {weight.Kernel.Geometry.Groups}, ref {source}, ref {result}, "
                        + $"0, {transposed.Block}, 0, {transposed.Blocks});");
                    source = result;
                }

                if (weight.Planes is { } planes)
                    writer.Line(planes.Transform(source, target, "0", CSharpLiteral.Of(planes.Slices)));
            }
        }
    }
}
