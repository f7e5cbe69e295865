using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Prints a convolution (forward or input gradient): output channels are the lanes of a row, a tile of neighbouring pixels
/// stays in registers while all taps and channels stream past it. Tiles at the edges only contain the pixels that exist, so
/// there is no branch in the inner loop. Each kind of tile is a method of its own: what the just-in-time compiler keeps in
/// registers in one method must not be too much.
/// </summary>
internal sealed class SpatialContractionPrinter
{
    /// <summary>Pixels of a tile below which its weights pass too fast.</summary>
    private const int FewPixels = 5;

    private readonly SourceWriter _writer;
    private readonly SpatialContraction _contraction;
    private readonly string _name;
    private readonly bool _takesUnits;
    private readonly KernelSignature _signature;

    /// <summary>Rows and columns of a window of the fused pooling; 1 × 1 without.</summary>
    private readonly PoolingWindow _window;

    /// <param name="takesUnits">Whether the kernel takes a range of its units: rows of tiles, counted through all samples and then through all blocks of channels.</param>
    public SpatialContractionPrinter(SourceWriter writer, SpatialContraction contraction, string name, bool takesUnits)
    {
        (_writer, _contraction, _name, _takesUnits) = (writer, contraction, name, takesUnits);
        _window = contraction.Window ?? new PoolingWindow(1, 1);
        List<(string, string)> parameters = [("ref float", "source"), ("ref float", "weights")];
        parameters.Add(("ref float", contraction.IsForward ? "bias" : "values"));
        if (contraction.HasAddend)
            parameters.Add(("ref float", "addend"));
        parameters.AddRange([("float", "slope"), ("ref float", "target")]);
        if (contraction.Window is not null)
            parameters.Add(("ref byte", "winners"));
        parameters.Add(("int", "count"));
        if (takesUnits)
            parameters.AddRange([("int", "firstUnit"), ("int", "endUnit")]);
        _signature = new KernelSignature([KernelSignature.Activation], [.. parameters]);
    }

    public void Print()
    {
        // Widths whose tiles have as many pixels share the text.
        List<IGrouping<int, VectorWidth>> groups = [.. VectorWidth.All.GroupBy(width => width.Accumulators / Columns(width))];
        string MethodName(IGrouping<int, VectorWidth> group) => $"{_name}Tiles{(groups.Count == 1 ? "" : CSharpLiteral.Of(group.Key))}";
        _signature.PrintChoice(
            _writer, _name, Summary(),
            [.. VectorWidth.All.Select(width => (width, MethodName(groups.Single(group => group.Contains(width))), width.RowType(Columns(width))))]);
        foreach (IGrouping<int, VectorWidth> group in groups)
            PrintMethods(MethodName(group), group.Key, group.Max(Columns));
    }

    /// <summary>
    /// Vectors side by side in a tile: as many as the weights have, unless that leaves tiles so few pixels that weights pass faster than the second-level
    /// cache gives them, and half as many give more.
    /// </summary>
    private int Columns(VectorWidth width)
    {
        int columns = width.Columns(_contraction.Block);
        if (columns <= 2 || _contraction.Window is not null)
            return columns;
        int pixels = _contraction.Horizontal.Max(axis => axis.Count);
        int Tile(int columns) => TileSplit.Balanced(pixels, width.Accumulators / columns)[0];
        return Tile(columns) < FewPixels && Tile(columns / 2) > Tile(columns) ? columns / 2 : columns;
    }

    private string Summary()
    {
        string kernel = $"{_contraction.KernelHeight}×{_contraction.KernelWidth}";
        string extents = $"{Extent(_contraction.Source)} → {Extent(_contraction.Target)}";
        string addend = _contraction.HasAddend ? " + addend" : "";
        return _contraction.IsForward
            ? $"{extents}: {kernel} convolution{addend}{(_contraction.Window is { } window ? $" + {window.Height}×{window.Width} max pooling" : "")}."
            : $"{extents}: input gradient of a {kernel} convolution{addend}.";
    }

    private static string Extent(ImageExtent extent) => $"{extent.Height}×{extent.Width}×{extent.PixelStride}";

