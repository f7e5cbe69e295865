using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints batch normalisation. Its sums over the batch are made in parts, a thread for each channel of each part, and
/// combined by a thread for each channel, in the order of the parts.
/// </summary>
internal sealed class BatchNormPrinter(IlgpuNetwork network, IlgpuProgram program, BatchNormKernel kernel)
{
    private readonly int _threads = network.Target.Threads;

    private TensorBuffer Buffer => program[kernel.Source];

    private int Stride => Buffer.PixelStride;

    private int Parts => network.Target.IsSmall ? 3 : 64;

    /// <summary>Floats of scratch memory for the sums of the parts.</summary>
    public int ScratchFloats => kernel.SynchronizesBatch ? 2 * Parts * Stride : 0;

    public IEnumerable<KernelLaunch> Print() => kernel.Pass switch
    {
        BatchNormPass.Statistics => [StatisticsParts(), CombineStatistics()],
        BatchNormPass.GradientSums => [GradientParts(), CombineGradients()],
        BatchNormPass.InputGradient => [InputGradient()],
        BatchNormPass.PredictGradient => [PredictGradient()],
        _ => [Normalize()],
    };

    private string Scratch => $"memory.Scratch(0, {ScratchFloats})";

    private string Mean => $"memory.Statistics({network.Statistics.Mean(kernel.Layer)}, {Stride})";

    private string InverseDeviation => $"memory.Statistics({network.Statistics.InverseDeviation(kernel.Layer)}, {Stride})";

    private string Tensor(ParameterRole role) => network.Weights(network.ParameterOf(kernel.Layer, role));

    private string Gradient(ParameterRole role) => network.Gradients(network.ParameterOf(kernel.Layer, role));

    private (string, string, string) PartGroups => (CSharpLiteral.Of(ExactDivision.Groups(Stride, PartThreads)), CSharpLiteral.Of(Parts), "1");

    private int PartThreads => Math.Min(_threads, Stride);

