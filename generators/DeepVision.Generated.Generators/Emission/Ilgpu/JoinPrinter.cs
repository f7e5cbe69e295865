using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints what makes one buffer of several, and its way back: a thread for each value written. A launch takes a few operands,
/// so that its delegate has room for them; where there are more, the next one goes on with the result.
/// </summary>
internal sealed class JoinPrinter(IlgpuNetwork network, IlgpuProgram program, JoinKernel kernel)
{
    /// <summary>Buffers that one launch joins.</summary>
    private const int MostOperands = 8;

    private readonly int _threads = network.Target.Threads;

    private TensorBuffer Target => program[kernel.Writes.First()];

    private int Length => Target.SampleLength;

    public IEnumerable<KernelLaunch> Print() => kernel switch
    {
        SumKernel sum => Sum(sum),
        MeanKernel mean => Fold(mean.Sources, "Means.", (terms, isLast) => (isLast, terms.Length) switch
        {
            (false, _) => string.Join(" + ", terms),
            (true, 1) => $"{terms[0]} * {CSharpLiteral.Of(mean.Scale)}",
            _ => $"({string.Join(" + ", terms)}) * {CSharpLiteral.Of(mean.Scale)}",
        }),
        ProductKernel { Gate: Broadcast.None } product => Fold(product.Sources, "Products.", (factors, _) => string.Join(" * ", factors)),
        ProductKernel product => [Gate(product)],
        InnerProductKernel { Over: Broadcast.Pixels } product => [SumOverPixels(product)],
        InnerProductKernel product => [SumOverChannels(product)],
        MaximumKernel maximum => Maximum(maximum),
        MaximumGradientKernel maximum => [MaximumGradient(maximum)],
        ConcatKernel concat => Concat(concat),
        SliceKernel slice => [Slice(slice)],
        PlaceChannelsKernel place => [Place(place)],
        _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no kernel."),
    };

    /// <summary>Launches over parts of the sources. The first operand of all but the first is the result so far.</summary>
    private IEnumerable<(int First, string[] Operands, KernelOperands Parameters, List<(string, string, string, int)> Views)> Parts(EquatableArray<int> sources)
    {
        for (int first = 0; first < sources.Count; first += MostOperands)
        {
            KernelOperands parameters = new();
            List<(string, string, string, int)> views = [];
            List<string> operands = first == 0 ? [] : ["ys[i]"];
            foreach (int number in Enumerable.Range(first, Math.Min(MostOperands, sources.Count - first)))
            {
                string name = "x" + CSharpLiteral.Of(number - first + 1);
                parameters.Floats(name, program.Values(sources[number]));
                views.Add(("float", name, name + "s", Length));
                operands.Add(name + "s[i]");
            }

            parameters.Floats("y", program.Values(Target.Id));
            views.Add(("float", "y", "ys", Length));
            yield return (first, [.. operands], parameters, views);
        }
    }

    private IEnumerable<KernelLaunch> Fold(EquatableArray<int> sources, string summary, Func<string[], bool, string> combine)
    {
        foreach ((int first, string[] operands, KernelOperands parameters, List<(string, string, string, int)> views) in Parts(sources))
            yield return Launch(summary, parameters, views, Length, body => body.Line($"ys[i] = {combine(operands, first + MostOperands >= sources.Count)};"));
    }

    /// <summary>What comes behind the sum, an activation or the derivative of one, comes with the last terms.</summary>
    private IEnumerable<KernelLaunch> Sum(SumKernel sum)
    {
        foreach ((int first, string[] terms, KernelOperands parameters, List<(string, string, string, int)> views) in Parts(sum.Sources))
        {
            bool isLast = first + MostOperands >= sum.Sources.Count;
            if (isLast && sum.Derivative is { } fused)
            {
                parameters.Floats("output", program.Values(fused.Values));
                views.Add(("float", "output", "outputs", Length));
            }

            yield return Launch("Sums.", parameters, views, Length, body =>
            {
                string value = string.Join(" + ", terms);
                if (isLast && (sum.Activation is not null || sum.Derivative is not null))
                {
                    body.Line($"float value = {value};");
                    value = sum.Activation is { } activation
                        ? ScalarText.Activate(activation, "value")
                        : ScalarText.Differentiate(sum.Derivative!.Value.Activation, "value", "outputs[i]");
                }

                body.Line($"ys[i] = {value};");
            });
        }
    }

