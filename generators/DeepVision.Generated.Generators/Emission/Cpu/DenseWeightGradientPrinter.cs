using DeepVision.Generated.Generators.Planning;
using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the weight gradient of a dense layer: a tile of inputs × a few vectors of outputs stays in registers while the
/// samples stream past it, in order.
/// </summary>
internal sealed class DenseWeightGradientPrinter(SourceWriter writer, DenseWeightGradient gradient, VectorWidth width)
{
    private readonly int _columns = width.Columns(gradient.Block);

    /// <summary>Inputs of a tile.</summary>
    private readonly int _rows = TileSplit.DivisorOrLargest(
        gradient.InputRange, 6, Math.Min(12, width.Accumulators / width.Columns(gradient.Block)));

    /// <summary>Outputs of a tile.</summary>
    private int Step => _columns * width.Lanes;

    public static string Parameters(DenseWeightGradient gradient) =>
        "ref float source, ref float gradient, ref float weightGradient, "
        + (gradient.HasBias ? "ref float biasGradient, " : "")
        + (gradient.GathersGradient ? "ref float scratch, " : "")
        + "int count, int unit";

    public static string Arguments(DenseWeightGradient gradient) =>
        "ref source, ref gradient, ref weightGradient, "
        + (gradient.HasBias ? "ref biasGradient, " : "")
        + (gradient.GathersGradient ? "ref scratch, " : "")
        + "count, unit";

    public void Print()
    {
        writer.Line($"/// <summary>{gradient.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {gradient.Name}({Parameters(gradient)})"))
        {
            writer.Line($"int block = unit / {gradient.InputRanges} * {gradient.Block};");
            writer.Line($"int first = unit % {gradient.InputRanges} * {gradient.InputRange};");
            writer.Line($"int end = Math.Min(first + {gradient.InputRange}, {gradient.Inputs});");
            if (gradient.HasBias)
            {
                using (writer.Block("if (first == 0)"))
                using (writer.Block($"for (int channel = block; channel < block + {gradient.Block}; channel += {Step})"))
                    PrintBias();
            }

            if (gradient.GathersGradient)
                PrintPasses();
            else
                PrintChannels();
        }

        writer.Line();
    }

    /// <summary>Passes over some samples, whose gradients of the unit's outputs lie close together.</summary>
    private void PrintPasses()
    {
        writer.Line("// Rows of dy are so far apart that they would share a few places of the first-level cache.");
        using (writer.Block($"for (int firstSample = 0; firstSample < count; firstSample += {DenseWeightGradient.PassSamples})"))
        {
            writer.Line($"int samples = Math.Min({DenseWeightGradient.PassSamples}, count - firstSample);");
            writer.Line($"SamplePanels.Copy(ref Unsafe.Add(ref gradient, (nint)firstSample * {gradient.Outputs} + block), {gradient.Outputs}, samples, {gradient.Block}, ref scratch);");
            PrintChannels();
        }
    }

    private void PrintChannels()
    {
        using (writer.Block($"for (int channel = block; channel < block + {gradient.Block}; channel += {Step})"))
        {
            writer.Line(gradient.GathersGradient
                ? "ref float dy = ref Unsafe.Add(ref scratch, channel - block);"
                : "ref float dy = ref Unsafe.Add(ref gradient, channel);");
            string offset = Step == gradient.Block
                ? $"(nint)channel * {gradient.Inputs}"
                : $"(nint)(channel / {gradient.Block}) * {gradient.Inputs * gradient.Block} + channel % {gradient.Block}";
            writer.Line($"ref float dw = {Ref("weightGradient", offset)};");
            writer.Line("int input = first;");
            foreach (int tile in TileSizes())
            {
                using (writer.Block($"for (; input + {tile} <= end; input += {tile})"))
                    PrintTile(tile);
            }
        }
    }

    /// <summary>The full tile, and smaller ones as far as a range of inputs leaves any over.</summary>
    private IEnumerable<int> TileSizes()
    {
        int last = gradient.Inputs - (gradient.InputRanges - 1) * gradient.InputRange;
        int[] rests = gradient.InputRanges > 1 ? [gradient.InputRange % _rows, last % _rows] : [last % _rows];
        yield return _rows;
        foreach (int smaller in new[] { 4, 2, 1 }.Where(size => size < _rows && rests.Any(rest => (rest & (size == 4 ? ~3 : size)) != 0)))
            yield return smaller;
    }

    private void PrintBias()
    {
        writer.Line("ref float dy = ref Unsafe.Add(ref gradient, channel);");
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
        writer.Line($"ref float d = ref Unsafe.Add(ref dw, input * {gradient.Block});");
        ForEachAccumulator(rows, (name, _) => writer.Line($"{width.Type}<float> {name} = {width.Type}<float>.Zero;"));
        if (gradient.GathersGradient)
        {
            using (writer.Block("if (firstSample > 0)"))
                ForEachAccumulator(rows, (name, offset) => writer.Line($"{name} = {Load(width, "d", offset)};"));
        }

        DeclareOperands(writer, width, _columns);
        string source = gradient.GathersGradient ? $"(nint)firstSample * {gradient.SourceStride} + input" : "input";
        writer.Line($"ref float p = {Ref("source", source)};");
        writer.Line("ref float q = ref dy;");
        writer.Line($"int n = {(gradient.GathersGradient ? "samples" : "count")};");
        writer.Line("do");
        using (writer.Block())
        {
            // The next tiles' inputs: one cache line of each sample, which the processor does not foresee.
            writer.Line($"CachePrefetch.Line(ref Unsafe.Add(ref p, {ChannelPadding.Lanes}));");
            List<(string Accumulator, int Offset)> positions = [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row))];
            MultiplyAddStep(writer, width, positions, _columns, "p", 0, "q", 0);
            writer.Line($"p = ref Unsafe.Add(ref p, {gradient.SourceStride});");
            writer.Line($"q = ref Unsafe.Add(ref q, {(gradient.GathersGradient ? gradient.Block : gradient.Outputs)});");
        }

        writer.Line("while (--n > 0);");
        ForEachAccumulator(rows, (name, offset) => writer.Line(Store(name, "d", offset)));
    }

    private void ForEachAccumulator(int rows, Action<string, int> action)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < _columns; column++)
                action($"a{row}_{column}", row * gradient.Block + column * width.Lanes);
        }
    }
}