    /// <summary>The method that runs over channels and samples, and one for each kind of tile.</summary>
    private void PrintMethods(string name, int largestTile, int columns)
    {
        List<List<TileRun>> parts = Parts(largestTile, columns);
        _writer.Line();
        using (_signature.Method(_writer, name))
        {
            if (_contraction.StreamsWeights)
            {
                // All channels of a block meet a row of taps before the next one begins.
                string block = CSharpLiteral.Of(_contraction.Block);
                using (_writer.Block($"for (int block = 0; block < {_contraction.TargetChannels}; block += {block})"))
                using (_writer.Block($"for (int tap = 0; tap < {_contraction.KernelHeight}; tap++)"))
                using (_writer.Block($"for (int channel = block; channel < block + {block}; channel += TRow.Length)"))
                    PrintChannels(name, parts.Count);
            }
            else
            {
                using (_writer.Block($"for (int channel = 0; channel < {_contraction.TargetChannels}; channel += TRow.Length)"))
                    PrintChannels(name, parts.Count);
            }
        }

        for (int index = 0; index < parts.Count; index++)
            PrintTileMethod(TileName(name, index, parts.Count), parts[index]);
    }

    /// <summary>What a row of channels runs through: all samples, with each kind of tile.</summary>
    private void PrintChannels(string name, int parts)
    {
        _writer.Line($"ref float w = ref Unsafe.Add(ref weights, channel / {_contraction.Block} * {_contraction.BlockLength} + channel % {_contraction.Block});");
        if (_contraction.IsForward)
            _writer.Line("ref float b = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, channel);");
        if (_contraction.StreamsWeights)
        {
            int length = _contraction.TapRowLength;
            _writer.Line();
            _writer.Line("// These channels ask for their share of the row of taps behind this one, and each row of pixels for a part of it.");
            _writer.Line($"ref float ahead = ref Unsafe.Add(ref weights, block / {_contraction.Block} * {_contraction.BlockLength} + (tap + 1) * {length} + (channel - block) * {length / _contraction.Block});");
        }

        using (_writer.Block("for (int n = 0; n < count; n++)"))
        {
            if (_takesUnits)
            {
                int rows = _contraction.Rows;
                _writer.Line($"int unit = (channel / {_contraction.Block} * count + n) * {rows};");
                _writer.Line($"int firstRow = {Times("Math.Max(0, firstUnit - unit)", _window.Height)}, endRow = {Times($"Math.Min({rows}, endUnit - unit)", _window.Height)};");
                _writer.Line("if (firstRow >= endRow)");
                using (_writer.Indent())
                    _writer.Line("continue;");
            }

            string group = _contraction.HasGroups
                ? $"channel / {_contraction.TargetChannelsPerGroup} * {_contraction.ReducedChannels}"
                : "0";
            _writer.Line($"ref float x = {Ref("source", Sum($"(nint)n * {_contraction.Source.SampleLength}", group))};");
            _writer.Line($"nint place = (nint)n * {_contraction.Target.SampleLength} + channel;");
            string operands = $"ref {(_contraction.IsForward ? "b" : "values")}, {(_contraction.HasAddend ? "ref addend, " : "")}slope, ref target, ";
            string winners = _contraction.Window is null ? "" : "ref winners, ";
            string tileRows = (_takesUnits ? ", firstRow, endRow" : "") + (_contraction.StreamsWeights ? ", tap, ref ahead" : "");
            for (int index = 0; index < parts; index++)
                _writer.Line($"{TileName(name, index, parts)}{_signature.TypeArguments()}(ref x, ref w, {operands}{winners}place{tileRows});");
        }
    }

    /// <summary>
    /// Tiles that share a method: those beside each other, so that rows are written from left to right, as long as the method
    /// doesn't get too many locals.
    /// </summary>
    /// <param name="columns">Vectors of a row at most.</param>
    private List<List<TileRun>> Parts(int largestTile, int columns)
    {
        List<List<TileRun>> parts = [];
        int locals = 0;
        foreach (TileRun run in TileRun.Of(_contraction, _window, largestTile))
        {
            int own = Locals(run, columns);
            TileRun? last = parts.Count == 0 ? null : parts[parts.Count - 1][0];
            if (last is not null && last.Vertical == run.Vertical && last.FirstRow == run.FirstRow && locals + own <= MostLocals)
            {
                parts[parts.Count - 1].Add(run);
                locals += own;
            }
            else
            {
                parts.Add([run]);
                locals = own;
            }
        }

        return parts;
    }

