using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints the division by the norm of each pixel's channels and its gradient: a thread for each pixel.</summary>
internal static class L2NormalizePrinter
{
    public static KernelLaunch Print(IlgpuNetwork network, IlgpuProgram program, L2NormalizeKernel kernel)
    {
        TensorBuffer image = program[kernel.Target];
        int threads = network.Target.Threads, channels = image.Channels, stride = image.PixelStride;
        bool isForward = kernel.Gradient == Kernel.None;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source));
        List<(string, string, string, int)> views = [("float", "x", "xs", image.SampleLength)];
        if (!isForward)
        {
            operands.Floats("dy", program.Values(kernel.Gradient));
            views.Add(("float", "dy", "dys", image.SampleLength));
        }

        (string target, string values) = isForward ? ("y", "ys") : ("dx", "dxs");
        operands.Floats(target, program.Values(kernel.Target));
        views.Add(("float", target, values, image.SampleLength));
        string epsilon = CSharpLiteral.Of(kernel.Epsilon);
        SourceWriter body = new();
        ElementKernel.Print(body, image.Pixels, threads, views, () =>
        {
            body.Line($"int first = i * {stride};");
            body.Line(isForward ? "float square = 0f;" : "float square = 0f, along = 0f;");
            using (body.Block($"for (int channel = 0; channel < {channels}; channel++)"))
            {
                body.Line("square += xs[first + channel] * xs[first + channel];");
                if (!isForward)
                    body.Line("along += xs[first + channel] * dys[first + channel];");
            }

            body.Line("float norm = MathF.Sqrt(square);");
            body.Line($"float divisor = norm <= {epsilon} ? {epsilon} : norm;");
            if (!isForward)
                body.Line($"along = norm <= {epsilon} ? 0f : along / square;");
            body.Line($"for (int channel = 0; channel < {channels}; channel++)");
            using (body.Indent())
            {
                body.Line(isForward
                    ? "ys[first + channel] = xs[first + channel] / divisor;"
                    : "dxs[first + channel] = (dys[first + channel] - xs[first + channel] * along) / divisor;");
            }

            if (stride > channels)
            {
                body.Line($"for (int channel = {channels}; channel < {stride}; channel++)");
                using (body.Indent())
                    body.Line($"{values}[first + channel] = 0f;");
            }
        });
        return network.Kernels.Launch(
            kernel.Name, isForward ? "y = x / ‖x‖." : "dx = (dy − x · (x · dy) / ‖x‖²) / ‖x‖.", operands, body, threads, ElementKernel.Groups(image.Pixels, threads));
    }
}
