using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Contractions in their simplest form: a thread makes one value of the result and runs over the reduction by itself. It
/// covers everything (groups, strides, dilation, any number of channels) and is used where tiles don't pay or don't fit.
/// </summary>
internal sealed class DirectContractionPrinter(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
{
    private readonly ContractionGeometry _geometry = kernel.Geometry;
    private readonly PackedLayout _layout = network.LayoutOf(kernel.Weight);
    private readonly int _threads = network.Target.Threads;

    private WindowAxis Vertical => _geometry.Vertical;

    private WindowAxis Horizontal => _geometry.Horizontal;

    /// <summary>Floats from one pixel of a buffer to the next; a dense layer sees its input as one long pixel.</summary>
    private int StrideOf(int id) => _geometry.IsDense ? program[id].SampleLength : program[id].PixelStride;

    public KernelLaunch Forward()
    {
        TensorBuffer source = program[kernel.Source];
        TensorBuffer target = program[kernel.Target];
        int targetStride = StrideOf(kernel.Target);
        int outputs = _geometry.OutputChannels;
        ContractionOperands operands = new(network, program, kernel);
        operands.Source().Weights().Bias().BatchNorm().Addend().Target();

        SourceWriter body = new();
        List<(string, string, string, int)> views = [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", target.SampleLength)];
        if (kernel.Addend != Kernel.None)
            views.Add(("float", "addend", "addends", target.SampleLength));
        if (kernel.Pooling is { Codes: not Kernel.None })
            views.Add(("byte", "winners", "cs", target.SampleLength));
        ElementKernel.Print(body, target.SampleLength, _threads, views, () =>
        {
            ExactDivision.Split(body, "i", targetStride, target.SampleLength, "pixel", "channel");
            ExactDivision.Split(body, "pixel", target.Width, target.Pixels, "row", "column");
            body.Line("float result = 0f;");
            bool hasPadding = targetStride > outputs;
            if (kernel.Pooling is { Codes: not Kernel.None })
                body.Line("int winner = 255;");
            using (hasPadding ? body.Block($"if (channel < {outputs})") : body.Indent(0))
            {
                ContractionEpilogue.PrintBatchNorm(body, kernel, network, "channel", "scale", "shift");
                body.Line($"int firstWeight = {WeightBlock("channel", outputs)};");
                if (_geometry.Groups > 1)
                    body.Line($"int firstInput = {ExactDivision.Quotient("channel", _geometry.OutputsPerGroup, outputs)} * {_geometry.InputsPerGroup};");
                if (kernel.Pooling is { } pooling)
                    PrintPooled(body, pooling);
                else
                {
                    PrintSum(body, "row", "column");
                    body.Line($"result = {ContractionEpilogue.Value(kernel, "sum")};");
                    if (kernel.Activation is { } activation)
                        body.Line($"result = {ScalarText.Activate(activation, "result")};");
                }
            }

            body.Line("ys[i] = result;");
            if (kernel.Pooling is { Codes: not Kernel.None })
                body.Line("cs[i] = (byte)winner;");
        });
        return network.Kernels.Launch(
            kernel.Name, "y = x · w + b: a thread for each value of y.", operands.Operands, body, _threads, ElementKernel.Groups(target.SampleLength, _threads));
    }

    private void PrintPooled(SourceWriter body, FusedPooling pooling)
    {
        bool saves = pooling.Codes != Kernel.None;
        body.Line("float best = float.NegativeInfinity;");
        using (body.Block($"for (int position = 0; position < {pooling.Height * pooling.Width}; position++)"))
        {
            ExactDivision.Split(body, "position", pooling.Width, pooling.Height * pooling.Width, "down", "right");
            body.Line($"int convRow = row * {pooling.Height} + down;");
            body.Line($"int convColumn = column * {pooling.Width} + right;");
            PrintSum(body, "convRow", "convColumn");
            body.Line($"float value = {ContractionEpilogue.Value(kernel, "sum")};");
            body.Line("bool wins = value > best | float.IsNaN(value);");
            body.Line("best = wins ? value : best;");
            if (saves)
                body.Line("winner = wins ? position : winner;");
        }

        if (saves && kernel.Activation is { IsGate: true })
            body.Line("winner = best <= 0f ? 255 : winner;");
        body.Line($"result = {(kernel.Activation is { } activation ? ScalarText.Activate(activation, "best") : "best")};");
    }

    /// <summary>The sum over taps and input channels of one output.</summary>
    private void PrintSum(SourceWriter body, string row, string column)
    {
        body.Line("float sum = 0f;");
        int stride = StrideOf(kernel.Source);
        string first = _geometry.Groups > 1 ? " + firstInput" : "";
        using (Loop(body, "kernelRow", Vertical))
        using (Inside(body, "inputRow", row, "kernelRow", Vertical))
        using (Loop(body, "kernelColumn", Horizontal))
        using (Inside(body, "inputColumn", column, "kernelColumn", Horizontal))
        {
            body.Line($"int from = (inputRow * {Horizontal.Input} + inputColumn) * {stride}{first};");
            body.Line($"int weight = firstWeight + (kernelRow * {Horizontal.Size} + kernelColumn) * {_geometry.InputsPerGroup * _layout.Block};");
            using (body.Block($"for (int input = 0; input < {_geometry.InputsPerGroup}; input++)"))
                body.Line($"sum += xs[from + input] * w[weight + input * {_layout.Block}];");
        }
    }

    public KernelLaunch InputGradient()
    {
        TensorBuffer gradient = program[kernel.Source];
        TensorBuffer target = program[kernel.Target];
        int targetStride = StrideOf(kernel.Target);
        int inputs = _geometry.InputChannels;
        ContractionOperands operands = new(network, program, kernel);
        operands.Source().Weights().Derivative().Addend().Target();

        SourceWriter body = new();
        List<(string, string, string, int)> views = [("float", "dy", "dys", gradient.SampleLength)];
        if (kernel.Derivative is not null)
            views.Add(("float", "values", "vs", target.SampleLength));
        if (kernel.Addend != Kernel.None)
            views.Add(("float", "addend", "addends", target.SampleLength));
        views.Add(("float", "dx", "dxs", target.SampleLength));
        ElementKernel.Print(body, target.SampleLength, _threads, views, () =>
        {
            ExactDivision.Split(body, "i", targetStride, target.SampleLength, "pixel", "channel");
            ExactDivision.Split(body, "pixel", Horizontal.Input, (long)Vertical.Input * Horizontal.Input, "row", "column");
            body.Line("float sum = 0f;");
            using (targetStride > inputs ? body.Block($"if (channel < {inputs})") : body.Indent(0))
            {
                string input = "channel";
                string firstOutput = "0";
                if (_geometry.Groups > 1)
                {
                    ExactDivision.Split(body, "channel", _geometry.InputsPerGroup, inputs, "group", "input");
                    body.Line($"int firstOutput = group * {_geometry.OutputsPerGroup};");
                    (input, firstOutput) = ("input", "firstOutput");
                }

                using (Loop(body, "kernelRow", Vertical))
                using (Covering(body, "outputRow", "row", "kernelRow", Vertical))
                using (Loop(body, "kernelColumn", Horizontal))
                using (Covering(body, "outputColumn", "column", "kernelColumn", Horizontal))
                {
                    body.Line($"int from = (outputRow * {Horizontal.Output} + outputColumn) * {StrideOf(kernel.Source)};");
                    body.Line($"int weight = ((kernelRow * {Horizontal.Size} + kernelColumn) * {_geometry.InputsPerGroup} + {input}) * {_layout.Block};");
                    using (body.Block($"for (int output = {firstOutput}; output < {(_geometry.Groups > 1 ? firstOutput + " + " : "")}{_geometry.OutputsPerGroup}; output++)"))
                        body.Line($"sum += dys[from + output] * w[weight + {WeightBlock("output", _geometry.OutputChannels)}];");
                }

                if (kernel.Addend != Kernel.None)
                    body.Line("sum += addends[i];");
                if (kernel.Derivative is { } derivative)
                    body.Line($"sum = {ScalarText.Differentiate(derivative.Activation, "sum", "vs[i]")};");
            }

            body.Line("dxs[i] = sum;");
        });
        return network.Kernels.Launch(
            kernel.Name, "dx = dy · wᵀ: a thread for each value of dx.", operands.Operands, body, _threads, ElementKernel.Groups(target.SampleLength, _threads));
    }

    /// <param name="parts">Parts that the samples are cut into; each makes a sum of its own.</param>
    /// <param name="stride">Floats from one part's sums to the next's.</param>
    public KernelLaunch WeightGradient(int parts, int stride, string target)
    {
        TensorBuffer source = program[kernel.Source];
        TensorBuffer gradient = program[kernel.Gradient];
        ContractionOperands operands = new(network, program, kernel);
        operands.Source().Gradient().Partials(target).Count();
        int length = _layout.PackedLength;
        SourceWriter body = new();
        body.Line($"int i = Grid.IdxX * {_threads} + Group.IdxX;");
        using (length % _threads == 0 ? body.Indent(0) : body.Block($"if (i < {length})"))
        {
            ExactDivision.Split(body, "i", _layout.Block, length, "rest", "lane");
            PrintTap(body, length);
            body.Line($"int output = block * {_layout.Block} + lane;");
            body.Line("float sum = 0f;");
            using (_layout.PackedLength / _layout.Block / _geometry.InputsPerGroup / (Vertical.Size * Horizontal.Size) * _layout.Block > _geometry.OutputChannels
                ? body.Block($"if (output < {_geometry.OutputChannels})") : body.Indent(0))
            {
                string from = "input";
                if (_geometry.Groups > 1)
                {
                    body.Line($"int from = {ExactDivision.Quotient("output", _geometry.OutputsPerGroup, _geometry.OutputChannels)} * {_geometry.InputsPerGroup} + input;");
                    from = "from";
                }

                PrintSamples(body, parts);
                using (body.Block("for (int n = firstSample; n < endSample; n++)"))
                {
                    body.Line($"ArrayView<float> xs = x.SubView((long)n * {source.SampleLength});");
                    body.Line($"ArrayView<float> dys = dy.SubView((long)n * {gradient.SampleLength});");
                    using (Loop(body, "row", Vertical.Output))
                    using (Inside(body, "inputRow", "row", "kernelRow", Vertical))
                    using (Loop(body, "column", Horizontal.Output))
                    using (Inside(body, "inputColumn", "column", "kernelColumn", Horizontal))
                        body.Line($"sum += xs[(inputRow * {Horizontal.Input} + inputColumn) * {StrideOf(kernel.Source)} + {from}] * dys[(row * {Horizontal.Output} + column) * {StrideOf(kernel.Gradient)} + output];");
                }
            }

            body.Line(parts == 1 ? "dw[i] = sum;" : $"dw[Grid.IdxY * {stride} + i] = sum;");
        }

        return network.Kernels.Launch(
            kernel.Name, "dw = xᵀ · dy over a part of the samples: a thread for each weight.", operands.Operands, body, _threads,
            (CSharpLiteral.Of(ExactDivision.Groups(length, _threads)), CSharpLiteral.Of(parts), "1"));
    }

    /// <summary>Splits the rest of a weight's place into its block, its tap, by row and column where the kernel has several, and its input.</summary>
    private void PrintTap(SourceWriter body, int length)
    {
        int taps = Vertical.Size * Horizontal.Size;
        ExactDivision.Split(body, "rest", _geometry.InputsPerGroup, length, taps == 1 ? "block" : "tap", "input");
        if (taps == 1)
            return;
        bool isArea = Vertical.Size > 1 && Horizontal.Size > 1;
        ExactDivision.Split(body, "tap", taps, length, "block", isArea ? "position" : Vertical.Size > 1 ? "kernelRow" : "kernelColumn");
        if (isArea)
            ExactDivision.Split(body, "position", Horizontal.Size, taps, "kernelRow", "kernelColumn");
    }

    /// <summary>The samples of this group's part.</summary>
    private static void PrintSamples(SourceWriter body, int parts)
    {
        if (parts == 1)
        {
            body.Line("const int firstSample = 0;");
            body.Line("int endSample = count;");
            return;
        }

        body.Line($"int samples = {ExactDivision.Quotient($"(count + {parts - 1})", parts, 1L << 17)};");
        body.Line("int firstSample = Grid.IdxY * samples;");
        body.Line("int endSample = Math.Min(count, firstSample + samples);");
    }

    private string WeightBlock(string output, int bound)
    {
        int blockLength = Vertical.Size * Horizontal.Size * _geometry.InputsPerGroup * _layout.Block;
        return bound <= _layout.Block
            ? output
            : $"({output} >> {ExactDivision.Log2(_layout.Block)}) * {blockLength} + ({output} & {_layout.Block - 1})";
    }

    private static SourceWriter.Scope Loop(SourceWriter body, string name, WindowAxis axis) => Loop(body, name, axis.Size);

    private static SourceWriter.Scope Loop(SourceWriter body, string name, int size)
    {
        if (size > 1)
            return body.Block($"for (int {name} = 0; {name} < {size}; {name}++)");
        body.Line($"const int {name} = 0;");
        return body.Indent(0);
    }

    /// <summary>The input position that an output meets at a tap, and whether it lies inside.</summary>
    private static SourceWriter.Scope Inside(SourceWriter body, string name, string output, string tap, WindowAxis axis)
    {
        string position = axis.Stride == 1 ? output : $"{output} * {axis.Stride}";
        if (axis.Size > 1)
            position += axis.Dilation == 1 ? $" + {tap}" : $" + {tap} * {axis.Dilation}";
        if (axis.PadBefore > 0)
            position += $" - {axis.PadBefore}";
        body.Line($"int {name} = {position};");
        return axis.ReachesOutside ? body.Block($"if ((uint){name} < {axis.Input}u)") : body.Indent(0);
    }

    /// <summary>The output that an input meets at a tap, if there is one.</summary>
    private static SourceWriter.Scope Covering(SourceWriter body, string name, string input, string tap, WindowAxis axis)
    {
        string position = axis.PadBefore > 0 ? $"{input} + {axis.PadBefore}" : input;
        if (axis.Size > 1)
            position += axis.Dilation == 1 ? $" - {tap}" : $" - {tap} * {axis.Dilation}";
        if (axis.Stride == 1)
        {
            body.Line($"int {name} = {position};");
            return body.Block($"if ((uint){name} < {axis.Output}u)");
        }

        string reached = name + "Reached";
        body.Line($"int {reached} = {position};");
        body.Line($"int {name} = {ExactDivision.Quotient($"({reached} < 0 ? 0 : {reached})", axis.Stride, axis.Input + axis.PadBefore + 1L)};");
        return body.Block($"if ({reached} == {name} * {axis.Stride} & {name} < {axis.Output})");
    }
}
