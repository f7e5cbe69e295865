using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints layer normalisation: a thread for each pixel where its channels are summed, else one for each value.</summary>
internal sealed class LayerNormPrinter(IlgpuNetwork network, IlgpuProgram program, LayerNormKernel kernel)
{
    private readonly int _threads = network.Target.Threads;
    private readonly TensorBuffer _image = program[kernel.Source];
    private readonly int _statistics = program[kernel.Statistics].SampleLength;

    public KernelLaunch Print() => kernel.Pass switch
    {
        LayerNormPass.Statistics => Statistics(),
        LayerNormPass.Normalize => Normalize(),
        LayerNormPass.GradientMeans => GradientMeans(),
        _ => InputGradient(),
    };

    /// <summary>dγ and dβ in parts of the batch's pixels: a thread for each channel of each part.</summary>
    public static (IReadOnlyList<KernelLaunch>, int ScratchFloats) ParameterGradient(IlgpuNetwork network, IlgpuProgram program, LayerNormGradientKernel kernel)
    {
        TensorBuffer image = program[kernel.Source];
        int stride = image.PixelStride, parts = network.Target.IsSmall ? 3 : 64, threads = Math.Min(network.Target.Threads, stride);
        string scratch = $"memory.Scratch(0, {2 * parts * stride})";
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("statistics", program.Values(kernel.Statistics))
            .Floats("parts", scratch).Int("count", "count");
        SourceWriter body = new();
        body.Line($"int channel = Grid.IdxX * {threads} + Group.IdxX;");
        using (stride % threads == 0 ? body.Indent(0) : body.Block($"if (channel < {stride})"))
        {
            body.Line($"int pixels = count * {image.Pixels};");
            body.Line($"int length = {ExactDivision.Quotient($"(pixels + {parts - 1})", parts, int.MaxValue)};");
            body.Line("int first = Grid.IdxY * length;");
            body.Line("int end = Math.Min(pixels, first + length);");
            body.Line("float shift = 0f, scale = 0f;");
            using (body.Block("for (int pixel = first; pixel < end; pixel++)"))
            {
                body.Line($"int sample = {ExactDivision.Quotient("pixel", image.Pixels, int.MaxValue)};");
                body.Line($"long place = (long)sample * {program[kernel.Statistics].SampleLength} + (pixel - sample * {image.Pixels});");
                body.Line($"float gradient = dy[(long)pixel * {stride} + channel];");
                body.Line("shift += gradient;");
                body.Line($"scale += gradient * ((x[(long)pixel * {stride} + channel] - statistics[place]) * statistics[place + {image.Pixels}]);");
            }

            // Weight and bias lie one behind the other.
            body.Line($"parts[Grid.IdxY * {2 * stride} + channel] = channel < {image.Channels} ? scale : 0f;");
            body.Line($"parts[Grid.IdxY * {2 * stride} + {stride} + channel] = shift;");
        }

        KernelLaunch sums = network.Kernels.Launch(
            kernel.Name + "Parts", "Σ dy · x̂ and Σ dy of each channel, over a part of the pixels.", operands, body, threads,
            (CSharpLiteral.Of(ExactDivision.Groups(stride, threads)), CSharpLiteral.Of(parts), "1"));
        return (
        [
            sums,
            SumPrinter.Parts(network, kernel.Name, scratch, $"memory.Gradients({network.Parameters.Parameters[kernel.Weight].Offset}, {2 * stride})", 2 * stride, parts),
        ], 2 * parts * stride);
    }

