using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints a Winograd convolution: the transforms, which are bound by memory, are calls into the library; the products of
/// the 36 planes are register tiles of a few image tiles × two vectors. Layers with equal channels share the products,
/// whatever their image. Each product is one chain of multiply-adds in the order of the channels whatever the pass, so
/// a sample's result doesn't depend on its neighbours.
/// </summary>
internal sealed class WinogradContractionPrinter(SourceWriter writer, WinogradContraction contraction, VectorWidth width)
{
    public static string Parameters(WinogradContraction contraction) =>
        "in WinogradGeometry geometry, ref float source, ref float weights, "
        + (contraction.HasBias ? "ref float bias, " : "")
        + (contraction.Derivative is null ? "" : "ref float values, ")
        + "ref float target, "
        + (contraction.SavesCodes ? "ref byte winners, " : "")
        + "ref float scratch, int count";

    public static string Arguments(WinogradContraction contraction) =>
        "geometry, ref source, ref weights, "
        + (contraction.HasBias ? "ref bias, " : "")
        + (contraction.Derivative is null ? "" : "ref values, ")
        + "ref target, "
        + (contraction.SavesCodes ? "ref winners, " : "")
        + "ref scratch, count";

    public void Print()
    {
        writer.Line($"/// <summary>{contraction.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {contraction.Name}({Parameters(contraction)})"))
        {
            writer.Line($"ref float planes = {Ref("scratch", CSharpLiteral.Of(contraction.SourceOffset))};");
            writer.Line($"ref float products = {Ref("scratch", CSharpLiteral.Of(contraction.TargetOffset))};");
            writer.Line("int end = count * geometry.TilesPerSample;");
            using (writer.Block($"for (int first = 0; first < end; first += {WinogradContraction.PassTiles})"))
            {
                writer.Line($"int tiles = Math.Min({WinogradContraction.PassTiles}, end - first);");
                writer.Line($"WinogradSource.Transform(geometry, ref source, {contraction.SourceStride}, ref planes, first, tiles);");
                writer.Line($"{ProductName(contraction)}(ref planes, ref weights, ref products, tiles);");
                writer.Line(StoreCall());
            }
        }

        writer.Line();
    }

    private string StoreCall()
    {
        string bias = contraction.HasBias ? "ref bias" : "ref Unsafe.NullRef<float>()";
        const string rest = "first, tiles);";
        if (contraction.Derivative is { } derivative)
            return $"WinogradTarget.StoreGradient(geometry, ref products, ref values, {Slope(derivative)}, ref target, {rest}";
        if (contraction.Pooling is null)
            return $"WinogradTarget.Store(geometry, ref products, {bias}, {Slope(contraction.Activation)}, ref target, {rest}";
        string winners = contraction.SavesCodes ? "ref winners" : "ref Unsafe.NullRef<byte>()";
        return $"WinogradTarget.StorePooled(geometry, ref products, {bias}, {Slope(contraction.Activation)}, ref target, {winners}, ref scratch, {rest}";
    }

    /// <summary>Name of the method that multiplies the planes, shared by all kernels with the same channels.</summary>
    public static string ProductName(WinogradContraction contraction) =>
        $"MultiplyPlanes{contraction.ReducedChannels}To{contraction.TargetChannels}";

    /// <summary>Prints that method.</summary>
    public static string Product(WinogradContraction contraction, VectorWidth width)
    {
        SourceWriter writer = new();
        new WinogradContractionPrinter(writer, contraction, width).PrintProduct();
        return writer.ToString();
    }

    private void PrintProduct()
    {
        int columns = Math.Min(2, width.Columns(contraction.Block));
        int step = columns * width.Lanes;
        int rows = width.Accumulators / columns >= 8 ? 8 : 6;
        writer.Line($"/// <summary>Of every plane: tiles × {contraction.ReducedChannels} channels times {contraction.ReducedChannels} × {contraction.TargetChannels} weights. Rows behind the last tile are computed too, to fill the registers.</summary>");
        writer.Line(HotPath);
        using (writer.Block($"private static void {ProductName(contraction)}(ref float planes, ref float weights, ref float products, int tiles)"))
        using (writer.Block($"for (int plane = 0; plane < {WinogradLayout.Planes}; plane++)"))
        using (writer.Block($"for (int channel = 0; channel < {contraction.TargetChannels}; channel += {step})"))
        {
            writer.Line($"ref float x = {Ref("planes", $"(nint)plane * {contraction.SourcePlane}")};");
            writer.Line($"ref float y = {Ref("products", $"(nint)plane * {contraction.TargetPlane} + channel")};");
            string block = step == contraction.Block
                ? $"channel * {contraction.ReducedChannels}"
                : $"channel / {contraction.Block} * {contraction.ReducedChannels * contraction.Block} + channel % {contraction.Block}";
            writer.Line($"ref float w = {Ref("weights", $"(nint)plane * {WinogradLayout.WeightPlane(contraction.ReducedChannels, contraction.TargetChannels)} + {block}")};");
            writer.Line("int tile = 0;");
            using (writer.Block($"for (; tile + {rows / 2} < tiles; tile += {rows})"))
                PrintTile(rows, columns);
            // What is left fits half a register tile.
            using (writer.Block("if (tile < tiles)"))
                PrintTile(rows / 2, columns);
        }
    }

    private void PrintTile(int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                writer.Line($"{width.Type}<float> a{row}_{column} = {width.Type}<float>.Zero;");
        }

        writer.Line($"ref float p = {Ref("x", $"tile * {contraction.SourceStride}")};");
        writer.Line("ref float q = ref w;");
        writer.Line($"ref float end = {Ref("p", CSharpLiteral.Of(contraction.ReducedChannels))};");
        DeclareOperands(writer, width, columns);
        List<(string Accumulator, int Offset)> positions =
            [.. Enumerable.Range(0, rows).Select(row => ($"a{row}", row * contraction.SourceStride))];
        writer.Line("do");
        using (writer.Block())
        {
            MultiplyAddStep(writer, width, positions, columns, "p", 0, "q", 0);
            writer.Line("p = ref Unsafe.Add(ref p, 1);");
            writer.Line($"q = ref Unsafe.Add(ref q, {contraction.Block});");
        }

        writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
        writer.Line($"ref float yTile = {Ref("y", $"tile * {contraction.TargetChannels}")};");
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                writer.Line(Store($"a{row}_{column}", "yTile", row * contraction.TargetChannels + column * width.Lanes));
        }
    }
}
