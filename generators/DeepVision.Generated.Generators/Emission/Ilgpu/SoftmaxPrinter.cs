using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints softmax over the channels of each pixel, or the logarithms of it, and its gradient: a thread for each pixel.</summary>
internal sealed class SoftmaxPrinter(IlgpuNetwork network, IlgpuProgram program, SoftmaxKernel kernel)
{
    private readonly int _threads = network.Target.Threads;

    public KernelLaunch Print()
    {
        TensorBuffer target = program[kernel.Target];
        int channels = target.Channels, stride = target.PixelStride;
        bool isForward = kernel.Values == Kernel.None;
        KernelOperands operands = new();
        operands.Floats(isForward ? "x" : "y", program.Values(isForward ? kernel.Source : kernel.Values));
        if (!isForward)
            operands.Floats("dy", program.Values(kernel.Source));
        operands.Floats(isForward ? "y" : "dx", program.Values(kernel.Target)).Int("count", "count");

        string sum = kernel.IsLogarithm ? "sum" : "mean";
        SourceWriter body = new();
        body.Line($"int pixel = Grid.IdxX * {_threads} + Group.IdxX;");
        using (body.Block($"if (pixel < count{(target.Pixels == 1 ? "" : $" * {target.Pixels}")})"))
        {
            string View(string name, string view) => $"ArrayView<float> {name} = {view}.SubView((long)pixel * {stride});";
            if (isForward)
            {
                body.Line(View("xs", "x"));
                body.Line(View("ys", "y"));
                body.Line("float largest = xs[0];");
                body.Line($"for (int channel = 1; channel < {channels}; channel++)");
                using (body.Indent())
                    body.Line("largest = xs[channel] > largest ? xs[channel] : largest;");
                body.Line("float sum = 0f;");
                using (body.Block($"for (int channel = 0; channel < {channels}; channel++)"))
                {
                    body.Line("float power = MathF.Exp(xs[channel] - largest);");
                    if (!kernel.IsLogarithm)
                        body.Line("ys[channel] = power;");
                    body.Line("sum += power;");
                }

                if (kernel.IsLogarithm)
                    body.Line("float logarithm = MathF.Log(sum);");
                body.Line($"for (int channel = 0; channel < {channels}; channel++)");
                using (body.Indent())
                    body.Line(kernel.IsLogarithm ? "ys[channel] = xs[channel] - largest - logarithm;" : "ys[channel] = ys[channel] / sum;");
                if (stride > channels)
                {
                    body.Line($"for (int channel = {channels}; channel < {stride}; channel++)");
                    using (body.Indent())
                        body.Line("ys[channel] = 0f;");
                }
            }
            else
            {
                body.Line(View("ys", "y"));
                body.Line(View("dys", "dy"));
                body.Line(View("dxs", "dx"));
                body.Line($"float {sum} = 0f;");
                body.Line($"for (int channel = 0; channel < {channels}; channel++)");
                using (body.Indent())
                    body.Line($"{sum} += {(kernel.IsLogarithm ? "" : "ys[channel] * ")}dys[channel];");
                // The padding of the logarithms is zero, whose power isn't.
                body.Line($"for (int channel = 0; channel < {(kernel.IsLogarithm ? channels : stride)}; channel++)");
                using (body.Indent())
                    body.Line(kernel.IsLogarithm ? "dxs[channel] = dys[channel] - MathF.Exp(ys[channel]) * sum;" : "dxs[channel] = ys[channel] * (dys[channel] - mean);");
                if (kernel.IsLogarithm && stride > channels)
                {
                    body.Line($"for (int channel = {channels}; channel < {stride}; channel++)");
                    using (body.Indent())
                        body.Line("dxs[channel] = 0f;");
                }
            }
        }

        string summary = (isForward, kernel.IsLogarithm) switch
        {
            (true, false) => "y = exp(x − max x) / Σ exp(x − max x).",
            (true, true) => "y = x − max x − log Σ exp(x − max x).",
            (false, false) => "dx = y · (dy − Σ y · dy).",
            _ => "dx = dy − exp(y) · Σ dy.",
        };
        return network.Kernels.Launch(
            kernel.Name, summary, operands, body, _threads,
            ($"(count{(target.Pixels == 1 ? "" : $" * {target.Pixels}")} + {_threads - 1}) / {_threads}", "1", "1"));
    }
}
