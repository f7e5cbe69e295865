using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the input gradient of a dense layer for one vector width. The samples are the vector's lanes: a tile of a few
/// inputs × two vectors of samples stays in registers, while a row of weights for each input, which lies in memory as it
/// is needed, streams past it. So the weights need no transposed copy; only dy and dx, which are far smaller, change
/// between rows of samples and samples side by side. Every value is one chain of multiply-adds in the order of the
/// outputs, so it depends neither on the samples beside it nor on the vector's width.
/// </summary>
internal sealed class DenseInputGradientPrinter(SourceWriter writer, DenseInputGradient gradient, VectorWidth width)
{
    private const int Group = DenseInputGradient.GroupSamples;

    /// <summary>Vectors of samples in a tile.</summary>
    private const int Columns = 2;

    /// <summary>Inputs of a tile.</summary>
    private readonly int _rows = width.Accumulators / Columns >= 8 ? 8 : 6;

    /// <summary>Samples side by side.</summary>
    private int Panel => Columns * width.Lanes;

    /// <summary>Inputs whose gradients become rows together: whole tiles, and a multiple of 16.</summary>
    private int Strip => 8 * _rows;

    private bool HasOnePass => gradient.Outputs <= DenseInputGradient.PassOutputs;

    public static string Parameters(DenseInputGradient gradient) =>
        "ref float gradient, ref float weights, "
        + (gradient.Derivative is null ? "" : "ref float values, ")
        + "ref float target, ref float scratch, int count";

    public static string Arguments(DenseInputGradient gradient) =>
        "ref gradient, ref weights, "
        + (gradient.Derivative is null ? "" : "ref values, ")
        + "ref target, ref scratch, count";

    public void Print()
    {
        writer.Line($"/// <summary>{gradient.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {gradient.Name}({Parameters(gradient)})"))
        {
            writer.Line($"ref float strip = ref Unsafe.Add(ref scratch, {gradient.GradientStride * Group});");
            using (writer.Block($"for (int first = 0; first < count; first += {Group})"))
            {
                writer.Line($"int samples = Math.Min({Group}, count - first);");
                writer.Line($"SamplePanels.Gather(ref Unsafe.Add(ref gradient, (nint)first * {gradient.GradientStride}), {gradient.GradientStride}, samples, {gradient.GradientStride}, ref scratch, {Panel});");
                using (writer.Block($"for (int input = 0; input < {gradient.TargetStride}; input += {Strip})"))
                {
                    writer.Line($"MemoryMarshal.CreateSpan(ref strip, {Strip * Group}).Clear();");
                    PrintPasses();
                    PrintRows();
                }
            }
        }

