using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints group normalisation: a thread for each channel of a sample where pixels or channels are summed, else one for each value.</summary>
internal sealed class GroupNormPrinter(IlgpuNetwork network, IlgpuProgram program, GroupNormKernel kernel)
{
    private readonly int _threads = network.Target.Threads;
    private readonly TensorBuffer _source = program[kernel.Source];
    private readonly int _stride = program[kernel.Source].PixelStride;

    public KernelLaunch Print() => kernel.Pass switch
    {
        GroupNormPass.Moments => Moments(),
        GroupNormPass.Statistics => Statistics(),
        GroupNormPass.Normalize => Normalize(),
        GroupNormPass.GradientSums => GradientSums(),
        GroupNormPass.GradientMeans => GradientMeans(),
        _ => InputGradient(),
    };

    /// <summary>The sums of all samples, in their order: a thread for each channel.</summary>
    public static KernelLaunch ParameterGradient(IlgpuNetwork network, IlgpuProgram program, GroupNormGradientKernel kernel)
    {
        int stride = program[kernel.Sums].PixelStride, threads = Math.Min(network.Target.Threads, stride);
        KernelOperands operands = new();
        operands.Floats("sums", program.Values(kernel.Sums)).Floats("scaleGradient", network.Gradients(kernel.Weight)).Floats("shiftGradient", network.Gradients(kernel.Bias))
            .Int("count", "count");
        SourceWriter body = new();
        body.Line($"int channel = Grid.IdxX * {threads} + Group.IdxX;");
        using (stride % threads == 0 ? body.Indent(0) : body.Block($"if (channel < {stride})"))
        {
            body.Line("float shift = 0f, scale = 0f;");
            using (body.Block("for (int sample = 0; sample < count; sample++)"))
            {
                body.Line($"shift += sums[(long)sample * {2 * stride} + channel];");
                body.Line($"scale += sums[(long)sample * {2 * stride} + {stride} + channel];");
            }

            body.Line("shiftGradient[channel] = shift;");
            body.Line("scaleGradient[channel] = scale;");
        }

        return network.Kernels.Launch(
            kernel.Name, "Adds what the samples give to the gradients of scale and shift.", operands, body, threads, (CSharpLiteral.Of(ExactDivision.Groups(stride, threads)), "1", "1"));
    }