    private KernelLaunch StatisticsParts()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("parts", Scratch).Int("count", "count");
        SourceWriter body = new();
        PrintPart(body, () =>
        {
            // Distances from the first value lose no digits where the mean is far from zero.
            body.Line($"float origin = first < end ? x[(long)first * {Stride} + channel] : 0f;");
            body.Line("float sum = 0f, squares = 0f;");
            using (body.Block("for (int pixel = first; pixel < end; pixel++)"))
            {
                body.Line($"float distance = x[(long)pixel * {Stride} + channel] - origin;");
                body.Line("sum += distance;");
                body.Line("squares += distance * distance;");
            }

            body.Line("float size = end > first ? (float)(end - first) : 1f;");
            body.Line($"parts[Grid.IdxY * {2 * Stride} + channel] = origin + sum / size;");
            body.Line($"parts[Grid.IdxY * {2 * Stride} + {Stride} + channel] = squares - sum * sum / size;");
        });
        return network.Kernels.Launch(kernel.Name + "Parts", "Mean and squared distances of each channel, over a part of the pixels.", operands, body, PartThreads, PartGroups);
    }

    private KernelLaunch CombineStatistics()
    {
        KernelOperands operands = new();
        operands.Floats("parts", Scratch).Floats("mean", Mean).Floats("inverseDeviation", InverseDeviation)
            .Floats("runningMean", Tensor(ParameterRole.RunningMean)).Floats("runningVariance", Tensor(ParameterRole.RunningVariance)).Int("count", "count");
        SourceWriter body = new();
        PrintChannel(body, () =>
        {
            body.Line("// Chan, Golub and LeVeque 1983: means and squared distances of two sets give those of both.");
            body.Line($"int pixels = {Pixels};");
            body.Line($"int length = {ExactDivision.Quotient($"(pixels + {Parts - 1})", Parts, int.MaxValue)};");
            body.Line("float average = 0f, squares = 0f, seen = 0f;");
            using (body.Block($"for (int part = 0; part < {Parts}; part++)"))
            {
                body.Line("int size = Math.Min(pixels - part * length, length);");
                using (body.Block("if (size > 0)"))
                {
                    body.Line($"float delta = parts[part * {2 * Stride} + channel] - average;");
                    body.Line("float all = seen + size;");
                    body.Line($"squares += parts[part * {2 * Stride} + {Stride} + channel] + delta * delta * (seen * size / all);");
                    body.Line("average += delta * (size / all);");
                    body.Line("seen = all;");
                }
            }

            body.Line("mean[channel] = average;");
            body.Line($"inverseDeviation[channel] = 1f / MathF.Sqrt(squares / pixels + {CSharpLiteral.Of(kernel.Epsilon)});");
            string momentum = CSharpLiteral.Of(kernel.Momentum), kept = CSharpLiteral.Of(1f - kernel.Momentum);
            body.Line($"runningMean[channel] = runningMean[channel] * {kept} + average * {momentum};");
            body.Line($"runningVariance[channel] = runningVariance[channel] * {kept} + squares / (pixels > 1 ? pixels - 1 : 1) * {momentum};");
        });
        return ChannelLaunch(kernel.Name, "Mean, deviation and running statistics of each channel.", operands, body);
    }

    private KernelLaunch GradientParts()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("mean", Mean).Floats("inverseDeviation", InverseDeviation);
        if (kernel.Activation is not null)
            operands.Floats("gamma", Tensor(ParameterRole.Weight)).Floats("beta", Tensor(ParameterRole.Bias));
        operands.Floats("parts", Scratch).Int("count", "count");
        SourceWriter body = new();
        PrintPart(body, () =>
        {
            body.Line("float center = mean[channel];");
            body.Line("float shift = 0f, scale = 0f;");
            using (body.Block("for (int pixel = first; pixel < end; pixel++)"))
            {
                body.Line($"long place = (long)pixel * {Stride} + channel;");
                PrintGradient(body, "x[place]", "dy[place]");
                body.Line("shift += gradient;");
                body.Line("scale += gradient * (x[place] - center);");
            }

            body.Line($"parts[Grid.IdxY * {2 * Stride} + channel] = shift;");
            body.Line($"parts[Grid.IdxY * {2 * Stride} + {Stride} + channel] = scale * inverseDeviation[channel];");
        });
        return network.Kernels.Launch(kernel.Name + "Parts", "Σ dy and Σ dy · x̂ of each channel, over a part of the pixels.", operands, body, PartThreads, PartGroups);
    }

    private KernelLaunch CombineGradients()
    {
        KernelOperands operands = new();
        operands.Floats("parts", Scratch).Floats("scaleGradient", Gradient(ParameterRole.Weight)).Floats("shiftGradient", Gradient(ParameterRole.Bias));
        SourceWriter body = new();
        PrintChannel(body, () =>
        {
            body.Line("float shift = 0f, scale = 0f;");
            using (body.Block($"for (int part = 0; part < {Parts}; part++)"))
            {
                body.Line($"shift += parts[part * {2 * Stride} + channel];");
                body.Line($"scale += parts[part * {2 * Stride} + {Stride} + channel];");
            }

            body.Line("shiftGradient[channel] = shift;");
            body.Line("scaleGradient[channel] = scale;");
        });
        return ChannelLaunch(kernel.Name, "Gradients of scale and shift of each channel.", operands, body);
    }

    private KernelLaunch InputGradient()
    {
        int length = Buffer.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient));
        List<(string, string, string, int)> views = [("float", "x", "xs", length), ("float", "dy", "dys", length)];
        views.Add(("float", "dx", "dxs", length));
        operands.Floats("dx", program.Values(kernel.Target)).Floats("mean", Mean).Floats("inverseDeviation", InverseDeviation)
            .Floats("gamma", Tensor(ParameterRole.Weight));
        if (kernel.Activation is not null)
            operands.Floats("beta", Tensor(ParameterRole.Bias));
        operands.Floats("scaleGradient", Gradient(ParameterRole.Weight)).Floats("shiftGradient", Gradient(ParameterRole.Bias)).Int("count", "count");
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, views, () =>
        {
            body.Line($"int channel = {ExactDivision.Remainder("i", Stride, length)};");
            PrintGradient(body, "xs[i]", "dys[i]");
            // Differences first: dy and its mean nearly cancel where the gradient is small.
            body.Line($"float share = 1f / {Pixels};");
            body.Line("float inverse = inverseDeviation[channel];");
            body.Line("float tilt = scaleGradient[channel] * share * inverse;");
            body.Line("float difference = gradient - shiftGradient[channel] * share;");
            body.Line("dxs[i] = (difference - (xs[i] - mean[channel]) * tilt) * (gamma[channel] * inverse);");
        });
        return network.Kernels.Launch(
            kernel.Name, "dx = γ/σ · (dy − mean dy − x̂ · mean(dy · x̂)).", operands, body, _threads, ElementKernel.Groups(length, _threads));
    }

    /// <summary>By the batch's statistics in training, by the running ones in prediction.</summary>
    private KernelLaunch Normalize()
    {
        int length = Buffer.SampleLength;
        bool isTraining = kernel.Pass == BatchNormPass.Normalize;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target))
            .Floats("mean", isTraining ? Mean : Tensor(ParameterRole.RunningMean))
            .Floats(isTraining ? "inverseDeviation" : "variance", isTraining ? InverseDeviation : Tensor(ParameterRole.RunningVariance))
            .Floats("gamma", Tensor(ParameterRole.Weight)).Floats("beta", Tensor(ParameterRole.Bias));
        List<(string, string, string, int)> views = [("float", "x", "xs", length), ("float", "y", "ys", length)];
        if (kernel.Addend != Kernel.None)
        {
            operands.Floats("addend", program.Values(kernel.Addend));
            views.Add(("float", "addend", "addends", length));
        }

        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, views, () =>
        {
            body.Line($"int channel = {ExactDivision.Remainder("i", Stride, length)};");
            string inverse = isTraining ? "inverseDeviation[channel]" : PredictedInverseDeviation;
            body.Line($"float result = {Normalized("xs[i]", inverse)}{(kernel.Addend == Kernel.None ? "" : " + addends[i]")};");
            body.Line($"ys[i] = {(kernel.Activation is { } activation ? ScalarText.Activate(activation, "result") : "result")};");
        });
        return network.Kernels.Launch(
            kernel.Name, "y = γ · (x − mean) / σ + β.", operands, body, _threads, ElementKernel.Groups(length, _threads));
    }

    /// <summary>The running statistics are constants.</summary>
    private KernelLaunch PredictGradient()
    {
        int length = Buffer.SampleLength;
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target))
            .Floats("variance", Tensor(ParameterRole.RunningVariance)).Floats("gamma", Tensor(ParameterRole.Weight));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "dy", "dys", length), ("float", "dx", "dxs", length)], () =>
        {
            body.Line($"int channel = {ExactDivision.Remainder("i", Stride, length)};");
            body.Line($"dxs[i] = dys[i] * (gamma[channel] * {PredictedInverseDeviation});");
        });
        return network.Kernels.Launch(kernel.Name, "dx = γ/σ · dy, by the running statistics.", operands, body, _threads, ElementKernel.Groups(length, _threads));
    }

    private string PredictedInverseDeviation => $"(1f / MathF.Sqrt(variance[channel] + {CSharpLiteral.Of(kernel.Epsilon)}))";

    private string Pixels => Buffer.Pixels == 1 ? "count" : $"(count * {Buffer.Pixels})";

    private void PrintGradient(SourceWriter body, string input, string gradient)
    {
        body.Line($"float gradient = {gradient};");
        if (kernel.Activation is not { } activation)
            return;
        body.Line($"float result = {Normalized(input, "inverseDeviation[channel]")};");
        body.Line($"float output = {ScalarText.Activate(activation, "result")};");
        body.Line($"gradient = {ScalarText.Differentiate(activation, "gradient", "output")};");
    }

    private static string Normalized(string input, string inverse) => $"({input} - mean[channel]) * (gamma[channel] * {inverse}) + beta[channel]";

    private void PrintPart(SourceWriter body, Action printSums)
    {
        body.Line($"int channel = Grid.IdxX * {PartThreads} + Group.IdxX;");
        using (Stride % PartThreads == 0 ? body.Indent(0) : body.Block($"if (channel < {Stride})"))
        {
            body.Line($"int pixels = {Pixels};");
            body.Line($"int length = {ExactDivision.Quotient($"(pixels + {Parts - 1})", Parts, int.MaxValue)};");
            body.Line("int first = Grid.IdxY * length;");
            body.Line("int end = Math.Min(pixels, first + length);");
            printSums();
        }
    }

    private void PrintChannel(SourceWriter body, Action print)
    {
        body.Line($"int channel = Grid.IdxX * {PartThreads} + Group.IdxX;");
        using (Stride % PartThreads == 0 ? body.Indent(0) : body.Block($"if (channel < {Stride})"))
            print();
    }

    private KernelLaunch ChannelLaunch(string name, string summary, KernelOperands operands, SourceWriter body) =>
        network.Kernels.Launch(name, summary, operands, body, PartThreads, (CSharpLiteral.Of(ExactDivision.Groups(Stride, PartThreads)), "1", "1"));
}
