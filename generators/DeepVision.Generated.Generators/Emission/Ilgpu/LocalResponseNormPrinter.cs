using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints local response normalisation and its gradient: a thread for each value, which looks at its neighbours by itself.</summary>
internal sealed class LocalResponseNormPrinter(IlgpuNetwork network, IlgpuProgram program, LocalResponseNormKernel kernel)
{
    private readonly TensorBuffer _image = program[kernel.Target];

    private int Before => kernel.Norm.Size / 2;

    private int After => kernel.Norm.Size - 1 - Before;

    public KernelLaunch Print()
    {
        int length = _image.SampleLength, threads = network.Target.Threads;
        bool isForward = kernel.Gradient == Kernel.None;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source));
        List<(string, string, string, int)> views = [("float", "x", "xs", length)];
        if (!isForward)
        {
            operands.Floats("dy", program.Values(kernel.Gradient));
            views.Add(("float", "dy", "dys", length));
        }

        (string target, string values) = isForward ? ("y", "ys") : ("dx", "dxs");
        operands.Floats(target, program.Values(kernel.Target));
        views.Add(("float", target, values, length));
        SourceWriter body = new();
        ElementKernel.Print(body, length, threads, views, () =>
        {
            ExactDivision.Split(body, "i", _image.PixelStride, length, "pixel", "channel");
            body.Line("int row = i - channel;");
            if (isForward)
                Forward(body);
            else
                Backward(body);
            body.Line($"{values}[i] = {(_image.PixelStride == _image.Channels ? "result" : $"channel < {_image.Channels} ? result : 0f")};");
        });
        return network.Kernels.Launch(
            kernel.Name, isForward ? "y = x / (k + α/n · Σ x²)^β." : "dx = dy · d^−β − 2αβ/n · x · Σ dy · x · d^(−β−1).", operands, body, threads, ElementKernel.Groups(length, threads));
    }

    private void Forward(SourceWriter body)
    {
        PrintDenominator(body, "channel", "own");
        body.Line($"float result = xs[i] * {Power("own", -kernel.Norm.Beta)};");
    }

    private void Backward(SourceWriter body)
    {
        body.Line("float sum = 0f, direct = 0f;");
        body.Line($"int endReader = Math.Min({_image.Channels}, channel + {Before + 1});");
        using (body.Block($"for (int reader = Math.Max(0, channel - {After}); reader < endReader; reader++)"))
        {
            PrintDenominator(body, "reader", "other");
            body.Line($"float scaled = dys[row + reader] * {Power("other", -kernel.Norm.Beta)};");
            body.Line("direct = reader == channel ? scaled : direct;");
            body.Line("sum += scaled * xs[row + reader] / other;");
        }

        body.Line($"float result = direct - xs[i] * {CSharpLiteral.Of(2f * kernel.Norm.Alpha * kernel.Norm.Beta / kernel.Norm.Size)} * sum;");
    }

    /// <summary>What a channel is divided by, without the exponent.</summary>
    private void PrintDenominator(SourceWriter body, string channel, string name)
    {
        body.Line($"float {name} = 0f;");
        body.Line($"int {name}End = Math.Min({_image.Channels}, {channel} + {After + 1});");
        using (body.Block($"for (int {name}Neighbour = Math.Max(0, {channel} - {Before}); {name}Neighbour < {name}End; {name}Neighbour++)"))
            body.Line($"{name} += xs[row + {name}Neighbour] * xs[row + {name}Neighbour];");
        body.Line($"{name} = {name} * {CSharpLiteral.Of(kernel.Norm.Alpha / kernel.Norm.Size)} + {CSharpLiteral.Of(kernel.Norm.K)};");
    }

    private static string Power(string name, float exponent) => $"MathF.Exp(MathF.Log({name}) * {CSharpLiteral.Of(exponent)})";
}