    private IEnumerable<KernelLaunch> Maximum(MaximumKernel maximum)
    {
        bool saves = maximum.Winners != Kernel.None;
        foreach ((int first, string[] operands, KernelOperands parameters, List<(string, string, string, int)> views) in Parts(maximum.Sources))
        {
            if (saves)
            {
                parameters.Bytes("winners", program.Values(maximum.Winners));
                views.Add(("byte", "winners", "cs", Length));
            }

            yield return Launch("The largest of the values in one place.", parameters, views, Length, body =>
            {
                body.Line($"float best = {operands[0]};");
                if (saves)
                    body.Line($"int winner = {(first == 0 ? "0" : "cs[i]")};");
                body.Line("float value;");
                body.Line("bool wins;");
                for (int index = 1; index < operands.Length; index++)
                {
                    body.Line($"value = {operands[index]};");
                    // Not-a-number wins and stays, as in PyTorch.
                    body.Line("wins = (value > best | float.IsNaN(value)) & !float.IsNaN(best);");
                    body.Line("best = wins ? value : best;");
                    if (saves)
                        body.Line($"winner = wins ? {CSharpLiteral.Of(first == 0 ? index : first + index - 1)} : winner;");
                }

                body.Line("ys[i] = best;");
                if (saves)
                    body.Line("cs[i] = (byte)winner;");
            });
        }
    }