    /// <summary>About the locals of a tile.</summary>
    private int Locals(TileRun run, int columns)
    {
        int products = 0;
        foreach (int rows in run.RowSegments?.Select(segment => segment.Positions.Length) ?? [1])
        {
            foreach (TapSegment segment in run.Segments)
            {
                int taps = segment.End - segment.First, positions = rows * segment.Positions.Length;
                products += IsContiguous(run.Horizontal)
                    ? positions * Unroll(positions, taps * _contraction.ReducedChannels)
                    : taps * positions * Unroll(positions, _contraction.ReducedChannels);
            }
        }

        return KernelText.Locals(products + (_contraction.KeepsSums ? 5 : 3) * _window.Height * run.Size, columns);
    }

    /// <summary>Small tiles are unrolled once more, to hide the loop's own instructions.</summary>
    private static int Unroll(int positions, int length) => positions < 8 && length % 2 == 0 ? 2 : 1;

    private static string TileName(string name, int index, int count) => count == 1 ? name + "Tile" : $"{name}Part{index + 1}";

    private void PrintTileMethod(string name, List<TileRun> runs)
    {
        _writer.Line();
        _writer.Line($"/// <summary>{string.Join(" ", runs.Select(run => run.Summary(_window)))}</summary>");
        List<(string, string)> parameters =
        [
            ("ref float", "x"), ("ref float", "w"), ("ref float", _contraction.IsForward ? "bias" : "values"),
        ];
        if (_contraction.HasAddend)
            parameters.Add(("ref float", "addend"));
        parameters.AddRange([("float", "slope"), ("ref float", "target")]);
        if (_contraction.Window is not null)
            parameters.Add(("ref byte", "winners"));
        parameters.Add(("nint", "first"));
        if (_takesUnits)
            parameters.AddRange([("int", "firstRow"), ("int", "endRow")]);
        if (_contraction.StreamsWeights)
            parameters.AddRange([("int", "tap"), ("ref float", "ahead")]);
        using (_signature.Method(_writer, name, parameters))
        {
            if (_contraction.IsForward)
            {
                DeclareRows(_writer, ["start"]);
                _writer.Line("if (!Unsafe.IsNullRef(ref bias))");
                using (_writer.Indent())
                    _writer.Line("start.Load(ref bias);");
            }

            using (_writer.Block(RowLoop(runs[0])))
            {
                List<RowTaps> taps = RowTaps.Print(_writer, _contraction, runs[0]);
                if (_contraction.StreamsWeights)
                    _writer.Line($"ref float next = ref Unsafe.Add(ref ahead, row * ({_contraction.TapRowLength / _contraction.Block / _contraction.Rows} * TRow.Length));");
                foreach (TileRun run in runs)
                {
                    using (_writer.Block($"for (int column = {run.FirstColumn}; column < {run.EndColumn}; column += {run.Size})"))
                        PrintTile(run, taps);
                }
            }
        }
    }

    /// <summary>The loop over the rows of tiles, which are those of the run, or the part of them that is asked for.</summary>
    private string RowLoop(TileRun run)
    {
        (string first, string end) = (CSharpLiteral.Of(run.FirstRow), CSharpLiteral.Of(run.EndRow));
        if (_takesUnits)
        {
            first = run.FirstRow == 0 ? "firstRow" : $"Math.Max({first}, firstRow)";
            end = run.EndRow == _contraction.Rows * _window.Height ? "endRow" : $"Math.Min({end}, endRow)";
        }

        return $"for (int row = {first}; row < {end}; row += {_window.Height})";
    }

    private void PrintTile(TileRun run, List<RowTaps> rowTaps)
    {
        TileEnds ends = new(_writer, _contraction, run);
        string[] rows = [.. Enumerable.Range(0, _window.Height * run.Size).Select(Accumulator)];
        DeclareRows(_writer, rows, _contraction.IsForward ? "start" : "default");
        if (_contraction.KeepsSums)
            ends.PrintBegin(rowTaps.Single());
        if (run.Segments.Count > 0 && rowTaps.Count > 0)
        {
            DeclareRows(_writer, ["weights"]);
            foreach (RowTaps taps in rowTaps)
                PrintTaps(run, taps);
            _writer.Line();
        }

        if (_contraction.KeepsSums)
            ends.PrintEnd(rowTaps.Single());
        else
            ends.PrintEnd();
    }

    /// <summary>The name of a position's sums.</summary>
    public static string Accumulator(int position) => "a" + CSharpLiteral.Of(position);

