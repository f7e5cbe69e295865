using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints a weight gradient by Winograd's algorithm. The transforms are calls into the library; the products are register
/// tiles of a few inputs × two vectors of outputs past which all tiles of a pass stream. All layers share the products.
/// </summary>
internal sealed class WinogradWeightGradientPrinter(SourceWriter writer, WinogradWeightGradient gradient, VectorWidth width)
{
    public static string Parameters(WinogradWeightGradient gradient) =>
        "in WinogradGeometry geometry, ref float source, ref float gradient, ref float weightGradient, "
        + (gradient.HasBias ? "ref float biasGradient, " : "")
        + "ref float scratch, int count, int firstUnit, int endUnit";

    public static string Arguments(WinogradWeightGradient gradient) =>
        "geometry, ref source, ref gradient, ref weightGradient, "
        + (gradient.HasBias ? "ref biasGradient, " : "")
        + "ref scratch, count, firstUnit, endUnit";

    public void Print()
    {
        writer.Line($"/// <summary>{gradient.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {gradient.Name}({Parameters(gradient)})"))
        using (writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)"))
        {
            bool splitsInputs = gradient.InputRanges > 1;
            PrintRange("Input", "inputs", splitsInputs ? $"unit % {gradient.InputRanges}" : "0", gradient.InputRange, gradient.InputStride);
            PrintRange("Output", "outputs", splitsInputs ? $"unit / {gradient.InputRanges}" : "unit", gradient.OutputRange, gradient.Outputs);
            writer.Line("ref float x = ref Unsafe.Add(ref source, firstInput);");
            writer.Line("ref float dy = ref Unsafe.Add(ref gradient, firstOutput);");
            string bias = "ref Unsafe.NullRef<float>()";
            if (gradient.HasBias)
            {
                bias = "ref bias";
                const string own = "ref Unsafe.Add(ref biasGradient, firstOutput)";
                writer.Line(splitsInputs ? $"ref float bias = ref firstInput == 0 ? {own} : ref Unsafe.NullRef<float>();" : $"ref float bias = {own};");
            }

            writer.Line("ref float planes = ref scratch;");
            writer.Line($"ref float gradients = {Ref("scratch", CSharpLiteral.Of(gradient.GradientOffset))};");
            writer.Line($"ref float sums = {Ref("scratch", CSharpLiteral.Of(gradient.SumsOffset))};");
            writer.Line("int end = count * geometry.TilesPerSample;");
            using (writer.Block($"for (int first = 0; first < end; first += {WinogradWeightGradient.PassTiles})"))
            {
                writer.Line($"int tiles = Math.Min({WinogradWeightGradient.PassTiles}, end - first);");
                writer.Line("WinogradSource.Transform(geometry, ref x, inputs, ref planes, first, tiles);");
                writer.Line($"WinogradGradient.Transform(geometry, ref dy, outputs, ref gradients, {bias}, first, tiles);");
                writer.Line($"{ProductName(gradient)}(ref planes, ref gradients, ref sums, inputs, outputs, tiles, first > 0);");
            }

            writer.Line();
            writer.Line($"WinogradGradient.AddWeights(ref sums, inputs, outputs, ref weightGradient, {gradient.Block}, {gradient.Inputs}, firstInput, firstOutput);");
        }

        writer.Line();
    }

    /// <summary>Name of the method that adds up the products of all tiles, shared by all layers.</summary>
    public static string ProductName(WinogradWeightGradient gradient) => gradient.HasPairs ? "AddPlaneProducts" : "AddNarrowPlaneProducts";

    /// <summary>Prints that method.</summary>
    public static string Product(WinogradWeightGradient gradient, VectorWidth width)
    {
        SourceWriter writer = new();
        new WinogradWeightGradientPrinter(writer, gradient, width).PrintProduct();
        return writer.ToString();
    }

    private void PrintRange(string name, string count, string number, int range, int all)
    {
        writer.Line(number == "0" ? $"const int first{name} = 0;" : $"int first{name} = {Times(number, range)};");
        writer.Line(all % range == 0
            ? $"const int {count} = {range};"
            : $"int {count} = Math.Min({range}, {all} - first{name});");
    }

    private void PrintProduct()
    {
        // Ranges are multiples of 16 inputs, so register tiles are a power of two high.
        int columns = gradient.HasPairs ? 2 : 1;
        int rows = width.Accumulators / columns >= 8 ? 8 : 4;
        writer.Line("/// <summary>sums[input][plane][output] becomes, or grows by, the products of all tiles, in their order.</summary>");
        writer.Line(HotPath);
        using (writer.Block($"private static void {ProductName(gradient)}(ref float planes, ref float gradients, ref float sums, int inputs, int outputs, int tiles, bool grows)"))
        {
            writer.Line($"nint plane = {WinogradLayout.Plane(WinogradWeightGradient.PassTiles, 0)} + (nint){WinogradWeightGradient.PassTiles} * inputs;");
            writer.Line($"nint gradientPlane = {WinogradLayout.Plane(WinogradWeightGradient.PassTiles, 0)} + (nint){WinogradWeightGradient.PassTiles} * outputs;");
            using (writer.Block($"for (int index = 0; index < {WinogradLayout.Planes}; index++)"))
            using (writer.Block($"for (int output = 0; output < outputs; output += {columns * width.Lanes})"))
            using (writer.Block($"for (int input = 0; input < inputs; input += {rows})"))
                PrintTile(rows, columns);
        }
    }

    private void PrintTile(int rows, int columns)
    {
        writer.Line($"ref float sum = ref Unsafe.Add(ref sums, ((nint)input * {WinogradLayout.Planes} + index) * outputs + output);");
        for (int row = 0; row < rows; row++)
        {
            if (row > 0)
                writer.Line($"ref float sum{row} = ref Unsafe.Add(ref {SumName(row - 1)}, (nint){WinogradLayout.Planes} * outputs);");
            for (int column = 0; column < columns; column++)
                writer.Line($"{width.Type}<float> a{row}_{column} = {width.Type}<float>.Zero;");
        }

        using (writer.Block("if (grows)"))
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                    writer.Line($"a{row}_{column} = {Load(width, SumName(row), column * width.Lanes)};");
            }
        }


        writer.Line("ref float p = ref Unsafe.Add(ref planes, index * plane + input);");
        writer.Line("ref float q = ref Unsafe.Add(ref gradients, index * gradientPlane + output);");
        writer.Line("ref float end = ref Unsafe.Add(ref p, (nint)tiles * inputs);");
        DeclareOperands(writer, width, columns);
        List<(string Accumulator, int Offset)> positions = [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row))];
        writer.Line("do");
        using (writer.Block())
        {
            MultiplyAddStep(writer, width, positions, columns, "p", 0, "q", 0);
            writer.Line("p = ref Unsafe.Add(ref p, inputs);");
            writer.Line("q = ref Unsafe.Add(ref q, outputs);");
        }

        writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                writer.Line(Store($"a{row}_{column}", SumName(row), column * width.Lanes));
        }
    }

    private static string SumName(int row) => row == 0 ? "sum" : "sum" + CSharpLiteral.Of(row);
}