    private KernelLaunch MaximumGradient(MaximumGradientKernel maximum)
    {
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(maximum.Source)).Floats("dx", program.Values(maximum.Target)).Bytes("winners", program.Values(maximum.Winners));
        return Launch(
            "The gradient where this operand is the maximum.", operands, [("float", "dy", "dys", Length), ("float", "dx", "dxs", Length), ("byte", "winners", "cs", Length)], Length,
            body => body.Line($"dxs[i] = cs[i] == {CSharpLiteral.Of(maximum.Input)} ? dys[i] : 0f;"));
    }

    private KernelLaunch Gate(ProductKernel product)
    {
        TensorBuffer gate = program[product.Sources[1]];
        KernelOperands operands = new();
        operands.Floats("x", program.Values(product.Sources[0])).Floats("gate", program.Values(gate.Id)).Floats("y", program.Values(product.Target));
        (string, string, string, int)[] views = [("float", "x", "xs", Length), ("float", "gate", "gates", gate.SampleLength), ("float", "y", "ys", Length)];
        if (product.Gate == Broadcast.Pixels)
        {
            return Launch(
                "Products of each pixel and the factors of the channels.", operands, views, Length,
                body => body.Line($"ys[i] = xs[i] * gates[{ExactDivision.Remainder("i", Target.PixelStride, Length)}];"));
        }

        return Launch("Products of each pixel and its factor.", operands, views, Length, body =>
        {
            ExactDivision.Split(body, "i", Target.PixelStride, Length, "pixel", "channel");
            string value = $"xs[i] * gates[pixel * {gate.PixelStride}]";
            // A factor that is infinite leaves the padding zero.
            body.Line(Target.PixelStride == Target.Channels ? $"ys[i] = {value};" : $"ys[i] = channel < {Target.Channels} ? {value} : 0f;");
        });
    }

    /// <summary>A group takes some channels of a sample: its threads stand side by side on the channels and on a few pixels, and add up in a tree.</summary>
    private KernelLaunch SumOverPixels(InnerProductKernel product)
    {
        TensorBuffer factor = program[product.First];
        (int pixels, int stride) = (factor.Pixels, factor.PixelStride);
        int columns = network.Target.IsSmall ? 1 : stride % 32 == 0 ? 32 : 16;
        int lanes = _threads / columns;
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(product.First)).Floats("x", program.Values(product.Second)).Floats("dx", program.Values(product.Target));
        SourceWriter body = new();
        body.Line($"int column = Group.IdxX & {columns - 1};");
        if (lanes > 1)
            body.Line($"int lane = Group.IdxX >> {ExactDivision.Log2(columns)};");
        body.Line($"int channel = Grid.IdxX * {columns} + column;");
        body.Line($"ArrayView<float> dys = dy.SubView((long)Grid.IdxY * {factor.SampleLength});");
        body.Line($"ArrayView<float> xs = x.SubView((long)Grid.IdxY * {factor.SampleLength});");
        body.Line("float sum = 0f;");
        using (body.Block(lanes == 1 ? $"for (int pixel = 0; pixel < {pixels}; pixel++)" : $"for (int pixel = lane; pixel < {pixels}; pixel += {lanes})"))
            body.Line($"sum += dys[pixel * {stride} + channel] * xs[pixel * {stride} + channel];");
        if (lanes > 1)
        {
            body.Line($"ArrayView<float> sums = SharedMemory.Allocate<float>({_threads});");
            GroupReduction.Print(body, "sums", "sum", _threads, columns);
        }

        using (lanes > 1 ? body.Block("if (lane == 0)") : body.Indent(0))
            body.Line($"dx[(long)Grid.IdxY * {Length} + channel] = {(lanes > 1 ? "sums[column]" : "sum")};");
        return network.Kernels.Launch(
            kernel.Name, "dx = Σ dy · x over the pixels of a sample.", operands, body, _threads, (CSharpLiteral.Of(stride / columns), "count", "1"));
    }

    /// <summary>A thread takes a pixel.</summary>
    private KernelLaunch SumOverChannels(InnerProductKernel product)
    {
        TensorBuffer factor = program[product.First];
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(product.First)).Floats("x", program.Values(product.Second)).Floats("dx", program.Values(product.Target));
        return Launch(
            "dx = Σ dy · x over the channels of a pixel.", operands,
            [("float", "dy", "dys", factor.SampleLength), ("float", "x", "xs", factor.SampleLength), ("float", "dx", "dxs", Length)], factor.Pixels, body =>
            {
                body.Line("float sum = 0f;");
                body.Line($"for (int channel = 0; channel < {factor.Channels}; channel++)");
                using (body.Indent())
                    body.Line($"sum += dys[i * {factor.PixelStride} + channel] * xs[i * {factor.PixelStride} + channel];");
                body.Line($"dxs[i * {Target.PixelStride}] = sum;");
                body.Line($"for (int channel = 1; channel < {Target.PixelStride}; channel++)");
                using (body.Indent())
                    body.Line($"dxs[i * {Target.PixelStride} + channel] = 0f;");
            });
    }

    /// <summary>A launch writes the channels of some sources, the last one the padding too.</summary>
    private IEnumerable<KernelLaunch> Concat(ConcatKernel concat)
    {
        int begin = 0;
        for (int first = 0; first < concat.Sources.Count; first += MostOperands)
        {
            TensorBuffer[] sources = [.. concat.Sources.Skip(first).Take(MostOperands).Select(id => program[id])];
            bool isLast = first + sources.Length == concat.Sources.Count;
            int width = isLast ? Target.PixelStride - begin : sources.Sum(source => source.Channels);
            KernelOperands operands = new();
            List<(string, string, string, int)> views = [];
            List<string> values = [];
            int end = 0;
            foreach (TensorBuffer source in sources)
            {
                string name = "x" + CSharpLiteral.Of(values.Count + 1);
                operands.Floats(name, program.Values(source.Id));
                views.Add(("float", name, name + "s", source.SampleLength));
                string value = $"{name}s[pixel * {source.PixelStride} + channel{(end == 0 ? "" : $" - {end}")}]";
                end += source.Channels;
                values.Add(end == width ? value : $"channel < {end} ? {value} : ");
            }

            operands.Floats("y", program.Values(Target.Id));
            views.Add(("float", "y", "ys", Length));
            int place = begin, length = Target.Pixels * width;
            yield return Launch("The channels of several images beside each other.", operands, views, length, body =>
            {
                ExactDivision.Split(body, "i", width, length, "pixel", "channel");
                body.Line($"ys[pixel * {Target.PixelStride}{(place == 0 ? "" : $" + {place}")} + channel] = {string.Concat(values)}{(end == width ? "" : "0f")};");
            });
            begin += end;
        }
    }

    private KernelLaunch Slice(SliceKernel slice)
    {
        TensorBuffer source = program[slice.Source];
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(slice.Source)).Floats("dx", program.Values(slice.Target));
        return Launch("Some channels of each pixel.", operands, [("float", "dy", "dys", source.SampleLength), ("float", "dx", "dxs", Length)], Length, body =>
        {
            ExactDivision.Split(body, "i", Target.PixelStride, Length, "pixel", "channel");
            string value = $"dys[pixel * {source.PixelStride}{(slice.FirstChannel == 0 ? "" : $" + {slice.FirstChannel}")} + channel]";
            body.Line(Target.PixelStride == Target.Channels ? $"dxs[i] = {value};" : $"dxs[i] = channel < {Target.Channels} ? {value} : 0f;");
        });
    }

    private KernelLaunch Place(PlaceChannelsKernel place)
    {
        TensorBuffer source = program[place.Source];
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(place.Source)).Floats("dx", program.Values(place.Target));
        return Launch("The channels of each pixel at their place among zeros.", operands, [("float", "dy", "dys", source.SampleLength), ("float", "dx", "dxs", Length)], Length, body =>
        {
            ExactDivision.Split(body, "i", Target.PixelStride, Length, "pixel", "channel");
            body.Line($"int from = channel - {CSharpLiteral.Of(place.FirstChannel)};");
            body.Line($"bool counts = from >= 0 & from < {source.Channels};");
            body.Line($"float value = dys[pixel * {source.PixelStride} + (counts ? from : 0)];");
            body.Line("dxs[i] = counts ? value : 0f;");
        });
    }

    private KernelLaunch Launch(
        string summary, KernelOperands operands, IEnumerable<(string, string, string, int)> views, int length, Action<SourceWriter> printElement)
    {
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, views, () => printElement(body));
        return network.Kernels.Launch(kernel.Name, summary, operands, body, _threads, ElementKernel.Groups(length, _threads));
    }
}
