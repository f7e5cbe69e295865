using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the weight gradient of a dense layer: a tile of inputs × a few vectors of outputs stays in registers while the
/// samples stream past it, in order.
/// </summary>
internal sealed class DenseWeightGradientPrinter(SourceWriter writer, DenseWeightGradient gradient, VectorWidth width)
{
    private readonly int _columns = width.Columns(gradient.Block);

    public static string Parameters(DenseWeightGradient gradient) =>
        "ref float source, ref float gradient, ref float weightGradient, "
        + (gradient.HasBias ? "ref float biasGradient, " : "")
        + "int count, int unit";

    public static string Arguments(DenseWeightGradient gradient) =>
        "ref source, ref gradient, ref weightGradient, "
        + (gradient.HasBias ? "ref biasGradient, " : "")
        + "count, unit";

    public void Print()
    {
        int step = _columns * width.Lanes;
        int rows = TileSplit.DivisorOrLargest(gradient.InputRange, 6, Math.Min(12, width.Accumulators / _columns));
        writer.Line($"/// <summary>{gradient.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {gradient.Name}({Parameters(gradient)})"))
        {
            writer.Line($"int block = unit / {gradient.InputRanges} * {gradient.Block};");
            writer.Line($"int first = unit % {gradient.InputRanges} * {gradient.InputRange};");
            writer.Line($"int end = Math.Min(first + {gradient.InputRange}, {gradient.Inputs});");
            using (writer.Block($"for (int channel = block; channel < block + {gradient.Block}; channel += {step})"))
            {
                writer.Line("ref float dy = ref Unsafe.Add(ref gradient, channel);");
                string offset = step == gradient.Block
                    ? $"(nint)channel * {gradient.Inputs}"
                    : $"(nint)(channel / {gradient.Block}) * {gradient.Inputs * gradient.Block} + channel % {gradient.Block}";
                writer.Line($"ref float dw = {Ref("weightGradient", offset)};");
                if (gradient.HasBias)
                {
                    using (writer.Block("if (first == 0)"))
                        PrintBias();
                }

                writer.Line("int input = first;");
                foreach (int tile in new[] { rows, 1 }.Distinct())
                {
                    using (writer.Block($"for (; input + {tile} <= end; input += {tile})"))
                        PrintTile(tile);
                }
            }
        }

        writer.Line();
    }

    private void PrintBias()
    {
        for (int column = 0; column < _columns; column++)
            writer.Line($"{width.Type}<float> b{column} = {width.Type}<float>.Zero;");
        using (writer.Block("for (int n = 0; n < count; n++)"))
        {
            writer.Line($"ref float g = ref Unsafe.Add(ref dy, (nint)n * {gradient.Outputs});");
            for (int column = 0; column < _columns; column++)
                writer.Line($"b{column} += {Load(width, "g", column * width.Lanes)};");
        }

        writer.Line("ref float db = ref Unsafe.Add(ref biasGradient, channel);");
        for (int column = 0; column < _columns; column++)
            writer.Line(Store($"b{column}", "db", column * width.Lanes));
    }

    private void PrintTile(int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < _columns; column++)
                writer.Line($"{width.Type}<float> a{row}_{column} = {width.Type}<float>.Zero;");
        }

        DeclareOperands(writer, width, _columns);
        writer.Line("ref float p = ref Unsafe.Add(ref source, input);");
        writer.Line("ref float q = ref dy;");
        writer.Line("int n = count;");
        writer.Line("do");
        using (writer.Block())
        {
            List<(string Accumulator, int Offset)> positions = [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row))];
            MultiplyAddStep(writer, width, positions, _columns, "p", 0, "q", 0);
            writer.Line($"p = ref Unsafe.Add(ref p, {gradient.SourceStride});");
            writer.Line($"q = ref Unsafe.Add(ref q, {gradient.Outputs});");
        }

        writer.Line("while (--n > 0);");
        writer.Line($"ref float d = ref Unsafe.Add(ref dw, input * {gradient.Block});");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < _columns; column++)
                writer.Line(Store($"a{row}_{column}", "d", row * gradient.Block + column * width.Lanes));
        }
    }
}
