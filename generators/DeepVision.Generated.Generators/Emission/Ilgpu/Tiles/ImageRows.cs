using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu.Tiles;

/// <summary>How the pixels of the result meet those of the source: source = base ± tap · dilation.</summary>
/// <param name="Height">Rows of the result.</param>
/// <param name="Stride">Source rows from one row of the result to the next.</param>
/// <param name="Base">Source row of the first tap of the first row.</param>
/// <param name="TapStep">Source rows from one tap to the next, negative in input gradients.</param>
/// <param name="SourceHeight">Rows of the source.</param>
/// <param name="Taps">Taps of the kernel.</param>
internal readonly record struct TapAxis(int Height, int Stride, int Base, int TapStep, int SourceHeight, int Taps)
{
    /// <summary>Whether a tap may leave the source.</summary>
    public bool MayLeave
    {
        get
        {
            int last = Base + (Height - 1) * Stride;
            int reach = (Taps - 1) * TapStep;
            return Base + Math.Min(0, reach) < 0 || last + Math.Max(0, reach) >= SourceHeight;
        }
    }
}

/// <summary>
/// The rows of a convolution's matrix product: row = pixel of the result, reduction = (tap, channel) of the source. The
/// matrix of patches is never made; each thread finds its pixels' addresses once, and a bit for each tap that lies inside.
/// What lies outside is read as the zero at the start of the memory.
/// </summary>
internal sealed class ImageRows(
    TileShape tile, string source, TapAxis vertical, TapAxis horizontal, int channels, int pixelStride, FusedPooling? pooling)
    : TileOperand(tile, "a", tile.Rows, isVector: channels % 4 == 0)
{
    private const int MostBits = 31;

    /// <summary>Whether a kernel of these taps can be described by bits.</summary>
    public static bool Fits(int verticalTaps, int horizontalTaps) => verticalTaps <= MostBits && horizontalTaps <= MostBits;

    protected override bool IsTurned => true;

    private int Taps => vertical.Taps * horizontal.Taps;

    private bool OneMask => Taps <= MostBits;

    protected override void PrintSlotSetup(SourceWriter writer, int slot, string across, string along)
    {
        string Local(string local) => $"a{local}{slot}";
        writer.Line($"int {Local("Row")} = row0 + {along};");
        if (pooling is { } pool)
        {
            // The pixels of a window are rows side by side, so that one thread holds them all.
            ExactDivision.Split(writer, Local("Row"), pool.Height * pool.Width, int.MaxValue, Local("Window"), Local("Position"));
            int height = vertical.Height / pool.Height, width = horizontal.Height / pool.Width;
            ExactDivision.Split(writer, Local("Window"), height * width, int.MaxValue, Local("Sample"), Local("Pooled"));
            ExactDivision.Split(writer, Local("Pooled"), width, height * width, Local("PooledRow"), Local("PooledColumn"));
            ExactDivision.Split(writer, Local("Position"), pool.Width, pool.Height * pool.Width, Local("Down"), Local("Right"));
            writer.Line($"int {Local("Y")} = {Local("PooledRow")} * {pool.Height} + {Local("Down")};");
            writer.Line($"int {Local("X")} = {Local("PooledColumn")} * {pool.Width} + {Local("Right")};");
        }
        else
        {
            ExactDivision.Split(writer, Local("Row"), vertical.Height * horizontal.Height, int.MaxValue, Local("Sample"), Local("Pixel"));
            ExactDivision.Split(writer, Local("Pixel"), horizontal.Height, (long)vertical.Height * horizontal.Height, Local("Y"), Local("X"));
        }

        writer.Line($"int {Local("Top")} = {Affine(Local("Y"), vertical)};");
        writer.Line($"int {Local("Left")} = {Affine(Local("X"), horizontal)};");
        string place = IsVector ? $"({source}Place >> 2)" : source + "Place";
        writer.Line($"int {Local("Base")} = {place} + (({Local("Sample")} * {vertical.SourceHeight} + {Local("Top")}) * {horizontal.SourceHeight} + {Local("Left")}) * {InSlots(pixelStride)};");
        PrintMask(writer, Local("Rows"), Local("Top"), vertical, OneMask ? horizontal.Taps : 1, repeat: 1, OneMask ? horizontal.Taps : 1);
        PrintMask(writer, Local("Columns"), Local("Left"), horizontal, 1, OneMask ? vertical.Taps : 1, 1);
        writer.Line($"int {Local("Mask")} = {Local("Row")} < rows ? {(OneMask ? $"{Local("Rows")} & {Local("Columns")}" : Local("Rows"))} : 0;");
    }

    /// <summary>One bit for each tap of an axis that lies inside, spread over the bits of the taps of both axes.</summary>
    private static void PrintMask(SourceWriter writer, string mask, string first, TapAxis axis, int distance, int repeat, int width)
    {
        int BitsOf(int tap)
        {
            int bits = 0;
            for (int copy = 0; copy < repeat; copy++)
            {
                for (int bit = 0; bit < width; bit++)
                    bits |= 1 << (copy * axis.Taps + tap * distance + bit);
            }

            return bits;
        }

        if (!axis.MayLeave)
        {
            writer.Line($"const int {mask} = {CSharpLiteral.Of(Enumerable.Range(0, axis.Taps).Aggregate(0, (bits, tap) => bits | BitsOf(tap)))};");
            return;
        }

        writer.Line($"int {mask} = 0;");
        for (int tap = 0; tap < axis.Taps; tap++)
        {
            int offset = tap * axis.TapStep;
            string position = offset == 0 ? first : offset > 0 ? $"({first} + {offset})" : $"({first} - {0 - offset})";
            writer.Line($"{mask} |= (uint){position} < {axis.SourceHeight}u ? {CSharpLiteral.Of(BitsOf(tap))} : 0;");
        }
    }

    protected override void PrintLoads(SourceWriter writer, string step)
    {
        int perStep = Tile.Depth / SlotFloats;
        int perTap = InSlots(channels);
        long all = (long)Taps * perTap;
        long bound = (all + perStep - 1) / perStep * perStep;
        // Slots that follow each other by whole steps share tap and channel.
        int distinct = Math.Max(1, perStep / Tile.Threads);
        for (int set = 0; set < Math.Min(distinct, Slots); set++)
        {
            writer.Line($"int aPlace{set} = {step} * {perStep} + aAcross{set};");
            if (Taps == 1)
                writer.Line($"int aChannel{set} = {ExactDivision.Remainder($"aPlace{set}", perTap, bound)};");
            else
                ExactDivision.Split(writer, $"aPlace{set}", perTap, bound, $"aTap{set}", $"aChannel{set}");
            if (vertical.Taps > 1 && horizontal.Taps > 1)
                ExactDivision.Split(writer, $"aTap{set}", horizontal.Taps, bound / perTap + 1, $"aTapRow{set}", $"aTapColumn{set}");
            int down = vertical.TapStep * horizontal.SourceHeight * InSlots(pixelStride);
            int right = horizontal.TapStep * InSlots(pixelStride);
            string Term(string factor, int value) => value >= 0 ? $" + {factor} * {value}" : $" - {factor} * {0 - value}";
            writer.Line($"int aOffset{set} = aChannel{set}{(vertical.Taps > 1 ? Term(TapRow(set), down) : "")}{(horizontal.Taps > 1 ? Term(TapColumn(set), right) : "")};");
        }

        for (int slot = 0; slot < Slots; slot++)
        {
            int set = slot % distinct;
            string inside = Taps == 1 ? $"aMask{slot} != 0"
                : OneMask ? $"((aMask{slot} >> aTap{set}) & 1) != 0"
                : $"((aMask{slot} >> {TapRow(set)}) & (aColumns{slot} >> {TapColumn(set)}) & 1) != 0";
            if (Taps == 1 && bound > all)
                inside += $" & aPlace{set} < {perTap}";
            writer.Line($"int aIndex{slot} = aBase{slot} + aOffset{set};");
            writer.Line($"aNext{slot} = {View(source)}[{inside} ? aIndex{slot} : 0];");
        }
    }

    /// <summary>The row of a tap; where the kernel is one tap wide, each tap is a row.</summary>
    private string TapRow(int set) => horizontal.Taps > 1 ? $"aTapRow{set}" : $"aTap{set}";

    private string TapColumn(int set) => vertical.Taps > 1 ? $"aTapColumn{set}" : $"aTap{set}";

    private static string Affine(string value, TapAxis axis)
    {
        string scaled = axis.Stride == 1 ? value : $"{value} * {axis.Stride}";
        return axis.Base == 0 ? scaled : axis.Base > 0 ? $"{scaled} + {axis.Base}" : $"{scaled} - {0 - axis.Base}";
    }
}
