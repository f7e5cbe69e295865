using System.Globalization;
using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the weight gradient of a convolution: kernel columns × a few input channels × a row of output channels stay in
/// registers while all pixels of all samples stream past them. Where all weights of an output channel fit into registers, the
/// kernel rows are among them, and the pixels stream past only once.
/// </summary>
internal sealed class SpatialWeightGradientPrinter
{
    private readonly SourceWriter _writer;
    private readonly SpatialWeightGradient _gradient;
    private readonly string _name;
    private readonly KernelSignature _signature;

    public SpatialWeightGradientPrinter(SourceWriter writer, SpatialWeightGradient gradient, string name)
    {
        (_writer, _gradient, _name) = (writer, gradient, name);
        List<(string, string)> parameters =
        [
            ("ref float", "source"), ("ref float", "gradient"), ("ref float", "weightGradient"), ("ref float", "biasGradient"),
        ];
        if (gradient.Padding is not null)
            parameters.Add(("ref float", "scratch"));
        parameters.AddRange([("int", "count"), ("int", "firstUnit"), ("int", "endUnit")]);
        _signature = new KernelSignature([.. parameters], HasActivation: false);
    }

    public void Print()
    {
        // Widths whose tiles have as many weights share the text.
        List<(VectorWidth Width, WeightTile Tile)> tiles = [.. VectorWidth.All.Select(width => (width, WeightTile.Of(_gradient, width)))];
        List<WeightTile> kinds = [.. tiles.Select(item => item.Tile with { Columns = 0 }).Distinct()];
        string MethodName(WeightTile tile) => $"{_name}Tiles{(kinds.Count == 1 ? "" : CSharpLiteral.Of(tile.MostPositions))}";
        string extents = $"{Extent(_gradient.Padding?.Image ?? _gradient.Source)} and {Extent(_gradient.Gradient)}";
        _signature.PrintChoice(
            _writer, _name, $"{extents}: weight gradient of a {_gradient.Vertical.Taps}×{_gradient.Horizontal.Taps} convolution, added up.",
            [.. tiles.Select(item => (item.Width, MethodName(item.Tile), item.Width.RowType(item.Tile.Columns)))]);
        foreach (WeightTile kind in kinds)
            new TilePrinter(_writer, _gradient, kind, _signature, MethodName(kind)).Print();
    }

    private static string Extent(ImageExtent extent) => $"{extent.Height}×{extent.Width}×{extent.PixelStride}";

    /// <summary>The code for one shape of register tile.</summary>
    private sealed class TilePrinter(SourceWriter writer, SpatialWeightGradient gradient, WeightTile tile, KernelSignature signature, string name)
    {
        /// <summary>Samples that one pass runs through should stay in the second-level cache.</summary>
        private const int PassBytes = 512 * 1024;

        /// <summary>The tiles that need code of their own, by first tap, taps, channels and sums for each weight.</summary>
        private readonly List<(int FirstTap, int Taps, int Channels, int Sums)> _parts = [];

        /// <summary>Floats of the weights of one kernel row and block.</summary>
        private int RowLength => gradient.Horizontal.Taps * gradient.ReducedChannels * gradient.Block;

        public void Print()
        {
            writer.Line();
            using (signature.Method(writer, name))
            {
                if (gradient.Padding is { } padding)
                {
                    using (writer.Block("for (int n = 0; n < count; n++)"))
                    {
                        writer.Line(padding.Call(gradient.Source));
                        writer.Line($"ref float dySample = ref Unsafe.Add(ref gradient, (nint)n * {gradient.Gradient.SampleLength});");
                        PrintUnits("scratch", "dySample", "1");
                    }
                }
                else
                {
                    PrintUnits("source", "gradient", "count");
                }
            }

            for (int part = 0; part < _parts.Count; part++)
                PrintPart(part);
        }

