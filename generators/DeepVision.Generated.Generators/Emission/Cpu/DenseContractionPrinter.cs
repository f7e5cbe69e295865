using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints a dense contraction for one vector width. Tiles of several samples × a few vectors of outputs share every
/// weight that is loaded. What is left over runs in smaller tiles; each output is one chain of multiply-adds in the order
/// of the inputs whatever the tile, so a sample's result doesn't depend on its neighbours.
/// </summary>
internal sealed class DenseContractionPrinter(SourceWriter writer, DenseContraction contraction, VectorWidth width)
{
    private readonly int _columns = width.Columns(contraction.Block);

    private int Step => _columns * width.Lanes;

    public static string Parameters(DenseContraction contraction) =>
        "ref float source, ref float weights, "
        + (contraction.HasBias ? "ref float bias, " : "")
        + "ref float target, int count";

    public static string Arguments(DenseContraction contraction) =>
        "ref source, ref weights, "
        + (contraction.HasBias ? "ref bias, " : "")
        + "ref target, count";

    public void Print()
    {
        writer.Line($"/// <summary>{contraction.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {contraction.Name}({Parameters(contraction)})"))
        {
            using (writer.Block("if (count == 1)"))
            {
                writer.Line($"{contraction.Name}Single({Arguments(contraction).Replace(", count", "")});");
                writer.Line("return;");
            }

            writer.Line();
            using (writer.Block($"for (int channel = 0; channel < {contraction.Outputs}; channel += {Step})"))
            {
                writer.Line($"ref float w = {Ref("weights", BlockOffset("channel"))};");
                PrintSamples();
            }
        }

        writer.Line();
        PrintSingle();
    }

    private void PrintSamples()
    {
        writer.Line("int n = 0;");
        int largest = width.Accumulators / _columns / 2 * 2;
        foreach (int rows in new[] { Math.Min(12, largest), Math.Min(12, largest) / 3, 1 }.Distinct())
        {
            using (writer.Block($"for (; n + {rows} <= count; n += {rows})"))
                PrintTile(rows, 1, "n", "channel");
        }
    }

    /// <summary>
    /// One sample alone would leave the multipliers waiting for each other's sums; several blocks of outputs at a time
    /// give them independent work.
    /// </summary>
    private void PrintSingle()
    {
        int blocks = contraction.Outputs / Step;

        // A group of columns begins with a block of the packed weights or stays inside one: distances are constants then.
        int perBlock = contraction.Block / Step;
        int together = Enumerable.Range(1, Math.Max(1, 8 / _columns))
            .Last(size => blocks % size == 0 && (size % perBlock == 0 || perBlock % size == 0));
        writer.Line($"/// <summary>{contraction.Summary} One sample.</summary>");
        writer.Line(HotPath);
        string parameters = Parameters(contraction).Replace(", int count", "");
        using (writer.Block($"private static void {contraction.Name}Single({parameters})"))
        using (writer.Block($"for (int channel = 0; channel < {contraction.Outputs}; channel += {together * Step})"))
        {
            writer.Line($"ref float w = {Ref("weights", BlockOffset("channel"))};");
            PrintTile(1, together, "0", "channel");
        }

        writer.Line();
    }

    private string BlockOffset(string channel) => Step == contraction.Block
        ? Times($"(nint){channel}", contraction.Inputs)
        : $"(nint)({channel} / {contraction.Block}) * {contraction.Inputs * contraction.Block} + {channel} % {contraction.Block}";

    private void PrintTile(int rows, int blocks, string n, string channel)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < blocks * _columns; column++)
            {
                string initial = contraction.HasBias
                    ? $"{width.Type}.LoadUnsafe(ref bias, (nuint)({Sum(channel, CSharpLiteral.Of(column * width.Lanes))}))"
                    : $"{width.Type}<float>.Zero";
                writer.Line($"{width.Type}<float> a{row}_{column} = {initial};");
            }
        }

        writer.Line($"ref float p = {Ref("source", n == "0" ? "0" : $"(nint){n} * {contraction.SourceStride}")};");
        writer.Line($"ref float q = ref w;");
        writer.Line($"ref float end = ref Unsafe.Add(ref p, {contraction.Inputs});");
        DeclareOperands(writer, width, _columns);
        writer.Line("do");
        using (writer.Block())
        {
            for (int block = 0; block < blocks; block++)
            {
                List<(string Accumulator, int Offset)> positions =
                    [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row * contraction.SourceStride))];
                PrintStep(positions, block);
            }

            writer.Line("p = ref Unsafe.Add(ref p, 1);");
            writer.Line($"q = ref Unsafe.Add(ref q, {contraction.Block});");
        }

        writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
        string target = Sum(n == "0" ? "0" : $"(nint){n} * {contraction.Outputs}", channel);
        writer.Line($"ref float y = {Ref("target", target)};");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < blocks * _columns; column++)
            {
                int element = row * contraction.Outputs + column * width.Lanes;
                writer.Line(Store(Activate(width, contraction.Activation, $"a{row}_{column}"), "y", element));
            }
        }
    }

    private void PrintStep(IReadOnlyList<(string Accumulator, int Offset)> positions, int block)
    {
        int first = block * _columns;
        for (int column = 0; column < _columns; column++)
        {
            int offset = BlockDistance(block) + column * width.Lanes;
            writer.Line($"w{column} = {Load(width, "q", offset)};");
        }

        foreach ((string accumulator, int offset) in positions)
        {
            if (block == 0)
                writer.Line($"s = {width.Type}.Create({Element("p", offset)});");
            for (int column = 0; column < _columns; column++)
                writer.Line($"{accumulator}_{first + column} = {width.MultiplyAdd}(s, w{column}, {accumulator}_{first + column});");
        }
    }

    /// <summary>Floats from one group of columns to a later one in the packed weights.</summary>
    private int BlockDistance(int block)
    {
        int channel = block * Step;
        return channel / contraction.Block * contraction.Inputs * contraction.Block + channel % contraction.Block;
    }
}
