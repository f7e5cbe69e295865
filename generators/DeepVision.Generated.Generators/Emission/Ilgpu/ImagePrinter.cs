using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints kernels over images that are neither contractions nor poolings: a thread for each value written, unless it says so.</summary>
internal sealed class ImagePrinter(IlgpuNetwork network, IlgpuProgram program, Kernel kernel)
{
    private readonly int _threads = network.Target.Threads;

    public KernelLaunch Print() => kernel switch
    {
        PadKernel pad => Pad(pad),
        UpsampleKernel { Pass: WindowPass.Forward } upsample => Upsample(upsample),
        UpsampleKernel upsample => UpsampleGradient(upsample),
        PixelShuffleKernel shuffle => PixelShuffle(shuffle),
        ChannelShuffleKernel shuffle => ChannelShuffle(shuffle),
        GlobalMaxGradientKernel maximum => GlobalMaxGradient(maximum),
        ChannelDropoutKernel dropout => ChannelDropout(dropout),
        ChannelScaleKernel scale => ChannelScale(scale),
        NoiseKernel noise => Noise(noise),
        _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no kernel."),
    };

    private KernelLaunch Pad(PadKernel pad)
    {
        TensorBuffer source = program[pad.Source], target = program[pad.Target];
        int length = target.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(pad.Source)).Floats("y", program.Values(pad.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", length)], () =>
        {
            PrintPosition(body, target);
            body.Line($"int fromRow = row - {CSharpLiteral.Of(pad.Top)};");
            body.Line($"int fromColumn = column - {CSharpLiteral.Of(pad.Left)};");
            body.Line($"bool counts = fromRow >= 0 & fromRow < {source.Height} & fromColumn >= 0 & fromColumn < {source.Width};");
            body.Line($"int from = (fromRow * {source.Width} + fromColumn) * {source.PixelStride} + channel;");
            body.Line("float value = xs[counts ? from : 0];");
            body.Line("ys[i] = counts ? value : 0f;");
        });
        return Launch("The pixels of one image at a place of another, zeros around them.", operands, body, length);
    }

    private KernelLaunch Upsample(UpsampleKernel upsample)
    {
        TensorBuffer source = program[upsample.Source], target = program[upsample.Target];
        int length = target.SampleLength, stride = target.PixelStride;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(upsample.Source)).Floats("y", program.Values(upsample.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", length)], () =>
        {
            PrintPosition(body, target);
            body.Line($"int inputRow = {ExactDivision.Quotient("row", upsample.Vertical, target.Height)};");
            body.Line($"int inputColumn = {ExactDivision.Quotient("column", upsample.Horizontal, target.Width)};");
            if (upsample.Interpolation == InterpolationKind.Nearest)
            {
                body.Line($"ys[i] = xs[(inputRow * {source.Width} + inputColumn) * {stride} + channel];");
                return;
            }

            PrintNeighbours(body, "Row", "row", upsample.Vertical, source.Height);
            PrintNeighbours(body, "Column", "column", upsample.Horizontal, source.Width);
            string Value(string row, string column) => $"xs[({row}Row * {source.Width} + {column}Column) * {stride} + channel]";
            body.Line($"float top = {Value("first", "first")} * (1f - farColumn) + {Value("first", "second")} * farColumn;");
            body.Line($"float bottom = {Value("second", "first")} * (1f - farColumn) + {Value("second", "second")} * farColumn;");
            body.Line("ys[i] = top * (1f - farRow) + bottom * farRow;");
        });
        return Launch("An enlarged image.", operands, body, length);
    }

    /// <summary>The two input positions around an output position, and how far it lies from the first to the second.</summary>
    private static void PrintNeighbours(SourceWriter body, string name, string output, int factor, int extent)
    {
        body.Line($"float offset{name} = {Offset($"({output} - input{name} * {factor})", factor)};");
        body.Line($"bool isBefore{name} = offset{name} < 0f;");
        body.Line($"int first{name} = Math.Max(0, isBefore{name} ? input{name} - 1 : input{name});");
        body.Line($"int second{name} = Math.Min({extent - 1}, isBefore{name} ? input{name} : input{name} + 1);");
        body.Line($"float far{name} = isBefore{name} ? offset{name} + 1f : offset{name};");
    }

    /// <summary>Distance of an output pixel's centre from that of an input pixel, in input pixels.</summary>
    private static string Offset(string place, int factor) => $"(2 * {place} - {factor - 1}) * {CSharpLiteral.Of(1f / (2f * factor))}";