        private void PrintUnits(string source, string gradients, string count)
        {
            int taps = gradient.Vertical.Taps;
            using (writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)"))
            {
                writer.Line($"int block = {(gradient.UnitRows * gradient.InputRanges == 1 ? "unit" : $"unit / {gradient.UnitRows * gradient.InputRanges}")};");
                if (!gradient.IsSmall)
                    writer.Line($"int tap = unit / {gradient.InputRanges} % {taps};");
                writer.Line($"int firstInput = unit % {gradient.InputRanges} * {gradient.InputRange};");
                writer.Line($"int endInput = Math.Min(firstInput + {gradient.InputRange}, {gradient.ReducedChannels});");
                using (writer.Block($"for (int part = 0; part < {gradient.Block}; part += TRow.Length)"))
                {
                    writer.Line($"int channel = block * {gradient.Block} + part;");
                    string group = gradient.OutputsPerGroup == gradient.OutputChannels
                        ? "0"
                        : $"channel / {gradient.OutputsPerGroup} * {gradient.ReducedChannels}";
                    writer.Line($"ref float x = {Ref(source, group)};");
                    writer.Line($"ref float dy = ref Unsafe.Add(ref {gradients}, channel);");
                    writer.Line($"if (firstInput == 0{(gradient.IsSmall ? "" : " && tap == 0")} && !Unsafe.IsNullRef(ref biasGradient))");
                    using (writer.Indent())
                        writer.Line($"BiasGradients.Add<TRow>(ref dy, (nint){count} * {gradient.Gradient.Height * gradient.Gradient.Width}, {gradient.Gradient.PixelStride}, ref Unsafe.Add(ref biasGradient, channel));");
                    if (gradient.IsSmall && !tile.SpansRows)
                    {
                        using (writer.Block($"for (int tap = 0; tap < {taps}; tap++)"))
                            PrintPasses(count);
                    }
                    else
                    {
                        PrintPasses(count);
                    }
                }
            }
        }

        private void PrintPasses(string count)
        {
            string firstWeight = tile.SpansRows ? $"block * {gradient.Vertical.Taps}" : $"(block * {gradient.Vertical.Taps} + tap)";
            writer.Line($"ref float dw = ref Unsafe.Add(ref weightGradient, {firstWeight} * {RowLength} + part);");
            AxisClass vertical = gradient.Vertical;
            if (!tile.SpansRows && !vertical.IsInterior)
            {
                // Rows whose tap lies above or below the source are skipped.
                string tap = Times("tap", vertical.TapSourceStep);
                int step = vertical.SourceStep;
                string first = $"{CSharpLiteral.Of(step - 1 - vertical.SourceBase)} - {tap}";
                string end = $"{CSharpLiteral.Of(vertical.SourceLength - vertical.SourceBase + step - 1)} - {tap}";
                writer.Line($"int firstRow = Math.Max(0, {Divide(first, step)});");
                writer.Line($"int endRow = Math.Min({vertical.Count}, {Divide(end, step)});");
            }

            if (count == "1")
            {
                writer.Line("const int firstSample = 0, endSample = 1;");
                PrintInputs();
                return;
            }

            int bytes = (gradient.Source.SampleLength + gradient.Gradient.SampleLength) * sizeof(float);
            int samples = Math.Max(1, PassBytes / bytes);
            using (writer.Block($"for (int firstSample = 0; firstSample < count; firstSample += {samples})"))
            {
                writer.Line($"int endSample = Math.Min(firstSample + {samples}, count);");
                PrintInputs();
            }
        }

        private void PrintInputs()
        {
            writer.Line("int input = firstInput;");
            using (writer.Block($"for (; input + {tile.Channels} <= endInput; input += {tile.Channels})"))
                PrintCalls(tile.Channels, gradient.SumsPerWeight(gradient.InputRange));
            foreach (int range in new[] { gradient.LastInputRange, gradient.InputRange }.Distinct().Where(range => range % tile.Channels > 0))
            {
                using (writer.Block($"if (endInput - firstInput == {range})"))
                    PrintCalls(range % tile.Channels, gradient.SumsPerWeight(range));
            }
        }

        private static string Divide(string dividend, int divisor) =>
            divisor == 1 ? dividend : $"({dividend}) / {divisor.ToString(CultureInfo.InvariantCulture)}";

        private void PrintCalls(int channels, int sums)
        {
            int first = 0;
            foreach (int taps in tile.TapGroups)
            {
                if (MeetsSource(first, taps))
                {
                    (int, int, int, int) part = (first, taps, channels, sums);
                    int index = _parts.IndexOf(part);
                    if (index < 0)
                    {
                        index = _parts.Count;
                        _parts.Add(part);
                    }

                    string weight = Sum(Times("input", gradient.Block), CSharpLiteral.Of(first * gradient.ReducedChannels * gradient.Block));
                    string rows = tile.SpansRows ? "" : gradient.Vertical.IsInterior ? $", tap, 0, {gradient.Vertical.Count}" : ", tap, firstRow, endRow";
                    writer.Line($"{PartName(index)}<TRow>(ref Unsafe.Add(ref x, input), ref dy, {Ref("dw", weight)}, firstSample, endSample{rows});");
                }

                first += taps;
            }
        }

