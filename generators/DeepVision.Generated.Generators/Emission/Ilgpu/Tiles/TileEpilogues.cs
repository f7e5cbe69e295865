using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>Prints what a thread does with its finished sums: bias, activation, pooling, derivatives, and the stores, four floats at once.</summary>
internal static class TileEpilogues
{
    /// <summary>Forward: bias or batch normalisation, addend, activation, and max pooling where it is fused.</summary>
    public static void PrintForward(SourceWriter writer, TileShape tile, ContractionKernel kernel, IlgpuNetwork network, int columns)
    {
        int stride = columns / 4;
        writer.Line();
        writer.Line("ArrayView<Float4> y4 = y.Cast<Float4>();");
        bool saves = kernel.Pooling is { Codes: not Kernel.None };
        if (saves)
            writer.Line("ArrayView<int> winners4 = winners.Cast<int>();");
        PrintAddendView(writer, kernel);
        PrintChannels(writer, tile, kernel, network);
        ForEachRowQuad(writer, tile, quad =>
        {
            int area = kernel.Pooling is { } pooling ? pooling.Height * pooling.Width : 1;
            for (int window = 0; window < 4 / area; window++)
            {
                int firstRow = quad * 4 + window * area;
                string row = window == 0 ? "row" : $"(row + {window * area})";
                using (writer.Block($"if ({row} < rows)"))
                {
                    string target = area == 1 ? row : $"({row} >> {(area == 4 ? 2 : 1)})";
                    for (int columnQuad = 0; columnQuad < tile.ThreadColumns / 4; columnQuad++)
                    {
                        writer.Line($"int place{columnQuad} = {target} * {stride} + column{columnQuad};");
                        PrintAddend(writer, kernel, columnQuad);
                        string[] results = [.. Enumerable.Range(0, 4).Select(lane => $"v{columnQuad}_{lane}")];
                        for (int lane = 0; lane < 4; lane++)
                            PrintValue(writer, kernel, firstRow, area, columnQuad * 4 + lane, results[lane], saves);
                        writer.Line($"y4[place{columnQuad}] = new Float4({string.Join(", ", results)});");
                        if (saves)
                        {
                            string codes = string.Join(" | ", results.Select((result, lane) => lane == 0 ? result + "Code" : $"({result}Code << {8 * lane})"));
                            writer.Line($"winners4[place{columnQuad}] = {codes};");
                        }
                    }
                }
            }
        });
    }

    /// <summary>Loads what belongs to the thread's channels: bias, or scale and shift.</summary>
    private static void PrintChannels(SourceWriter writer, TileShape tile, ContractionKernel kernel, IlgpuNetwork network)
    {
        PrintColumns(writer, tile);
        for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
        {
            if (kernel.BatchNorm != Kernel.None)
            {
                for (int lane = 0; lane < 4; lane++)
                {
                    int column = quad * 4 + lane;
                    writer.Line($"int channel{column} = column{quad} * 4 + {lane};");
                    ContractionEpilogue.PrintBatchNorm(writer, kernel, network, $"channel{column}", $"scale{column}", $"shift{column}");
                }
            }
            else if (kernel.Bias != Kernel.None)
                writer.Line($"Float4 bias{quad} = bias.Cast<Float4>()[column{quad}];");
        }
    }

    private static void PrintColumns(SourceWriter writer, TileShape tile)
    {
        for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
            writer.Line($"int column{quad} = (col0 >> 2) + tx{(quad == 0 ? "" : $" + {quad * tile.ThreadsAcross}")};");
    }

    private static void PrintValue(SourceWriter writer, ContractionKernel kernel, int row, int area, int column, string result, bool saves)
    {
        string Shifted(int position)
        {
            string sum = TileLoop.Sum(row + position, column);
            return kernel.BatchNorm != Kernel.None ? $"{sum} * scale{column} + shift{column}"
                : kernel.Bias != Kernel.None ? $"{sum} + bias{column / 4}.{"XYZW"[column % 4]}"
                : sum;
        }

        // What has an addend isn't pooled.
        writer.Line($"float {result} = {Plus(kernel, Shifted(0), column)};");
        if (kernel.Pooling is not null)
        {
            if (saves)
                writer.Line($"int {result}Code = 0;");
            for (int position = 1; position < area; position++)
            {
                string candidate = $"{result}At{position}";
                writer.Line($"float {candidate} = {Shifted(position)};");
                writer.Line($"bool {candidate}Wins = {candidate} > {result} | float.IsNaN({candidate});");
                writer.Line($"{result} = {candidate}Wins ? {candidate} : {result};");
                if (saves)
                    writer.Line($"{result}Code = {candidate}Wins ? {position} : {result}Code;");
            }

            if (saves && kernel.Activation is { IsGate: true })
                writer.Line($"{result}Code = {result} <= 0f ? 255 : {result}Code;");
        }

        if (kernel.Activation is { } activation)
            writer.Line($"{result} = {ScalarText.Activate(activation, result)};");
    }

