namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// Prints the loop of a tiled matrix product. Two buffers in shared memory take turns: while the group computes from one, it
/// loads the next step into registers, and stores it into the other; one barrier a step.
/// </summary>
internal sealed class TileLoop(TileShape tile, TileOperand rows, TileOperand columns)
{
    /// <summary>Name of a thread's sum.</summary>
    public static string Sum(int row, int column) => $"c{CSharpLiteral.Of(row)}_{CSharpLiteral.Of(column)}";

    /// <summary>Prints from the allocation of shared memory to the finished sums.</summary>
    /// <param name="first">First step.</param>
    /// <param name="end">One past the last step.</param>
    /// <param name="printStep">Prints more to do with what a thread has loaded for a step.</param>
    public void Print(SourceWriter writer, string first, string end, Action? printStep = null)
    {
        writer.Line($"ArrayView<float> aShared = SharedMemory.Allocate<float>({2 * rows.BufferFloats});");
        writer.Line($"ArrayView<float> bShared = SharedMemory.Allocate<float>({2 * columns.BufferFloats});");
        writer.Line("ArrayView<Float4> aShared4 = aShared.Cast<Float4>();");
        writer.Line("ArrayView<Float4> bShared4 = bShared.Cast<Float4>();");
        writer.Line("int t = Group.IdxX;");
        writer.Line($"int tx = t & {tile.ThreadsAcross - 1};");
        writer.Line($"int ty = t >> {ExactDivision.Log2(tile.ThreadsAcross)};");
        writer.Line($"int row0 = Grid.IdxX * {tile.Rows};");
        writer.Line($"int col0 = Grid.IdxY * {tile.Columns};");
        writer.Line();
        rows.PrintSetup(writer);
        columns.PrintSetup(writer);
        writer.Line();
        for (int row = 0; row < tile.ThreadRows; row++)
            writer.Line($"float {string.Join(", ", Enumerable.Range(0, tile.ThreadColumns).Select(column => Sum(row, column) + " = 0f"))};");
        writer.Line();
        using (writer.Block())
        {
            rows.PrintLoad(writer, first);
            columns.PrintLoad(writer, first);
            rows.PrintStore(writer, "0");
            columns.PrintStore(writer, "0");
        }

        writer.Line("Group.Barrier();");
        using (writer.Block($"for (int step = {first}; step < {end}; step++)"))
        {
            printStep?.Invoke();
            writer.Line("// The last step loads the first one again: cheaper than a branch.");
            writer.Line($"int next = step + 1 < {end} ? step + 1 : {first};");
            rows.PrintLoad(writer, "next");
            columns.PrintLoad(writer, "next");
            writer.Line();
            writer.Line("// On CUDA a barrier of the warp costs nothing, and keeps the assembler from moving the loads behind the arithmetic.");
            writer.Line($"if (default({KernelFunction.Target}).IsCuda)");
            using (writer.Indent())
                writer.Line("Warp.Barrier();");
            writer.Line(first == "0" ? "int current = step & 1;" : $"int current = (step - {first}) & 1;");
            writer.Line($"ArrayView<Float4> aTile = aShared4.SubView(current * {rows.BufferFloats / 4} + ty);");
            writer.Line($"ArrayView<Float4> bTile = bShared4.SubView(current * {columns.BufferFloats / 4} + tx);");
            for (int k = 0; k < tile.Depth; k++)
                PrintProducts(writer, k);
            writer.Line("int other = current ^ 1;");
            rows.PrintStore(writer, "other");
            columns.PrintStore(writer, "other");
            writer.Line("Group.Barrier();");
        }
    }

    /// <summary>One step of the reduction: every row of the thread times every column.</summary>
    private void PrintProducts(SourceWriter writer, int k)
    {
        using (writer.Block())
        {
            for (int quad = 0; quad < tile.ThreadRows / 4; quad++)
                writer.Line($"Float4 a{quad} = aTile[{k * rows.StepStride / 4 + quad * tile.ThreadsDown}];");
            for (int quad = 0; quad < tile.ThreadColumns / 4; quad++)
                writer.Line($"Float4 b{quad} = bTile[{k * columns.StepStride / 4 + quad * tile.ThreadsAcross}];");
            for (int row = 0; row < tile.ThreadRows; row++)
            {
                writer.Line(string.Join(" ", Enumerable.Range(0, tile.ThreadColumns).Select(column =>
                    $"{Sum(row, column)} += a{row / 4}.{"XYZW"[row % 4]} * b{column / 4}.{"XYZW"[column % 4]};")));
            }
        }
    }
}