        private string PartName(int part) => $"{name}Part{part + 1}";

        /// <summary>Whether any output reads the source at one of these taps: those of a kernel wider than its image may all lie outside.</summary>
        private bool MeetsSource(int firstTap, int taps) =>
            Enumerable.Range(0, gradient.Horizontal.Count).Any(column => Clip(gradient.Horizontal.TapsOf(column), firstTap, taps) is var (first, end) && first < end)
            && (!tile.SpansRows || Enumerable.Range(0, gradient.Vertical.Count).Any(row => gradient.Vertical.TapsOf(row) is var (first, end) && first < end));

        private void PrintPart(int part)
        {
            (int firstTap, int taps, int channels, int sums) = _parts[part];
            writer.Line();
            string rows = tile.SpansRows ? "all kernel rows" : "a kernel row";
            writer.Line($"/// <summary>The weights of {rows}, kernel columns {firstTap} to {firstTap + taps - 1} and {channels} input {(channels == 1 ? "channel" : "channels")}.</summary>");
            writer.Line(HotPath);
            writer.Line($"private static void {PartName(part)}<TRow>(ref float x, ref float dy, ref float dw, int firstSample, int endSample{(tile.SpansRows ? "" : ", int tap, int firstRow, int endRow")})");
            using (writer.Indent())
                writer.Line("where TRow : struct, ITileRow<TRow>");
            using (writer.Block())
            {
                List<(string Name, int Offset)> accumulators = [.. Accumulators(taps, channels)];
                DeclareRows(writer, [.. accumulators.SelectMany(item => Enumerable.Range(0, sums).Select(index => SumName(item.Name, index))), "w"]);
                foreach ((string accumulator, int offset) in accumulators)
                    writer.Line($"{accumulator}.Load({Ref("dw", CSharpLiteral.Of(offset))});");
                using (writer.Block("for (int n = firstSample; n < endSample; n++)"))
                    PrintRows(firstTap, taps, channels, sums);
                foreach ((string accumulator, int offset) in accumulators)
                {
                    for (int index = 1; index < sums; index++)
                        writer.Line($"{accumulator}.Add({SumName(accumulator, index)});");
                    writer.Line($"{accumulator}.Store({Ref("dw", CSharpLiteral.Of(offset))});");
                }
            }
        }

        private void PrintRows(int firstTap, int taps, int channels, int sums)
        {
            AxisClass vertical = gradient.Vertical;
            if (!tile.SpansRows)
            {
                using (writer.Block("for (int row = firstRow; row < endRow; row++)"))
                    PrintRow(Times("tap", vertical.TapSourceStep), [0], firstTap, taps, channels, sums);
                return;
            }

            // Runs of rows in which the same kernel rows meet the source.
            int first = 0;
            while (first < vertical.Count)
            {
                (int firstRowTap, int endRowTap) = vertical.TapsOf(first);
                int end = first + 1;
                while (end < vertical.Count && vertical.TapsOf(end) == (firstRowTap, endRowTap))
                    end++;
                if (firstRowTap < endRowTap)
                {
                    using (writer.Block($"for (int row = {first}; row < {end}; row++)"))
                    {
                        PrintRow(
                            CSharpLiteral.Of(firstRowTap * vertical.TapSourceStep), [.. Enumerable.Range(firstRowTap, endRowTap - firstRowTap)],
                            firstTap, taps, channels, sums);
                    }
                }

                first = end;
            }
        }

        /// <param name="tapRow">Source rows from the first tap to the first that is read, as C# text.</param>
        /// <param name="rowTaps">Kernel rows of the tile that read this row.</param>
        private void PrintRow(string tapRow, int[] rowTaps, int firstTap, int taps, int channels, int sums)
        {
            string sourceRow = Sum(Times("row", gradient.Vertical.SourceStep), tapRow, CSharpLiteral.Of(gradient.Vertical.SourceBase));
            writer.Line($"ref float xRow = ref Unsafe.Add(ref x, (nint)n * {gradient.Source.SampleLength} + {Times(sourceRow, gradient.Source.RowStride)});");
            writer.Line($"ref float dyRow = ref Unsafe.Add(ref dy, (nint)n * {gradient.Gradient.SampleLength} + row * {gradient.Gradient.RowStride});");
            PrintColumns(rowTaps, firstTap, taps, channels, sums);
        }

