using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints pooling and its gradient: a thread for each value written, which gathers what it needs.</summary>
internal sealed class WindowPrinter(IlgpuNetwork network, IlgpuProgram program, WindowKernel kernel)
{
    private readonly int _threads = network.Target.Threads;
    private readonly int _stride = program[kernel.Source].PixelStride;

    private WindowAxis Vertical => kernel.Vertical;

    private WindowAxis Horizontal => kernel.Horizontal;

    public KernelLaunch Print() => kernel.Pass == WindowPass.Forward ? Forward() : Backward();

    private KernelLaunch Forward()
    {
        TensorBuffer source = program[kernel.Source];
        TensorBuffer target = program[kernel.Target];
        bool isMaximum = kernel.Kind == PoolingKind.Max;
        bool saves = kernel.Codes != Kernel.None;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target));
        List<(string, string, string, int)> views = [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", target.SampleLength)];
        if (saves)
        {
            operands.Bytes("winners", program.Values(kernel.Codes));
            views.Add(("byte", "winners", "cs", target.SampleLength));
        }

        SourceWriter body = new();
        ElementKernel.Print(body, target.SampleLength, _threads, views, () =>
        {
            ExactDivision.Split(body, "i", _stride, target.SampleLength, "pixel", "channel");
            ExactDivision.Split(body, "pixel", Horizontal.Output, (long)Vertical.Output * Horizontal.Output, "row", "column");
            PrintInside(body, "Row", "row", Vertical);
            PrintInside(body, "Column", "column", Horizontal);
            if (isMaximum)
            {
                body.Line("float best = float.NegativeInfinity;");
                if (saves)
                    body.Line($"int winner = firstRow * {Horizontal.Size} + firstColumn;");
            }
            else
                body.Line("float sum = 0f;");

            using (body.Block("for (int windowRow = firstRow; windowRow < endRow; windowRow++)"))
            using (body.Block("for (int windowColumn = firstColumn; windowColumn < endColumn; windowColumn++)"))
            {
                body.Line($"float value = xs[((topRow + windowRow) * {Horizontal.Input} + topColumn + windowColumn) * {_stride} + channel];");
                if (isMaximum)
                {
                    // Not-a-number wins and stays, as in PyTorch.
                    body.Line("bool wins = value > best | float.IsNaN(value);");
                    body.Line("best = wins ? value : best;");
                    if (saves)
                        body.Line($"winner = wins ? windowRow * {Horizontal.Size} + windowColumn : winner;");
                }
                else
                    body.Line("sum += value;");
            }

            body.Line(isMaximum ? "ys[i] = best;" : $"ys[i] = sum / ({Divisor("Row", Vertical)} * {Divisor("Column", Horizontal)});");
            if (saves)
                body.Line("cs[i] = (byte)winner;");
        });
        return network.Kernels.Launch(
            kernel.Name, isMaximum ? "The largest value of each window." : "The mean of each window.",
            operands, body, _threads, ElementKernel.Groups(target.SampleLength, _threads));
    }

    private KernelLaunch Backward()
    {
        TensorBuffer gradient = program[kernel.Source];
        TensorBuffer target = program[kernel.Target];
        bool isMaximum = kernel.Kind == PoolingKind.Max;
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(kernel.Source));
        List<(string, string, string, int)> views = [("float", "dy", "dys", gradient.SampleLength)];
        if (isMaximum)
        {
            operands.Bytes("winners", program.Values(kernel.Codes));
            views.Add(("byte", "winners", "cs", gradient.SampleLength));
        }

        if (kernel.Derivative is { } derivative)
        {
            operands.Floats("values", program.Values(derivative.Values));
            views.Add(("float", "values", "vs", gradient.SampleLength));
        }

        operands.Floats("dx", program.Values(kernel.Target));
        views.Add(("float", "dx", "dxs", target.SampleLength));
        SourceWriter body = new();
        ElementKernel.Print(body, target.SampleLength, _threads, views, () =>
        {
            PrintPosition(body, target.SampleLength);
            PrintCovering(body, "Row", "row", Vertical);
            PrintCovering(body, "Column", "column", Horizontal);
            body.Line("float sum = 0f;");
            using (CoveringLoop(body, "Row", Vertical))
            using (CoveringLoop(body, "Column", Horizontal))
            {
                body.Line($"int from = (outputRow * {Horizontal.Output} + outputColumn) * {_stride} + channel;");
                string value = "dys[from]";
                if (kernel.Derivative is { } fused)
                {
                    body.Line("float gradient = dys[from];");
                    value = ScalarText.Differentiate(fused.Activation, "gradient", "vs[from]");
                }

                if (isMaximum)
                {
                    body.Line($"int position = (paddedRow - outputRow * {Vertical.Stride}) * {Horizontal.Size} + paddedColumn - outputColumn * {Horizontal.Stride};");
                    body.Line($"sum += cs[from] == position ? {value} : 0f;");
                }
                else
                {
                    PrintInside(body, "Row", "outputRow", Vertical, onlyForDivisor: true);
                    PrintInside(body, "Column", "outputColumn", Horizontal, onlyForDivisor: true);
                    body.Line($"sum += {value} / ({Divisor("Row", Vertical)} * {Divisor("Column", Horizontal)});");
                }
            }

            body.Line("dxs[i] = sum;");
        });
        return network.Kernels.Launch(
            kernel.Name, isMaximum ? "Gathers for each value the gradients of the windows that it won." : "Gathers for each value its share of the gradients of its windows.",
            operands, body, _threads, ElementKernel.Groups(target.SampleLength, _threads));
    }

    /// <summary>Where a window begins, and which of its positions lie inside.</summary>
    private void PrintInside(SourceWriter body, string name, string output, WindowAxis axis, bool onlyForDivisor = false)
    {
        if (onlyForDivisor && !axis.ReachesOutside)
            return;
        body.Line($"int top{name} = {output} * {axis.Stride}{(axis.PadBefore > 0 ? $" - {axis.PadBefore}" : "")};");
        if (!axis.ReachesOutside)
        {
            body.Line($"const int first{name} = 0;");
            body.Line($"const int end{name} = {axis.Size};");
            return;
        }

        if (onlyForDivisor)
            return;
        body.Line($"int first{name} = Math.Max(0, -top{name});");
        body.Line($"int end{name} = Math.Min({axis.Size}, {axis.Input} - top{name});");
    }

    /// <summary>What a mean is divided by along one axis.</summary>
    private string Divisor(string name, WindowAxis axis)
    {
        if (!axis.ReachesOutside)
            return CSharpLiteral.Of((float)axis.Size);
        return kernel.CountPadding
            ? $"(float)(Math.Min(top{name} + {axis.Size}, {axis.Input + axis.PadAfter}) - Math.Max(top{name}, 0 - {axis.PadBefore}))"
            : $"(float)(Math.Min(top{name} + {axis.Size}, {axis.Input}) - Math.Max(top{name}, 0))";
    }

    /// <summary>The channel of the thread's value, and what is asked of its row and column.</summary>
    private void PrintPosition(SourceWriter body, int length)
    {
        (bool row, bool column) = (AsksForPosition(Vertical), AsksForPosition(Horizontal));
        if (!row && !column)
        {
            body.Line($"int channel = {ExactDivision.Remainder("i", _stride, length)};");
            return;
        }

        long pixels = (long)Vertical.Input * Horizontal.Input;
        ExactDivision.Split(body, "i", _stride, length, "pixel", "channel");
        if (row && column)
            ExactDivision.Split(body, "pixel", Horizontal.Input, pixels, "row", "column");
        else if (row)
            body.Line($"int row = {ExactDivision.Quotient("pixel", Horizontal.Input, pixels)};");
        else
            body.Line($"int column = {ExactDivision.Remainder("pixel", Horizontal.Input, pixels)};");
    }

    /// <summary>Whether it matters where a value lies on an axis: not for the mean of a window that covers all of it.</summary>
    private bool AsksForPosition(WindowAxis axis) =>
        kernel.Kind == PoolingKind.Max || axis.Output > 1 || axis.Input + axis.PadBefore > axis.Size;

    private void PrintCovering(SourceWriter body, string name, string input, WindowAxis axis)
    {
        long bound = axis.Input + (long)axis.PadBefore + 1;
        if (AsksForPosition(axis))
            body.Line($"int padded{name} = {input}{(axis.PadBefore > 0 ? $" + {axis.PadBefore}" : "")};");
        if (axis.Stride == axis.Size && axis.Output > 1)
        {
            body.Line($"int output{name} = {ExactDivision.Quotient($"padded{name}", axis.Stride, bound)};");
            return;
        }

        if (axis.Output == 1)
        {
            body.Line($"const int output{name} = 0;");
            return;
        }

        string over = $"(padded{name} < {axis.Size} ? 0 : padded{name} - {axis.Size})";
        body.Line($"int first{name} = padded{name} < {axis.Size} ? 0 : {ExactDivision.Quotient(over, axis.Stride, bound)} + 1;");
        body.Line($"int end{name} = Math.Min({axis.Output}, {ExactDivision.Quotient($"padded{name}", axis.Stride, bound)} + 1);");
    }

    private static SourceWriter.Scope CoveringLoop(SourceWriter body, string name, WindowAxis axis)
    {
        if (axis.Output == 1)
            return axis.Input + axis.PadBefore > axis.Size ? body.Block($"if (padded{name} < {axis.Size})") : body.Indent(0);
        if (axis.Stride == axis.Size)
            return (axis.Input + axis.PadBefore - 1) / axis.Stride >= axis.Output ? body.Block($"if (output{name} < {axis.Output})") : body.Indent(0);
        return body.Block($"for (int output{name} = first{name}; output{name} < end{name}; output{name}++)");
    }
}
