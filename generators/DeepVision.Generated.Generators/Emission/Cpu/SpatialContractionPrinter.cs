using System.Globalization;
using DeepVision.Generated.Generators.Lowering;
using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints a convolution (forward or input gradient) for one vector width: output channels are the vector's lanes, a tile
/// of neighbouring pixels × a few vectors stays in registers while all taps and channels stream past it. Tiles at the
/// edges only contain the pixels that exist, so there is no padding in memory and no branch in the inner loop.
/// </summary>
internal sealed class SpatialContractionPrinter(SourceWriter writer, SpatialContraction contraction, VectorWidth width)
{
    /// <summary>Runs shorter than this are unrolled completely.</summary>
    private const int UnrolledRun = 5;

    private readonly int _columns = width.Columns(contraction.Block);

    /// <summary>Rows and columns of a window of the fused pooling; 1 × 1 without.</summary>
    private readonly int _windowHeight = contraction.Pooling?.Height ?? 1;
    private readonly int _windowWidth = contraction.Pooling?.Width ?? 1;

    /// <summary>
    /// There is one method for each class of target rows. With fused pooling there is one for each kind of windows: what
    /// the just-in-time compiler keeps in registers in one method must not be too much.
    /// </summary>
    public static string[] MethodNames(SpatialContraction contraction)
    {
        int count = contraction.Pooling is null ? contraction.Vertical.Length : WindowRows.Of(contraction).Count;
        return count == 1
            ? [contraction.Name]
            : [.. Enumerable.Range(0, count).Select(index => contraction.Name + "Rows" + index.ToString(CultureInfo.InvariantCulture))];
    }

    public void Print()
    {
        string[] names = MethodNames(contraction);
        if (contraction.Pooling is null)
        {
            for (int index = 0; index < names.Length; index++)
                PrintMethod(names[index], () => PrintRows(contraction.Vertical[index]));
            return;
        }

        List<WindowRows> windows = WindowRows.Of(contraction);
        for (int index = 0; index < names.Length; index++)
            PrintMethod(names[index], () => PrintWindowRows(windows[index]));
    }

    public static string Parameters(SpatialContraction contraction) =>
        "ref float source, ref float weights, "
        + (contraction.HasBias ? "ref float bias, " : "")
        + (contraction.Derivative is null ? "" : "ref float values, ")
        + "ref float target, "
        + (contraction.SavesCodes ? "ref byte winners, " : "")
        + "int count";

    public static string Arguments(SpatialContraction contraction) =>
        "ref source, ref weights, "
        + (contraction.HasBias ? "ref bias, " : "")
        + (contraction.Derivative is null ? "" : "ref values, ")
        + "ref target, "
        + (contraction.SavesCodes ? "ref winners, " : "")
        + "count";

    private void PrintMethod(string name, Action printRows)
    {
        int step = _columns * width.Lanes;
        writer.Line($"/// <summary>{contraction.Summary}</summary>");
        writer.Line(HotPath);
        using (writer.Block($"public static void {name}({Parameters(contraction)})"))
        using (writer.Block($"for (int channel = 0; channel < {contraction.TargetChannels}; channel += {step})"))
        {
            string weightOffset = step == contraction.Block
                ? Times("channel", contraction.BlockLength / contraction.Block)
                : $"channel / {contraction.Block} * {contraction.BlockLength} + channel % {contraction.Block}";
            writer.Line($"ref float w = {Ref("weights", weightOffset)};");
            using (writer.Block("for (int n = 0; n < count; n++)"))
            {
                string group = contraction.HasGroups
                    ? $"channel / {contraction.TargetChannelsPerGroup} * {contraction.ReducedChannels}"
                    : "0";
                writer.Line($"ref float x = {Ref("source", Sum($"(nint)n * {contraction.Source.SampleLength}", group))};");
                string target = $"(nint)n * {contraction.Target.SampleLength} + channel";
                writer.Line($"ref float y = {Ref("target", target)};");
                if (contraction.Derivative is not null)
                    writer.Line($"ref float v = {Ref("values", target)};");
                if (contraction.SavesCodes)
                    writer.Line($"ref byte c = {Ref("winners", target)};");
                printRows();
            }
        }

        writer.Line();
    }

    private void PrintRows(AxisClass vertical)
    {
        using (writer.Block($"for (int row = 0; row < {vertical.Count}; row++)"))
        {
            string first = "0";
            string end = CSharpLiteral.Of(vertical.Taps);
            if (!vertical.IsInterior)
            {
                // Taps above or below the source are skipped.
                writer.Line($"int firstTap = Math.Max(0, {FirstTap(vertical)});");
                writer.Line($"int endTap = Math.Min({vertical.Taps}, {EndTap(vertical)});");
                (first, end) = ("firstTap", "endTap");
            }

            PrintColumns(vertical, "row", [new RowTaps(first, end, [0])]);
        }
    }