    private void PrintTaps(TileRun run, RowTaps taps)
    {
        AxisClass vertical = run.Vertical;
        using (_writer.Block(_contraction.StreamsWeights ? "" : $"for (int tap = {taps.First}; tap < {taps.End}; tap++)"))
        {
            // The first row of the tile that reads this tap; the others are at constant distances from it.
            string sourceRow = Sum(
                Times("row", vertical.SourceStep),
                Times("tap", vertical.TapSourceStep),
                CSharpLiteral.Of(vertical.SourceBase + taps.Rows[0] * vertical.SourceStep));
            int pixelStride = _contraction.Source.PixelStride;
            _writer.Line($"ref float xRow = {Ref("x", Sum(Times(sourceRow, _contraction.Source.RowStride), Times("column", run.Horizontal.SourceStep * pixelStride)))};");
            string tapIndex = Sum(Times("tap", vertical.TapStep), CSharpLiteral.Of(vertical.FirstTap));
            _writer.Line($"ref float wRow = {Ref("w", Times(tapIndex, _contraction.KernelWidth * _contraction.ReducedChannels * _contraction.Block))};");
            foreach (TapSegment segment in run.Segments)
            {
                if (IsContiguous(run.Horizontal))
                {
                    PrintRun(run, taps, segment, segment.First, (segment.End - segment.First) * _contraction.ReducedChannels);
                    continue;
                }

                for (int tap = segment.First; tap < segment.End; tap++)
                    PrintRun(run, taps, segment, tap, _contraction.ReducedChannels);
            }
        }
    }

    /// <summary>Whether neighbouring taps read neighbouring memory, so that taps and channels merge into one run.</summary>
    private bool IsContiguous(AxisClass horizontal) =>
        horizontal is { TapStep: 1, TapSourceStep: 1 }
        && _contraction.ReducedChannels == _contraction.Source.PixelStride;

    /// <summary>One pass over <paramref name="length"/> consecutive source values and their weights.</summary>
    private void PrintRun(TileRun run, RowTaps taps, TapSegment segment, int tap, int length)
    {
        (AxisClass vertical, AxisClass horizontal) = (run.Vertical, run.Horizontal);
        int pixelStride = _contraction.Source.PixelStride;
        int firstColumn = segment.Positions[0];
        List<(string Accumulator, int Offset)> positions =
        [
            .. taps.Rows.SelectMany(tileRow => segment.Positions.Select(tileColumn => (
                Accumulator(tileRow * run.Size + tileColumn),
                (tileRow - taps.Rows[0]) * vertical.SourceStep * _contraction.Source.RowStride
                    + (tileColumn - firstColumn) * horizontal.SourceStep * pixelStride))),
        ];
        int origin = (firstColumn * horizontal.SourceStep + horizontal.SourceBase + tap * horizontal.TapSourceStep) * pixelStride;
        int weightOrigin = (horizontal.FirstTap + tap * horizontal.TapStep) * _contraction.ReducedChannels * _contraction.Block;
        using (_writer.Block())
        {
            _writer.Line($"ref float p = {Ref("xRow", CSharpLiteral.Of(origin))};");
            _writer.Line($"ref float q = {Ref("wRow", CSharpLiteral.Of(weightOrigin))};");
            if (length == 1)
            {
                PrintStep(positions, 0);
                return;
            }

            int unroll = Unroll(positions.Count, length);
            _writer.Line($"ref float end = ref Unsafe.Add(ref p, {length});");
            _writer.Line("do");
            using (_writer.Block())
            {
                if (_contraction.StreamsWeights)
                {
                    _writer.Line("CachePrefetch.Line(ref next);");
                    _writer.Line($"next = ref Unsafe.Add(ref next, {ChannelPadding.Lanes});");
                }

                for (int k = 0; k < unroll; k++)
                    PrintStep(positions, k);
                _writer.Line($"p = ref Unsafe.Add(ref p, {unroll});");
                _writer.Line($"q = ref Unsafe.Add(ref q, {unroll * _contraction.Block});");
            }

            _writer.Line("while (Unsafe.IsAddressLessThan(ref p, ref end));");
        }
    }

    private void PrintStep(IReadOnlyList<(string Accumulator, int Offset)> positions, int k) =>
        MultiplyAddStep(_writer, "weights", positions, "p", k, "q", k * _contraction.Block);
}
