using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>The columns of a forward product: reduction = (tap, input), column = output; weights as they lie in memory.</summary>
/// <param name="reduction">Length of the reduction.</param>
internal sealed class WeightColumns(TileShape tile, PackedLayout layout, int reduction) : TileOperand(tile, "b", tile.Columns, isVector: true)
{
    protected override bool IsTurned => false;

    protected override void PrintSlotSetup(SourceWriter writer, int slot, string across, string along)
    {
        int block = layout.Block / 4;
        writer.Line($"int bColumn{slot} = (col0 >> 2) + {across};");
        writer.Line(layout.Outputs <= layout.Block
            ? $"int bBase{slot} = bColumn{slot} + {along} * {block};"
            : $"int bBase{slot} = (bColumn{slot} >> {ExactDivision.Log2(block)}) * {reduction * block} + (bColumn{slot} & {block - 1}) + {along} * {block};");
    }

    protected override void PrintLoads(SourceWriter writer, string step)
    {
        int block = layout.Block / 4;
        for (int slot = 0; slot < Slots; slot++)
        {
            string index = $"bBase{slot} + {step} * {Tile.Depth * block}";
            if (reduction % Tile.Depth == 0)
                writer.Line($"bNext{slot} = w4[{index}];");
            else
            {
                // Behind the end the other factor is zero.
                writer.Line($"int bIndex{slot} = {index};");
                writer.Line($"bNext{slot} = w4[{step} * {Tile.Depth} + bAlong{slot} < {reduction} ? bIndex{slot} : 0];");
            }
        }
    }
}

/// <summary>
/// The columns of an input gradient: reduction = (tap, output), column = input. Outputs lie side by side in memory, so the
/// weights are turned on their way into shared memory, and no turned copy of them exists.
/// </summary>
/// <param name="inputs">Inputs that the layer has; columns behind them read anything, and are not stored.</param>
/// <param name="outputs">Outputs with their padding.</param>
internal sealed class TurnedWeightColumns(TileShape tile, PackedLayout layout, int taps, int inputs, int outputs, int columns)
    : TileOperand(tile, "b", tile.Columns, isVector: true)
{
    protected override bool IsTurned => true;

    protected override void PrintSlotSetup(SourceWriter writer, int slot, string across, string along)
    {
        writer.Line($"int bInput{slot} = col0 + {along};");
        string input = columns > inputs ? $"(bInput{slot} < {inputs} ? bInput{slot} : 0)" : $"bInput{slot}";
        writer.Line($"int bBase{slot} = {input} * {layout.Block / 4};");
    }

    protected override void PrintLoads(SourceWriter writer, string step)
    {
        int perStep = Tile.Depth / 4;
        int block = layout.Block / 4;
        int perTap = outputs / 4;
        int distinct = Math.Max(1, perStep / Tile.Threads);
        for (int set = 0; set < Math.Min(distinct, Slots); set++)
        {
            writer.Line($"int bPlace{set} = {step} * {perStep} + bAcross{set};");
            ExactDivision.Split(writer, $"bPlace{set}", perTap, (long)taps * perTap, $"bTap{set}", $"bOutput{set}");
            string tap = outputs <= layout.Block
                ? $"bTap{set} * {inputs * block} + bOutput{set}"
                : $"((bOutput{set} >> {ExactDivision.Log2(block)}) * {taps} + bTap{set}) * {inputs * block} + (bOutput{set} & {block - 1})";
            writer.Line($"int bOffset{set} = {tap};");
        }

        for (int slot = 0; slot < Slots; slot++)
            writer.Line($"bNext{slot} = w4[bBase{slot} + bOffset{slot % distinct}];");
    }
}
