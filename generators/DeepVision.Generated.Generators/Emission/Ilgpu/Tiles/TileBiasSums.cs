namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// The gradient of the bias, Σ dy, made by the groups of the first rows of a weight gradient from what they have in shared
/// memory: no second pass over dy.
/// </summary>
internal sealed class TileBiasSums(TileShape tile, TileOperand gradients)
{
    private readonly int _columns = Math.Max(1, tile.Columns / tile.Threads);

    private bool IsPartial => tile.Columns < tile.Threads;

    public void PrintDeclarations(SourceWriter writer) =>
        writer.Line($"float {string.Join(", ", Enumerable.Range(0, _columns).Select(index => $"biasSum{index} = 0f"))};");

    public void PrintStep(SourceWriter writer)
    {
        using (writer.Block(Condition))
        {
            writer.Line($"ArrayView<float> biasTile = bShared.SubView(current * {gradients.BufferFloats} + t);");
            for (int k = 0; k < tile.Depth; k++)
            {
                for (int index = 0; index < _columns; index++)
                    writer.Line($"biasSum{index} += biasTile[{k * gradients.StepStride + index * tile.Threads}];");
            }
        }
    }

    public void PrintStores(SourceWriter writer, string part)
    {
        using (writer.Block(Condition))
        {
            for (int index = 0; index < _columns; index++)
                writer.Line($"db[{part}col0 + t{(index == 0 ? "" : $" + {index * tile.Threads}")}] = biasSum{index};");
        }
    }

    private string Condition => $"if (Grid.IdxX == 0{(IsPartial ? $" & t < {tile.Columns}" : "")})";
}
