using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>
/// The rows of a weight gradient: row = (tap, input), reduction = pixels of all samples. A thread's rows are the same in
/// every step; the pixels move on.
/// </summary>
/// <param name="rows">Rows of the whole product: taps × inputs.</param>
internal sealed class PatchRows(TileShape tile, WindowAxis vertical, WindowAxis horizontal, int inputs, int pixelStride, int rows)
    : TileOperand(tile, "a", tile.Rows, isVector: inputs % 4 == 0)
{
    protected override bool IsTurned => false;

    private bool IsPoint => vertical.Output * horizontal.Output == 1 && vertical.Size * horizontal.Size == 1;

    protected override void PrintSlotSetup(SourceWriter writer, int slot, string across, string along)
    {
        int perTap = InSlots(inputs);
        int all = InSlots(rows);
        writer.Line($"int aRow{slot} = {(IsVector ? "(row0 >> 2)" : "row0")} + {across};");
        if (IsPoint)
            writer.Line($"int aBase{slot} = {Place} + aRow{slot};");
        else
        {
            ExactDivision.Split(writer, $"aRow{slot}", perTap, all + (long)InSlots(Tile.Rows), $"aTap{slot}", $"aChannel{slot}");
            ExactDivision.Split(writer, $"aTap{slot}", horizontal.Size, all / perTap + (long)InSlots(Tile.Rows) + 1, $"aTapRow{slot}", $"aTapColumn{slot}");
            writer.Line($"int aTop{slot} = {Tap($"aTapRow{slot}", vertical)};");
            writer.Line($"int aLeft{slot} = {Tap($"aTapColumn{slot}", horizontal)};");
            writer.Line($"int aBase{slot} = {Place} + aChannel{slot};");
        }

        if (all % InSlots(Tile.Rows) != 0)
            writer.Line($"bool aCounts{slot} = aRow{slot} < {all};");
    }

    protected override void PrintLoads(SourceWriter writer, string step)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            string rowCounts = InSlots(rows) % InSlots(Tile.Rows) != 0 ? $" & aCounts{slot}" : "";
            writer.Line($"int aPixel{slot} = {step} * {Tile.Depth} + aAlong{slot};");
            if (IsPoint)
            {
                writer.Line($"int aIndex{slot} = aBase{slot} + aPixel{slot} * {InSlots(pixelStride)};");
                writer.Line($"aNext{slot} = {View("x")}[aPixel{slot} < pixels{rowCounts} ? aIndex{slot} : 0];");
                continue;
            }

            ExactDivision.Split(writer, $"aPixel{slot}", vertical.Output * horizontal.Output, int.MaxValue, $"aSample{slot}", $"aRest{slot}");
            ExactDivision.Split(writer, $"aRest{slot}", horizontal.Output, (long)vertical.Output * horizontal.Output, $"aOutputRow{slot}", $"aOutputColumn{slot}");
            writer.Line($"int aY{slot} = {Times($"aOutputRow{slot}", vertical.Stride)} + aTop{slot};");
            writer.Line($"int aX{slot} = {Times($"aOutputColumn{slot}", horizontal.Stride)} + aLeft{slot};");
            writer.Line($"int aIndex{slot} = aBase{slot} + ((aSample{slot} * {vertical.Input} + aY{slot}) * {horizontal.Input} + aX{slot}) * {InSlots(pixelStride)};");
            string inside = $"aPixel{slot} < pixels{rowCounts}";
            if (vertical.ReachesOutside)
                inside += $" & (uint)aY{slot} < {vertical.Input}u";
            if (horizontal.ReachesOutside)
                inside += $" & (uint)aX{slot} < {horizontal.Input}u";
            writer.Line($"aNext{slot} = {View("x")}[{inside} ? aIndex{slot} : 0];");
        }
    }

    private string Place => IsVector ? "(xPlace >> 2)" : "xPlace";

    private static string Times(string value, int factor) => factor == 1 ? value : $"{value} * {factor}";

    private static string Tap(string tap, WindowAxis axis) =>
        Times(tap, axis.Dilation) + (axis.PadBefore > 0 ? $" - {axis.PadBefore}" : "");
}

/// <summary>The columns of a weight gradient: reduction = pixels, column = output channel.</summary>
internal sealed class GradientColumns(TileShape tile, int pixelStride) : TileOperand(tile, "b", tile.Columns, isVector: true)
{
    protected override bool IsTurned => false;

    protected override void PrintSlotSetup(SourceWriter writer, int slot, string across, string along) =>
        writer.Line($"int bBase{slot} = (dyPlace >> 2) + (col0 >> 2) + {across};");

    protected override void PrintLoads(SourceWriter writer, string step)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            writer.Line($"int bPixel{slot} = {step} * {Tile.Depth} + bAlong{slot};");
            writer.Line($"int bIndex{slot} = bBase{slot} + bPixel{slot} * {pixelStride / 4};");
            writer.Line($"bNext{slot} = dy4[bPixel{slot} < pixels ? bIndex{slot} : 0];");
        }
    }
}