        /// <summary>Runs of columns in which the same kernel columns meet the source.</summary>
        private void PrintColumns(int[] rowTaps, int firstTap, int taps, int channels, int sums)
        {
            AxisClass horizontal = gradient.Horizontal;
            int column = 0;
            while (column < horizontal.Count)
            {
                (int first, int end) = Clip(horizontal.TapsOf(column), firstTap, taps);
                int next = column + 1;
                while (next < horizontal.Count && Clip(horizontal.TapsOf(next), firstTap, taps) == (first, end))
                    next++;
                if (first < end)
                    PrintRun(rowTaps, column, next - column, first, end, firstTap, taps, channels, sums);
                column = next;
            }
        }

        private void PrintRun(int[] rowTaps, int column, int length, int first, int end, int firstTap, int taps, int channels, int sums)
        {
            AxisClass horizontal = gradient.Horizontal;
            int sourceStep = horizontal.SourceStep * gradient.Source.PixelStride;
            int origin = (column * horizontal.SourceStep + horizontal.SourceBase + first * horizontal.TapSourceStep) * gradient.Source.PixelStride;
            int gradientStep = gradient.Gradient.PixelStride;
            using (writer.Block())
            {
                writer.Line($"ref float p = {Ref("xRow", CSharpLiteral.Of(origin))};");
                writer.Line($"ref float q = {Ref("dyRow", CSharpLiteral.Of(column * gradientStep))};");
                int iterations = length / sums;
                if (iterations > 1)
                {
                    writer.Line($"ref float end = ref Unsafe.Add(ref q, {iterations * sums * gradientStep});");
                    writer.Line("do");
                    using (writer.Block())
                    {
                        for (int pixel = 0; pixel < sums; pixel++)
                            PrintPixel(pixel);
                        writer.Line($"p = ref Unsafe.Add(ref p, {sums * sourceStep});");
                        writer.Line($"q = ref Unsafe.Add(ref q, {sums * gradientStep});");
                    }

                    writer.Line("while (Unsafe.IsAddressLessThan(ref q, ref end));");
                }

                int rest = iterations > 1 ? length - iterations * sums : length;
                for (int pixel = 0; pixel < rest; pixel++)
                    PrintPixel(pixel);
            }

            void PrintPixel(int pixel)
            {
                List<(string Accumulator, int Offset)> positions = [];
                for (int index = 0; index < rowTaps.Length; index++)
                {
                    int row = index * gradient.Vertical.TapSourceStep * gradient.Source.RowStride;
                    for (int tap = first; tap < end; tap++)
                    {
                        for (int channel = 0; channel < channels; channel++)
                        {
                            positions.Add((
                                SumName(AccumulatorName(rowTaps[index], tap - firstTap, channel, taps, channels), (column + pixel) % sums),
                                row + (tap - first) * horizontal.TapSourceStep * gradient.Source.PixelStride + channel));
                        }
                    }
                }

                MultiplyAddStep(writer, "w", positions, "p", pixel * sourceStep, "q", pixel * gradientStep);
            }
        }

        /// <summary>The weights of a tile, with their places in memory.</summary>
        private IEnumerable<(string Name, int Offset)> Accumulators(int taps, int channels) =>
            from row in Enumerable.Range(0, tile.SpansRows ? gradient.Vertical.Taps : 1)
            from tap in Enumerable.Range(0, taps)
            from channel in Enumerable.Range(0, channels)
            select (AccumulatorName(row, tap, channel, taps, channels), row * RowLength + (tap * gradient.ReducedChannels + channel) * gradient.Block);

        private static string AccumulatorName(int row, int tap, int channel, int taps, int channels) =>
            $"a{(row * taps + tap) * channels + channel}";

        private static string SumName(string accumulator, int index) => index == 0 ? accumulator : $"{accumulator}s{index}";

        private static (int First, int End) Clip((int First, int End) taps, int first, int count)
        {
            int from = Math.Max(taps.First, first);
            int to = Math.Min(taps.End, first + count);
            return from < to ? (from, to) : (0, 0);
        }
    }
}
