using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints kernels over the steps of sequences that differ in length: a thread for each value written.</summary>
internal static class StepsPrinter
{
    public static KernelLaunch Print(IlgpuNetwork network, IlgpuProgram program, StepsKernel kernel)
    {
        TensorBuffer source = program[kernel.Source], target = program[kernel.Target], sequence = kernel.IsGradient ? target : source;
        int threads = network.Target.Threads, length = target.SampleLength, stride = sequence.PixelStride;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("lengths", program.Values(kernel.Lengths)).Floats("y", program.Values(kernel.Target));
        SourceWriter body = new();
        (string, string, string, int)[] views =
        [
            ("float", "x", "xs", source.SampleLength), ("float", "lengths", "ls", program[kernel.Lengths].SampleLength), ("float", "y", "ys", length),
        ];
        ElementKernel.Print(body, length, threads, views, () =>
        {
            body.Line($"int length = Math.Max(1, Math.Min({sequence.Pixels}, (int)ls[0]));");
            if (kernel is { Steps: StepsKind.Last, IsGradient: false })
            {
                body.Line($"ys[i] = xs[(length - 1) * {stride} + i];");
                return;
            }

            if (kernel is { Steps: StepsKind.Mean, IsGradient: false })
            {
                body.Line("float sum = 0f;");
                using (body.Block("for (int step = 0; step < length; step++)"))
                    body.Line($"sum += xs[step * {stride} + i];");
                body.Line("ys[i] = sum / length;");
                return;
            }

            ExactDivision.Split(body, "i", stride, length, "step", "channel");
            (string counts, string value) = kernel.Steps switch
            {
                StepsKind.Reverse => ("step < length", $"xs[(counts ? length - 1 - step : 0) * {stride} + channel]"),
                StepsKind.Last => ("step == length - 1", "xs[channel]"),
                StepsKind.Mean => ("step < length", "xs[channel] / length"),
                _ => ("step < length", "xs[i]"),
            };
            string rest = kernel is not { Steps: StepsKind.MaskLowest, IsGradient: false } ? "0f"
                : sequence.Channels == stride ? "float.NegativeInfinity" : $"channel < {sequence.Channels} ? float.NegativeInfinity : 0f";
            body.Line($"bool counts = {counts};");
            body.Line($"float value = {value};");
            body.Line($"ys[i] = counts ? value : {rest};");
        });
        return network.Kernels.Launch(
            kernel.Name, "Steps of sequences that end where their lengths say.", operands, body, threads, ElementKernel.Groups(length, threads));
    }
}