    private static void PrintAddendView(SourceWriter writer, ContractionKernel kernel)
    {
        if (kernel.Addend != Kernel.None)
            writer.Line("ArrayView<Float4> addend4 = addend.Cast<Float4>();");
    }

    /// <summary>Loads the addends of four channels.</summary>
    private static void PrintAddend(SourceWriter writer, ContractionKernel kernel, int quad)
    {
        if (kernel.Addend != Kernel.None)
            writer.Line($"Float4 added{quad} = addend4[place{quad}];");
    }

    private static string Plus(ContractionKernel kernel, string sum, int column) =>
        kernel.Addend == Kernel.None ? sum : $"{sum} + added{column / 4}.{"XYZW"[column % 4]}";

    /// <summary>Input gradient: the addend, the derivative of the activation in front, zeros in the padding.</summary>
    public static void PrintInputGradient(SourceWriter writer, TileShape tile, ContractionKernel kernel, int columns, int inputs)
    {
        writer.Line();
        writer.Line("ArrayView<Float4> dx4 = dx.Cast<Float4>();");
        if (kernel.Derivative is not null)
            writer.Line("ArrayView<Float4> values4 = values.Cast<Float4>();");
        PrintAddendView(writer, kernel);
        PrintColumns(writer, tile);
        ForEachRow(writer, tile, row =>
        {
            for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
            {
                writer.Line($"int place{quad} = row * {columns / 4} + column{quad};");
                PrintAddend(writer, kernel, quad);
                if (kernel.Derivative is not null)
                    writer.Line($"Float4 output{quad} = values4[place{quad}];");
                IEnumerable<string> lanes = Enumerable.Range(0, 4).Select(lane =>
                {
                    string sum = Plus(kernel, TileLoop.Sum(row, quad * 4 + lane), quad * 4 + lane);
                    string value = kernel.Derivative is { } derivative
                        ? ScalarText.Differentiate(derivative.Activation, kernel.Addend == Kernel.None ? sum : $"({sum})", $"output{quad}.{"XYZW"[lane]}")
                        : sum;
                    return columns > inputs ? $"column{quad} * 4 + {lane} < {inputs} ? {value} : 0f" : value;
                });
                writer.Line($"dx4[place{quad}] = new Float4({string.Join(", ", lanes)});");
            }
        });
    }

    /// <summary>Sums of a part of the reduction, a row of them for each <paramref name="place"/>.</summary>
    public static void PrintParts(SourceWriter writer, TileShape tile, int columns, string place, string view)
    {
        writer.Line();
        writer.Line($"ArrayView<Float4> {view}4 = {view}.Cast<Float4>();");
        PrintColumns(writer, tile);
        ForEachRow(writer, tile, row =>
        {
            for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
                writer.Line($"{view}4[({place}) * {columns / 4} + column{quad}] = {Quad(row, quad)};");
        });
    }

    /// <summary>Weight gradients go where the weights lie: [block][tap][input][output of the block].</summary>
    public static void PrintWeightGradient(SourceWriter writer, TileShape tile, PackedLayout layout, int rows, string part)
    {
        int block = layout.Block / 4;
        writer.Line();
        writer.Line("ArrayView<Float4> dw4 = dw.Cast<Float4>();");
        PrintColumns(writer, tile);
        for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
        {
            string column = layout.Outputs <= layout.Block
                ? $"column{quad}"
                : $"{ExactDivision.Quotient($"column{quad}", block, int.MaxValue)} * {rows * block} + (column{quad} & {block - 1})";
            writer.Line($"int target{quad} = {column}{(part.Length > 0 ? $" + (({part}) >> 2)" : "")};");
        }

        ForEachRow(writer, tile, row =>
        {
            for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
                writer.Line($"dw4[target{quad} + row * {block}] = {Quad(row, quad)};");
        }, limit: rows % tile.Rows == 0 ? null : CSharpLiteral.Of(rows));
    }

    private static string Quad(int row, int quad) =>
        $"new Float4({string.Join(", ", Enumerable.Range(0, 4).Select(lane => TileLoop.Sum(row, quad * 4 + lane)))})";

    /// <summary>Prints for each four rows of the thread, the first of which is <c>row</c>.</summary>
    private static void ForEachRowQuad(SourceWriter writer, TileShape tile, Action<int> print)
    {
        for (int quad = 0; quad < tile.ThreadRows / 4; quad++)
        {
            using (writer.Block())
            {
                writer.Line($"int row = row0 + ty * 4{(quad == 0 ? "" : $" + {quad * tile.ThreadsDown * 4}")};");
                print(quad);
            }
        }
    }

    private static void ForEachRow(SourceWriter writer, TileShape tile, Action<int> print, string? limit = "rows")
    {
        for (int index = 0; index < tile.ThreadRows; index++)
        {
            using (writer.Block())
            {
                writer.Line($"int row = row0 + ty * 4 + {index / 4 * tile.ThreadsDown * 4 + index % 4};");
                using (limit is null ? writer.Indent(0) : writer.Block($"if (row < {limit})"))
                    print(index);
            }
        }
    }
}