    private KernelLaunch Statistics()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("statistics", program.Values(kernel.Statistics));
        SourceWriter body = new();
        ElementKernel.Print(body, _image.Pixels, _threads, [("float", "x", "xs", _image.SampleLength), ("float", "statistics", "ss", _statistics)], () =>
        {
            body.Line($"int first = i * {_image.PixelStride};");
            body.Line("float sum = 0f, squares = 0f;");
            body.Line($"for (int channel = 0; channel < {_image.Channels}; channel++)");
            using (body.Indent())
                body.Line("sum += xs[first + channel];");
            body.Line($"float mean = sum / {CSharpLiteral.Of((float)_image.Channels)};");
            using (body.Block($"for (int channel = 0; channel < {_image.Channels}; channel++)"))
            {
                body.Line("float distance = xs[first + channel] - mean;");
                body.Line("squares += distance * distance;");
            }

            body.Line("ss[i] = mean;");
            body.Line($"ss[{_image.Pixels} + i] = 1f / MathF.Sqrt(squares / {CSharpLiteral.Of((float)_image.Channels)} + {CSharpLiteral.Of(kernel.Epsilon)});");
        });
        return Launch("Mean and deviation of each pixel.", operands, body, _image.Pixels);
    }

    private KernelLaunch Normalize()
    {
        int length = _image.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target)).Floats("statistics", program.Values(kernel.Statistics))
            .Floats("gamma", network.Weights(kernel.Parameters.Scale)).Floats("beta", network.Weights(kernel.Parameters.Shift));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", length), ("float", "y", "ys", length), ("float", "statistics", "ss", _statistics)], () =>
        {
            ExactDivision.Split(body, "i", _image.PixelStride, length, "pixel", "channel");
            body.Line($"float result = (xs[i] - ss[pixel]) * ss[{_image.Pixels} + pixel] * gamma[channel] + beta[channel];");
            body.Line($"ys[i] = {Counted("result")};");
        });
        return Launch("y = γ · (x − mean) / σ + β.", operands, body, length);
    }

    private KernelLaunch GradientMeans()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("statistics", program.Values(kernel.Statistics))
            .Floats("gamma", network.Weights(kernel.Parameters.Scale)).Floats("means", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(
            body, _image.Pixels, _threads,
            [
                ("float", "x", "xs", _image.SampleLength), ("float", "dy", "dys", _image.SampleLength), ("float", "statistics", "ss", _statistics),
                ("float", "means", "ms", _statistics),
            ],
            () =>
            {
                body.Line($"int first = i * {_image.PixelStride};");
                body.Line("float mean = ss[i], sum = 0f, products = 0f;");
                using (body.Block($"for (int channel = 0; channel < {_image.Channels}; channel++)"))
                {
                    body.Line("float scaled = dys[first + channel] * gamma[channel];");
                    body.Line("sum += scaled;");
                    body.Line("products += scaled * (xs[first + channel] - mean);");
                }

                body.Line($"ms[i] = sum / {CSharpLiteral.Of((float)_image.Channels)};");
                body.Line($"ms[{_image.Pixels} + i] = products * ss[{_image.Pixels} + i] / {CSharpLiteral.Of((float)_image.Channels)};");
            });
        return Launch("Means of γ · dy and of γ · dy · x̂ over each pixel.", operands, body, _image.Pixels);
    }

    private KernelLaunch InputGradient()
    {
        int length = _image.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("dx", program.Values(kernel.Target))
            .Floats("statistics", program.Values(kernel.Statistics)).Floats("means", program.Values(kernel.Means)).Floats("gamma", network.Weights(kernel.Parameters.Scale));
        SourceWriter body = new();
        ElementKernel.Print(
            body, length, _threads,
            [
                ("float", "x", "xs", length), ("float", "dy", "dys", length), ("float", "dx", "dxs", length), ("float", "statistics", "ss", _statistics),
                ("float", "means", "ms", _statistics),
            ],
            () =>
            {
                ExactDivision.Split(body, "i", _image.PixelStride, length, "pixel", "channel");
                body.Line($"float inverse = ss[{_image.Pixels} + pixel];");
                body.Line("float difference = dys[i] * gamma[channel] - ms[pixel];");
                body.Line($"float result = (difference - (xs[i] - ss[pixel]) * (ms[{_image.Pixels} + pixel] * inverse)) * inverse;");
                body.Line($"dxs[i] = {Counted("result")};");
            });
        return Launch("dx = (γ · dy − mean(γ · dy) − x̂ · mean(γ · dy · x̂)) / σ.", operands, body, length);
    }

    /// <summary>A value, or zero in the padding.</summary>
    private string Counted(string value) => _image.PixelStride == _image.Channels ? value : $"channel < {_image.Channels} ? {value} : 0f";

    private KernelLaunch Launch(string summary, KernelOperands operands, SourceWriter body, int length) =>
        network.Kernels.Launch(kernel.Name, summary, operands, body, _threads, ElementKernel.Groups(length, _threads));
}
