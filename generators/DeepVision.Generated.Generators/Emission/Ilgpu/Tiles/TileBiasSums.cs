namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// The gradient of the bias, Σ dy, made beside the gradient of the weights: each thread adds up what it loads of dy, which costs
/// a few additions a step and no second pass over dy. Behind the loop the threads of a column add up in shared memory.
/// </summary>
internal sealed class TileBiasSums(TileShape tile, GradientColumns gradients)
{
    private int QuadsAcross => tile.Columns / 4;

    /// <summary>Column quads of one thread: more than one only where a group has fewer threads than a row has quads.</summary>
    private int Sets => Math.Max(1, QuadsAcross / tile.Threads);

    /// <summary>Threads that load of the same columns.</summary>
    private int Sharers => Math.Max(1, tile.Threads / QuadsAcross);

    public void PrintDeclarations(SourceWriter writer)
    {
        for (int set = 0; set < Sets; set++)
            writer.Line($"float {string.Join(", ", "XYZW".Select(lane => $"bias{set}{lane} = 0f"))};");
    }

    /// <summary>Adds the values of the step under way, which the thread still holds, before it loads the next ones.</summary>
    public void PrintStep(SourceWriter writer)
    {
        for (int slot = 0; slot < gradients.Slots; slot++)
            writer.Line(string.Join(" ", "XYZW".Select(lane => $"bias{slot % Sets}{lane} += bNext{slot}.{lane};")));
    }

    /// <summary>Prints the sum over the threads, and the store by the groups of the first rows.</summary>
    public void PrintStores(SourceWriter writer, string part)
    {
        writer.Line();
        for (int set = 0; set < Sets; set++)
            writer.Line($"aShared4[bAlong{set} * {QuadsAcross} + bAcross{set}] = new Float4({string.Join(", ", "XYZW".Select(lane => $"bias{set}{lane}"))});");
        writer.Line("Group.Barrier();");
        using (writer.Block("if (Grid.IdxX == 0)"))
        using (writer.Block($"for (int column = t; column < {tile.Columns}; column += {tile.Threads})"))
        {
            writer.Line("float biasSum = 0f;");
            writer.Line($"for (int sharer = 0; sharer < {Sharers}; sharer++)");
            using (writer.Indent())
                writer.Line($"biasSum += aShared[sharer * {tile.Columns} + column];");
            writer.Line($"db[{part}col0 + column] = biasSum;");
        }
    }
}