        writer.Line();
    }

    private void PrintPasses()
    {
        writer.Line("// dx lies sample by sample, far apart: it is on its way into the cache while its values are computed.");
        writer.Line($"int inputs = {(gradient.TargetStride % Strip == 0 ? CSharpLiteral.Of(Strip) : $"Math.Min({Strip}, {gradient.TargetStride} - input)")};");
        writer.Line($"int rows = Math.Min({Strip}, {gradient.Inputs} - input);");
        if (HasOnePass)
        {
            PrintPanels("0");
            return;
        }

        using (writer.Block($"for (int n = 0; n < samples; n += {Panel})"))
            PrintPrefetch();
        using (writer.Block($"for (int output = 0; output < {gradient.Outputs}; output += {DenseInputGradient.PassOutputs})"))
            PrintPanels("output");
    }

    private void PrintPanels(string output)
    {
        using (writer.Block($"for (int n = 0; n < samples; n += {Panel})"))
        {
            if (output == "0")
                PrintPrefetch();
            writer.Line($"ref float dy = ref Unsafe.Add(ref scratch, n * {gradient.GradientStride}{(output == "0" ? "" : $" + {output} * {Panel}")});");
            writer.Line($"ref float sums = ref Unsafe.Add(ref strip, n * {Strip});");
            using (writer.Block($"if (samples - n > {width.Lanes})"))
                PrintTiles(Columns, output);
            using (writer.Block("else"))
                PrintTiles(1, output);
        }
    }

    private void PrintPrefetch()
    {
        foreach (string buffer in gradient.Derivative is null ? ["target"] : new[] { "target", "values" })
            writer.Line($"CachePrefetch.Rows(ref Unsafe.Add(ref {buffer}, (nint)(first + n) * {gradient.TargetStride} + input), {gradient.TargetStride}, Math.Min({Panel}, samples - n), inputs);");
    }

    private void PrintTiles(int columns, string output)
    {
        writer.Line("int row = 0;");
        if (gradient.Inputs >= _rows)
        {
            using (writer.Block($"for (; row + {_rows} <= rows; row += {_rows})"))
                PrintTile(_rows, columns, output);
        }

        int rest = gradient.Inputs % Strip % _rows;
        if (rest > 0)
        {
            using (writer.Block("if (row < rows)"))
                PrintTile(rest, columns, output);
        }
    }

    private void PrintTile(int rows, int columns, string output)
    {
        writer.Line($"ref float tile = ref Unsafe.Add(ref sums, row * {Panel});");
        ForEachAccumulator(rows, columns, (name, offset) => writer.Line($"{width.Type}<float> {name} = {Load(width, "tile", offset)};"));
        DeclareOperands(writer, width, columns);
        writer.Line("ref float q = ref dy;");
        bool hasOneBlock = gradient.Outputs <= gradient.Block;
        if (hasOneBlock)
        {
            writer.Line($"ref float p = ref Unsafe.Add(ref weights, (input + row) * {gradient.Block});");
            writer.Line($"ref float end = ref Unsafe.Add(ref p, {gradient.Outputs});");
            PrintOutputs(rows, columns);
        }
        else
        {
            string end = HasOnePass ? CSharpLiteral.Of(gradient.Outputs) : $"Math.Min({gradient.Outputs}, {output} + {DenseInputGradient.PassOutputs})";
            writer.Line($"int endOutput = {end};");
            using (writer.Block($"for (int block = {output}; block < endOutput; block += {gradient.Block})"))
            {
                writer.Line($"ref float p = ref Unsafe.Add(ref weights, (nint)block * {gradient.Inputs} + (input + row) * {gradient.Block});");
                string length = gradient.Outputs % gradient.Block == 0
                    ? CSharpLiteral.Of(gradient.Block)
                    : $"Math.Min({gradient.Block}, endOutput - block)";
                writer.Line($"ref float end = ref Unsafe.Add(ref p, {length});");
                PrintOutputs(rows, columns);
            }
        }

        ForEachAccumulator(rows, columns, (name, offset) => writer.Line(Store(name, "tile", offset)));
    }

    private void PrintOutputs(int rows, int columns)
    {
        List<(string Accumulator, int Offset)> positions = [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row * gradient.Block))];
        writer.Line("do");
        using (writer.Block())
        {
            MultiplyAddStep(writer, width, positions, columns, "p", 0, "q", 0);
            writer.Line("p = ref Unsafe.Add(ref p, 1);");
            writer.Line($"q = ref Unsafe.Add(ref q, {Panel});");
        }

        writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
    }

    private void ForEachAccumulator(int rows, int columns, Action<string, int> action)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                action($"a{row}_{column}", row * Panel + column * width.Lanes);
        }
    }

    /// <summary>Eight samples at a time become rows of dx.</summary>
    private void PrintRows()
    {
        using (writer.Block("for (int n = 0; n < samples; n += 8)"))
        {
            writer.Line("int together = Math.Min(8, samples - n);");
            string target = $"(nint)(first + n) * {gradient.TargetStride} + input";
            writer.Line($"ref float y = ref Unsafe.Add(ref target, {target});");
            writer.Line($"SamplePanels.Scatter(ref Unsafe.Add(ref strip, n / {Panel} * {Strip * Panel} + n % {Panel}), {Panel}, together, inputs, ref y, {gradient.TargetStride});");
            if (gradient.Derivative is not { } derivative)
                return;
            writer.Line($"ref float v = ref Unsafe.Add(ref values, {target});");
            using (writer.Block("for (int left = together; left > 0; left--)"))
            {
                using (writer.Block($"for (int i = 0; i < inputs; i += {width.Lanes})"))
                {
                    writer.Line($"{width.Type}<float> g = {width.Type}.LoadUnsafe(ref y, (nuint)i);");
                    writer.Line($"{Differentiate(width, derivative, "g", $"{width.Type}.LoadUnsafe(ref v, (nuint)i)")}.StoreUnsafe(ref y, (nuint)i);");
                }

                writer.Line($"y = ref Unsafe.Add(ref y, {gradient.TargetStride});");
                writer.Line($"v = ref Unsafe.Add(ref v, {gradient.TargetStride});");
            }
        }
    }
}