    /// <summary>With fused pooling a tile spans the rows of a window.</summary>
    private void PrintWindowRows(WindowRows windows)
    {
        AxisClass vertical = contraction.Vertical[0];
        RowTaps[] taps =
        [
            .. windows.Segments.Select(segment => new RowTaps(
                CSharpLiteral.Of(segment.First), CSharpLiteral.Of(segment.End), segment.Positions)),
        ];
        if (windows.End - windows.First > 1)
        {
            using (writer.Block($"for (int row = {windows.First * _windowHeight}; row < {windows.End * _windowHeight}; row += {_windowHeight})"))
                PrintColumns(vertical, "row", taps);
            return;
        }

        writer.Line($"const int row = {windows.First * _windowHeight};");
        PrintColumns(vertical, "row", taps);
    }

    private void PrintColumns(AxisClass vertical, string row, RowTaps[] rowTaps)
    {
        foreach (AxisClass horizontal in contraction.Horizontal)
        {
            int positions = horizontal.Count / _windowWidth;
            int largest = Math.Max(1, width.Accumulators / (_columns * _windowHeight * _windowWidth));
            int start = 0;
            int[] tiles = TileSplit.Balanced(positions, largest);
            for (int tile = 0; tile < tiles.Length;)
            {
                int size = tiles[tile] * _windowWidth;
                List<TapSegment> segments = TapSegment.Of(horizontal, start, size);
                int repeats = 1;
                while (tile + repeats < tiles.Length
                    && tiles[tile + repeats] == tiles[tile]
                    && TapSegment.SameShape(segments, TapSegment.Of(horizontal, start + repeats * size, size)))
                {
                    repeats++;
                }

                int end = start + repeats * size;
                if (repeats > 1)
                {
                    using (writer.Block($"for (int column = {start}; column < {end}; column += {size})"))
                        PrintTile(vertical, row, rowTaps, horizontal, size, segments);
                }
                else
                {
                    using (writer.Block())
                    {
                        writer.Line($"const int column = {start};");
                        PrintTile(vertical, row, rowTaps, horizontal, size, segments);
                    }
                }

                start = end;
                tile += repeats;
            }
        }
    }

    private void PrintTile(
        AxisClass vertical, string row, RowTaps[] rowTaps, AxisClass horizontal, int size, List<TapSegment> segments)
    {
        for (int pixel = 0; pixel < _windowHeight * size; pixel++)
        {
            for (int column = 0; column < _columns; column++)
            {
                string initial = contraction.HasBias
                    ? $"{width.Type}.LoadUnsafe(ref bias, (nuint)(channel + {column * width.Lanes}))"
                    : $"{width.Type}<float>.Zero";
                writer.Line($"{width.Type}<float> a{pixel}_{column} = {initial};");
            }
        }

        if (segments.Count > 0 && rowTaps.Length > 0)
        {
            DeclareOperands(writer, width, _columns);
            foreach (RowTaps taps in rowTaps)
                PrintRowTaps(vertical, row, taps, horizontal, size, segments);
        }

        string targetRow = Sum(CSharpLiteral.Of(vertical.First), Times(row, vertical.Step));
        if (contraction.Pooling is not null)
            new PooledEpiloguePrinter(writer, contraction, width).Print(row, size);
        else
            PrintStores(targetRow, horizontal, size);
    }

    private void PrintRowTaps(
        AxisClass vertical, string row, RowTaps taps, AxisClass horizontal, int size, List<TapSegment> segments)
    {
        using (writer.Block($"for (int tap = {taps.First}; tap < {taps.End}; tap++)"))
        {
            // The first row of the tile that reads this tap; the others are at constant distances from it.
            int firstRow = taps.Rows[0];
            string sourceRow = Sum(
                Times(row, vertical.SourceStep),
                Times("tap", vertical.TapSourceStep),
                CSharpLiteral.Of(vertical.SourceBase + firstRow * vertical.SourceStep));
            writer.Line($"ref float xRow = {Ref("x", Times(sourceRow, contraction.Source.RowStride))};");
            int tapLength = contraction.KernelWidth * contraction.ReducedChannels * contraction.Block;
            string tapIndex = Sum(Times("tap", vertical.TapStep), CSharpLiteral.Of(vertical.FirstTap));
            writer.Line($"ref float wRow = {Ref("w", Times(tapIndex, tapLength))};");
            foreach (TapSegment segment in segments)
            {
                if (IsContiguous(horizontal))
                {
                    PrintRun(vertical, taps, horizontal, size, segment, segment.First, (segment.End - segment.First) * contraction.ReducedChannels);
                    continue;
                }

                for (int tap = segment.First; tap < segment.End; tap++)
                    PrintRun(vertical, taps, horizontal, size, segment, tap, contraction.ReducedChannels);
            }
        }
    }

    /// <summary>Whether neighbouring taps read neighbouring memory, so that taps and channels merge into one run.</summary>
    private bool IsContiguous(AxisClass horizontal) =>
        horizontal is { TapStep: 1, TapSourceStep: 1 }
        && contraction.ReducedChannels == contraction.Source.PixelStride;