    private KernelLaunch UpsampleGradient(UpsampleKernel upsample)
    {
        TensorBuffer gradient = program[upsample.Source], target = program[upsample.Target];
        int length = target.SampleLength, stride = target.PixelStride;
        bool isNearest = upsample.Interpolation == InterpolationKind.Nearest;
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(upsample.Source)).Floats("dx", program.Values(upsample.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "dy", "dys", gradient.SampleLength), ("float", "dx", "dxs", length)], () =>
        {
            PrintPosition(body, target);
            body.Line("float sum = 0f;");
            using (ReaderLoop(body, "Row", "row", upsample.Vertical, gradient.Height, isNearest))
            {
                if (!isNearest)
                    PrintShare(body, "Row", "row", upsample.Vertical, target.Height);
                body.Line("float along = 0f;");
                using (ReaderLoop(body, "Column", "column", upsample.Horizontal, gradient.Width, isNearest))
                {
                    string value = $"dys[(outputRow * {gradient.Width} + outputColumn) * {stride} + channel]";
                    if (!isNearest)
                        PrintShare(body, "Column", "column", upsample.Horizontal, target.Width);
                    body.Line($"along += {value}{(isNearest ? "" : " * shareColumn")};");
                }

                body.Line($"sum += along{(isNearest ? "" : " * shareRow")};");
            }

            body.Line("dxs[i] = sum;");
        });
        return Launch("Gathers for each value its share of the gradients that it was part of.", operands, body, length);
    }

    private static SourceWriter.Scope ReaderLoop(SourceWriter body, string name, string input, int factor, int outputs, bool isNearest)
    {
        string first = isNearest ? $"{input} * {factor}" : $"Math.Max(0, {input} * {factor} - {factor / 2})";
        body.Line($"int end{name} = {(isNearest ? $"{input} * {factor} + {factor}" : $"Math.Min({outputs}, {input} * {factor} + {factor + factor / 2})")};");
        return body.Block($"for (int output{name} = {first}; output{name} < end{name}; output{name}++)");
    }

    private static void PrintShare(SourceWriter body, string name, string input, int factor, int extent)
    {
        body.Line($"float offset{name} = {Offset($"(output{name} - {input} * {factor})", factor)};");
        body.Line($"bool isBeyond{name} = ({input} == 0 & offset{name} < 0f) | ({input} == {extent - 1} & offset{name} > 0f);");
        body.Line($"float share{name} = isBeyond{name} ? 1f : 1f - Math.Abs(offset{name});");
    }

    private KernelLaunch PixelShuffle(PixelShuffleKernel shuffle)
    {
        TensorBuffer source = program[shuffle.Source], target = program[shuffle.Target];
        TensorBuffer flat = shuffle.Unshuffles ? source : target;
        int length = target.SampleLength, factor = shuffle.Factor, block = factor * factor;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(shuffle.Source)).Floats("y", program.Values(shuffle.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", length)], () =>
        {
            PrintPosition(body, target);
            if (shuffle.Unshuffles)
            {
                // Channels of the padding have no place in a block; what is read for them counts for nothing.
                if (HasPadding(target))
                    body.Line($"int deep = Math.Min(channel, {target.Channels - 1});");
                string channel = HasPadding(target) ? "deep" : "channel";
                if (shuffle.Order == BlockOrder.BlockMajor)
                    ExactDivision.Split(body, channel, flat.Channels, target.Channels, "place", "fromChannel");
                else
                    ExactDivision.Split(body, channel, block, target.Channels, "fromChannel", "place");
                ExactDivision.Split(body, "place", factor, block, "blockRow", "blockColumn");
                body.Line($"float value = xs[((row * {factor} + blockRow) * {source.Width} + column * {factor} + blockColumn) * {source.PixelStride} + fromChannel];");
            }
            else
            {
                ExactDivision.Split(body, "row", factor, target.Height, "fromRow", "blockRow");
                ExactDivision.Split(body, "column", factor, target.Width, "fromColumn", "blockColumn");
                string channel = HasPadding(target) ? $"Math.Min(channel, {target.Channels - 1})" : "channel", place = $"(blockRow * {factor} + blockColumn)";
                body.Line($"int fromChannel = {(shuffle.Order == BlockOrder.BlockMajor ? $"{place} * {target.Channels} + {channel}" : $"{channel} * {block} + {place}")};");
                body.Line($"float value = xs[(fromRow * {source.Width} + fromColumn) * {source.PixelStride} + fromChannel];");
            }

            PrintPadded(body, target, "value");
        });
        return Launch(shuffle.Unshuffles ? "Channels for each block of pixels." : "A block of pixels for the channels of each pixel.", operands, body, length);
    }

    private KernelLaunch ChannelShuffle(ChannelShuffleKernel shuffle)
    {
        TensorBuffer target = program[shuffle.Target];
        int length = target.SampleLength, stride = target.PixelStride;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(shuffle.Source)).Floats("y", program.Values(shuffle.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", length), ("float", "y", "ys", length)], () =>
        {
            ExactDivision.Split(body, "i", stride, length, "pixel", "channel");
            ExactDivision.Split(body, "channel", shuffle.Groups, stride, "place", "group");
            // Channels of the padding stay what they are: zeros.
            string moved = $"group * {target.Channels / shuffle.Groups} + place";
            body.Line($"ys[i] = xs[pixel * {stride} + {(HasPadding(target) ? $"(channel < {target.Channels} ? {moved} : channel)" : moved)}];");
        });
        return Launch("Channels by turns from each group.", operands, body, length);
    }

    private static bool HasPadding(TensorBuffer buffer) => buffer.PixelStride > buffer.Channels;

    /// <summary>Writes a value, zero in the padding of a pixel.</summary>
    private static void PrintPadded(SourceWriter body, TensorBuffer target, string value) =>
        body.Line(HasPadding(target) ? $"ys[i] = channel < {target.Channels} ? {value} : 0f;" : $"ys[i] = {value};");

    /// <summary>A thread for each channel, which walks over the image until it has found the maximum.</summary>
    private KernelLaunch GlobalMaxGradient(GlobalMaxGradientKernel maximum)
    {
        TensorBuffer image = program[maximum.Target], vector = program[maximum.Output];
        int stride = image.PixelStride;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(maximum.Input)).Floats("y", program.Values(maximum.Output))
            .Floats("dy", program.Values(maximum.Source)).Floats("dx", program.Values(maximum.Target));
        SourceWriter body = new();
        ElementKernel.Print(
            body, vector.SampleLength, _threads,
            [("float", "x", "xs", image.SampleLength), ("float", "y", "ys", stride), ("float", "dy", "dys", stride), ("float", "dx", "dxs", image.SampleLength)],
            () =>
            {
                body.Line("float largest = ys[i];");
                body.Line("float left = dys[i];");
                using (body.Block($"for (int pixel = 0; pixel < {image.Pixels}; pixel++)"))
                {
                    body.Line($"float value = xs[pixel * {stride} + i];");
                    body.Line("bool wins = value == largest | float.IsNaN(value);");
                    body.Line($"dxs[pixel * {stride} + i] = wins ? left : 0f;");
                    body.Line("left = wins ? 0f : left;");
                }
            });
        return Launch("Sends each gradient to the first value that is its channel's largest.", operands, body, vector.SampleLength);
    }

    private KernelLaunch ChannelDropout(ChannelDropoutKernel dropout)
    {
        TensorBuffer factors = program[dropout.Target];
        int length = factors.SampleLength;
        float kept = dropout.Rate < 1f ? 1f / (1f - dropout.Rate) : 0f;
        KernelOperands operands = new();
        operands.Floats("factors", program.Values(dropout.Target)).Int("seed", "memory.Seed").Add("long", "step", "memory.Step");
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "factors", "fs", length)], () =>
        {
            body.Line($"long index = (long)Grid.IdxY * {factors.Channels} + i;");
            PhiloxText.PrintWord(body, LayerHash.KeyOf(network.Graph.Layers[dropout.Layer]));
            body.Line($"bool isKept = i < {factors.Channels} & (word >> 8) * {CSharpLiteral.Of(1f / (1 << 24))} >= {CSharpLiteral.Of(dropout.Rate)};");
            body.Line($"fs[i] = isKept ? {CSharpLiteral.Of(kept)} : 0f;");
        });
        return Launch("Draws which channels are dropped.", operands, body, length);
    }

    private KernelLaunch ChannelScale(ChannelScaleKernel scale)
    {
        int length = program[scale.Target].SampleLength, stride = program[scale.Target].PixelStride;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(scale.Source)).Floats("factors", program.Values(scale.Factors)).Floats("y", program.Values(scale.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", length), ("float", "factors", "fs", stride), ("float", "y", "ys", length)], () =>
            body.Line($"ys[i] = xs[i] * fs[{ExactDivision.Remainder("i", stride, length)}];"));
        return Launch("Each channel by its factor.", operands, body, length);
    }

    private KernelLaunch Noise(NoiseKernel noise)
    {
        TensorBuffer target = program[noise.Target];
        int length = target.SampleLength;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(noise.Source)).Floats("y", program.Values(noise.Target)).Int("seed", "memory.Seed").Add("long", "step", "memory.Step");
        SourceWriter body = new();
        ElementKernel.Print(body, length, _threads, [("float", "x", "xs", length), ("float", "y", "ys", length)], () =>
        {
            // The numbers are counted without the padding, so that every device draws the same.
            ExactDivision.Split(body, "i", target.PixelStride, length, "pixel", "channel");
            body.Line($"long index = ((long)Grid.IdxY * {target.Pixels} + pixel) * {target.Channels} + channel;");
            PhiloxText.PrintBlock(body, LayerHash.KeyOf(network.Graph.Layers[noise.Layer]));
            body.Line("bool isSecondPair = (index & 2) != 0;");
            body.Line("float normal = ScalarMath.Normal(isSecondPair ? c2 : c0, isSecondPair ? c3 : c1, (int)index & 1);");
            body.Line($"float noisy = xs[i] + normal * {CSharpLiteral.Of(noise.StandardDeviation)};");
            PrintPadded(body, target, "noisy");
        });
        return Launch("Adds normal numbers.", operands, body, length);
    }

    private static void PrintPosition(SourceWriter body, TensorBuffer buffer)
    {
        ExactDivision.Split(body, "i", buffer.PixelStride, buffer.SampleLength, "pixel", "channel");
        ExactDivision.Split(body, "pixel", buffer.Width, buffer.Pixels, "row", "column");
    }

    private KernelLaunch Launch(string summary, KernelOperands operands, SourceWriter body, int length) =>
        network.Kernels.Launch(kernel.Name, summary, operands, body, _threads, ElementKernel.Groups(length, _threads));
}