    private KernelLaunch Moments()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("moments", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, _stride, _threads, [("float", "x", "xs", _source.SampleLength), ("float", "moments", "ms", 2 * _stride)], () =>
        {
            // Distances from the first value lose no digits where the mean is far from zero.
            body.Line("float origin = xs[i];");
            body.Line("float sum = 0f, squares = 0f;");
            using (body.Block($"for (int pixel = 0; pixel < {kernel.Pixels}; pixel++)"))
            {
                body.Line($"float distance = xs[pixel * {_stride} + i] - origin;");
                body.Line("sum += distance;");
                body.Line("squares += distance * distance;");
            }

            body.Line($"ms[i] = origin + sum / {CSharpLiteral.Of((float)kernel.Pixels)};");
            body.Line($"ms[{_stride} + i] = squares - sum * sum / {CSharpLiteral.Of((float)kernel.Pixels)};");
        });
        return Launch("Mean and squared distances of each channel.", operands, body, _stride);
    }

    private KernelLaunch Statistics()
    {
        KernelOperands operands = new();
        operands.Floats("moments", program.Values(kernel.Source)).Floats("statistics", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, _stride, _threads, [("float", "moments", "ms", 2 * _stride), ("float", "statistics", "ss", 2 * _stride)], () =>
        {
            body.Line("float mean = 0f, squares = 0f;");
            using (GroupLoop(body))
            {
                body.Line("// Chan, Golub and LeVeque 1983: means and squared distances of two sets give those of both.");
                body.Line("float delta = ms[first + place] - mean;");
                body.Line("float share = 1f / (place + 1);");
                body.Line("mean += delta * share;");
                body.Line($"squares += ms[{_stride} + first + place] + delta * delta * ({CSharpLiteral.Of((float)kernel.Pixels)} * place * share);");
            }

            float values = (float)kernel.Pixels * Size;
            body.Line($"ss[i] = {Counted("mean")};");
            body.Line($"ss[{_stride} + i] = {Counted($"1f / MathF.Sqrt(squares / {CSharpLiteral.Of(values)} + {CSharpLiteral.Of(kernel.Epsilon)})")};");
        });
        return Launch("Mean and deviation of each channel's group.", operands, body, _stride);
    }

    private KernelLaunch Normalize()
    {
        int length = _source.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target)).Floats("statistics", program.Values(kernel.Statistics))
            .Floats("gamma", network.Weights(kernel.Parameters.Scale)).Floats("beta", network.Weights(kernel.Parameters.Shift));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", length), ("float", "y", "ys", length), ("float", "statistics", "ss", 2 * _stride)], () =>
        {
            body.Line($"int channel = {ExactDivision.Remainder("i", _stride, length)};");
            body.Line($"ys[i] = (xs[i] - ss[channel]) * (gamma[channel] * ss[{_stride} + channel]) + beta[channel];");
        });
        return Launch("y = γ · (x − mean) / σ + β.", operands, body, length);
    }

    private KernelLaunch GradientSums()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("statistics", program.Values(kernel.Statistics))
            .Floats("sums", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(
            body, _stride, _threads,
            [
                ("float", "x", "xs", _source.SampleLength), ("float", "dy", "dys", _source.SampleLength), ("float", "statistics", "ss", 2 * _stride),
                ("float", "sums", "rs", 2 * _stride),
            ],
            () =>
            {
                body.Line("float center = ss[i], shift = 0f, scale = 0f;");
                using (body.Block($"for (int pixel = 0; pixel < {kernel.Pixels}; pixel++)"))
                {
                    body.Line($"float gradient = dys[pixel * {_stride} + i];");
                    body.Line("shift += gradient;");
                    body.Line($"scale += gradient * (xs[pixel * {_stride} + i] - center);");
                }

                body.Line("rs[i] = shift;");
                body.Line($"rs[{_stride} + i] = scale * ss[{_stride} + i];");
            });
        return Launch("Σ dy and Σ dy · x̂ of each channel of a sample.", operands, body, _stride);
    }

    private KernelLaunch GradientMeans()
    {
        KernelOperands operands = new();
        operands.Floats("sums", program.Values(kernel.Source)).Floats("gamma", network.Weights(kernel.Parameters.Scale)).Floats("means", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, _stride, _threads, [("float", "sums", "rs", 2 * _stride), ("float", "means", "ms", 2 * _stride)], () =>
        {
            body.Line("float sum = 0f, products = 0f;");
            using (GroupLoop(body))
            {
                body.Line("float factor = gamma[first + place];");
                body.Line("sum += factor * rs[first + place];");
                body.Line($"products += factor * rs[{_stride} + first + place];");
            }

            string share = CSharpLiteral.Of(1f / ((float)kernel.Pixels * Size));
            body.Line($"ms[i] = {Counted($"sum * {share}")};");
            body.Line($"ms[{_stride} + i] = {Counted($"products * {share}")};");
        });
        return Launch("Means of γ · dy and of γ · dy · x̂ over each channel's group.", operands, body, _stride);
    }

    private KernelLaunch InputGradient()
    {
        int length = _source.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dy", program.Values(kernel.Gradient)).Floats("dx", program.Values(kernel.Target))
            .Floats("statistics", program.Values(kernel.Statistics)).Floats("means", program.Values(kernel.Means)).Floats("gamma", network.Weights(kernel.Parameters.Scale));
        SourceWriter body = new();
        ElementKernel.Print(
            body, length, _threads,
            [
                ("float", "x", "xs", length), ("float", "dy", "dys", length), ("float", "dx", "dxs", length), ("float", "statistics", "ss", 2 * _stride),
                ("float", "means", "ms", 2 * _stride),
            ],
            () =>
            {
                body.Line($"int channel = {ExactDivision.Remainder("i", _stride, length)};");
                body.Line($"float inverse = ss[{_stride} + channel];");
                body.Line("float difference = dys[i] * gamma[channel] - ms[channel];");
                body.Line($"dxs[i] = (difference - (xs[i] - ss[channel]) * (ms[{_stride} + channel] * inverse)) * inverse;");
            });
        return Launch("dx = (γ · dy − mean(γ · dy) − x̂ · mean(γ · dy · x̂)) / σ.", operands, body, length);
    }

    private int Channels => program[kernel.Source].Channels;

    private int Size => Channels / kernel.Groups;

    /// <summary>A loop over the channels of the group that channel i belongs to; padding belongs to the last one.</summary>
    private SourceWriter.Scope GroupLoop(SourceWriter body)
    {
        body.Line($"int first = Math.Min({ExactDivision.Quotient("i", Size, _stride)}, {kernel.Groups - 1}) * {Size};");
        return body.Block($"for (int place = 0; place < {Size}; place++)");
    }

    /// <summary>A value, or zero in the padding.</summary>
    private string Counted(string value) => _stride == Channels ? value : $"i < {Channels} ? {value} : 0f";

    private KernelLaunch Launch(string summary, KernelOperands operands, SourceWriter body, int length) =>
        network.Kernels.Launch(kernel.Name, summary, operands, body, _threads, ElementKernel.Groups(length, _threads));
}