    /// <summary>One pass over <paramref name="length"/> consecutive source values and their weights.</summary>
    private void PrintRun(
        AxisClass vertical, RowTaps taps, AxisClass horizontal, int size, TapSegment segment, int tap, int length)
    {
        int pixelStride = contraction.Source.PixelStride;
        int firstColumn = segment.Positions[0];
        List<(string Accumulator, int Offset)> positions = [];
        foreach (int tileRow in taps.Rows)
        {
            foreach (int tileColumn in segment.Positions)
            {
                int offset = (tileRow - taps.Rows[0]) * vertical.SourceStep * contraction.Source.RowStride
                    + (tileColumn - firstColumn) * horizontal.SourceStep * pixelStride;
                positions.Add(($"a{tileRow * size + tileColumn}", offset));
            }
        }

        int origin = (firstColumn * horizontal.SourceStep + horizontal.SourceBase + tap * horizontal.TapSourceStep) * pixelStride;
        int weightOrigin = (horizontal.FirstTap + tap * horizontal.TapStep) * contraction.ReducedChannels * contraction.Block;
        using (writer.Block())
        {
            string columnOffset = Times("column", horizontal.SourceStep * pixelStride);
            writer.Line($"ref float p = {Ref("xRow", Sum(columnOffset, CSharpLiteral.Of(origin)))};");
            writer.Line($"ref float q = {Ref("wRow", CSharpLiteral.Of(weightOrigin))};");
            if (length <= UnrolledRun)
            {
                for (int k = 0; k < length; k++)
                    MultiplyAddStep(writer, width, positions, _columns, "p", k, "q", k * contraction.Block);
                return;
            }

            // Small tiles are unrolled once more, to hide the loop's own instructions.
            int unroll = positions.Count * _columns < 16 && length % 2 == 0 ? 2 : 1;
            writer.Line($"ref float end = ref Unsafe.Add(ref p, {length});");
            writer.Line("do");
            using (writer.Block())
            {
                for (int k = 0; k < unroll; k++)
                    MultiplyAddStep(writer, width, positions, _columns, "p", k, "q", k * contraction.Block);
                writer.Line($"p = ref Unsafe.Add(ref p, {unroll});");
                writer.Line($"q = ref Unsafe.Add(ref q, {unroll * contraction.Block});");
            }

            writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
        }
    }

    private void PrintStores(string targetRow, AxisClass horizontal, int size)
    {
        string offset = Sum(
            Times(targetRow, contraction.Target.RowStride),
            Times("column", horizontal.Step * contraction.Target.PixelStride),
            CSharpLiteral.Of(horizontal.First * contraction.Target.PixelStride));
        writer.Line($"ref float yTile = {Ref("y", offset)};");
        if (contraction.Derivative is not null)
            writer.Line($"ref float vTile = {Ref("v", offset)};");
        for (int pixel = 0; pixel < size; pixel++)
        {
            for (int column = 0; column < _columns; column++)
            {
                int element = pixel * horizontal.Step * contraction.Target.PixelStride + column * width.Lanes;
                string value = $"a{pixel}_{column}";
                value = contraction.Derivative is { } derivative
                    ? Differentiate(width, derivative, value, Load(width, "vTile", element))
                    : Activate(width, contraction.Activation, value);
                writer.Line(Store(value, "yTile", element));
            }
        }
    }

    private static string FirstTap(AxisClass axis)
    {
        string distance = Sum(CSharpLiteral.Of(-axis.SourceBase), "-" + Times("row", axis.SourceStep));
        return axis.TapSourceStep == 1
            ? distance
            : $"({distance} + {axis.TapSourceStep - 1}) / {axis.TapSourceStep}";
    }

    private static string EndTap(AxisClass axis)
    {
        string rest = CSharpLiteral.Of(axis.SourceLength - axis.SourceBase) + " - " + Times("row", axis.SourceStep);
        return axis.TapSourceStep == 1
            ? rest
            : $"({rest} + {axis.TapSourceStep - 1}) / {axis.TapSourceStep}";
    }

    /// <summary>Windows [First, End) of a fused pooling, below each other, that read the same taps: at the top and bottom edge some miss.</summary>
    private sealed record WindowRows(int First, int End, List<TapSegment> Segments)
    {
        public static List<WindowRows> Of(SpatialContraction contraction)
        {
            AxisClass vertical = contraction.Vertical[0];
            int height = contraction.Pooling!.Value.Height;
            List<WindowRows> kinds = [];
            for (int window = 0; window < vertical.Count / height; window++)
            {
                List<TapSegment> segments = TapSegment.Of(vertical, window * height, height);
                WindowRows? last = kinds.Count == 0 ? null : kinds[kinds.Count - 1];
                if (last is not null && TapSegment.SameShape(last.Segments, segments))
                    kinds[kinds.Count - 1] = last with { End = window + 1 };
                else
                    kinds.Add(new WindowRows(window, window + 1, segments));
            }

            return kinds;
        }
    }

    /// <summary>Vertical taps [First, End), as C# text, and the rows of the tile that read them.</summary>
    private sealed record RowTaps(string First, string End, int[] Rows);
}
