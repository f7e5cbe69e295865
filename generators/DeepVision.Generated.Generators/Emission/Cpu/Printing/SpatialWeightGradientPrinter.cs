using System.Globalization;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using static DeepVision.Generated.Generators.Emission.Cpu.Printing.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

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
        parameters.AddRange([("int", "count"), ("int", "firstUnit"), ("int", "endUnit")]);
        _signature = new KernelSignature([], [.. parameters]);
    }

    public void Print()
    {
        // Widths whose tiles have as many weights share the text.
        List<(VectorWidth Width, WeightTile Tile)> tiles = [.. VectorWidth.All.Select(width => (width, WeightTile.Of(_gradient, width)))];
        List<IGrouping<WeightTile, VectorWidth>> kinds = [.. tiles.GroupBy(item => item.Tile with { Columns = 0 }, item => item.Width)];
        string MethodName(IGrouping<WeightTile, VectorWidth> kind) => $"{_name}{(kinds.Count == 1 ? "" : kind == kinds[0] ? "Wide" : "Narrow")}Tiles";
        string extents = $"{Extent(_gradient.Source)} and {Extent(_gradient.Gradient)}";
        _signature.PrintChoice(
            _writer, _name, $"{extents}: weight gradient of a {_gradient.Vertical.Taps}×{_gradient.Horizontal.Taps} convolution, added up.",
            [.. tiles.Select(item => (item.Width, MethodName(kinds.Single(kind => kind.Contains(item.Width))), item.Width.RowType(item.Tile.Columns)))]);
        foreach (IGrouping<WeightTile, VectorWidth> kind in kinds)
        {
            WeightTile tile = kind.Key with { Columns = tiles.Where(item => kind.Contains(item.Width)).Max(item => item.Tile.Columns) };
            new TilePrinter(_writer, _gradient, tile, _signature, MethodName(kind)).Print();
        }
    }

    private static string Extent(ImageExtent extent) => $"{extent.Height}×{extent.Width}×{extent.PixelStride}";

    /// <summary>The code for one shape of register tile.</summary>
    private sealed class TilePrinter(SourceWriter writer, SpatialWeightGradient gradient, WeightTile tile, KernelSignature signature, string name)
    {
        /// <summary>Samples that one pass runs through should stay in the second-level cache.</summary>
        private const int PassBytes = 512 * 1024;

        private readonly List<TilePart> _parts = [];

        /// <summary>Floats of the weights of one kernel row and block.</summary>
        private int RowLength => gradient.Horizontal.Taps * gradient.ReducedChannels * gradient.Block;

        public void Print()
        {
            writer.Line();
            using (signature.Method(writer, name))
                PrintUnits();

            for (int part = 0; part < _parts.Count; part++)
                PrintPart(_parts[part]);
        }

        private void PrintUnits()
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
                    writer.Line($"ref float x = {Ref("source", group)};");
                    writer.Line($"ref float dy = ref Unsafe.Add(ref gradient, channel);");
                    writer.Line($"if (firstInput == 0{(gradient.IsSmall ? "" : " && tap == 0")} && !Unsafe.IsNullRef(ref biasGradient))");
                    using (writer.Indent())
                        writer.Line($"BiasGradients.Add<TRow>(ref dy, (nint)count * {gradient.Gradient.Height * gradient.Gradient.Width}, {gradient.Gradient.PixelStride}, ref Unsafe.Add(ref biasGradient, channel));");
                    if (gradient.IsSmall && !tile.SpansRows)
                    {
                        using (writer.Block($"for (int tap = 0; tap < {taps}; tap++)"))
                            PrintPasses();
                    }
                    else
                    {
                        PrintPasses();
                    }
                }
            }
        }

        private void PrintPasses()
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

            int bytes = (gradient.Source.OwnLength + gradient.Gradient.OwnLength) * sizeof(float);
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
                    PrintCall(new TilePart(first, taps, channels, sums, 0, gradient.Vertical.Count));
                first += taps;
            }
        }

        private void PrintCall(TilePart part)
        {
            string weight = Sum(Times("input", gradient.Block), CSharpLiteral.Of(part.FirstTap * gradient.ReducedChannels * gradient.Block));
            string operands = $"ref Unsafe.Add(ref x, input), ref dy, {Ref("dw", weight)}";
            if (!tile.SpansRows)
            {
                string rows = gradient.Vertical.IsInterior ? $"0, {gradient.Vertical.Count}" : "firstRow, endRow";
                writer.Line($"{PartName(part)}<TRow>({operands}, firstSample, endSample, tap, {rows});");
                return;
            }

            // Weights that are kept in one sum each may leave the registers between two runs of rows.
            TilePart[] runs = [.. RowRuns().Select(run => part with { FirstRow = run.First, EndRow = run.End })];
            if (part.Sums > 1 || runs.Sum(Locals) <= MostLocals)
            {
                writer.Line($"{PartName(part)}<TRow>({operands}, firstSample, endSample);");
                return;
            }

            using (writer.Block("for (int n = firstSample; n < endSample; n++)"))
            {
                foreach (TilePart run in runs)
                    writer.Line($"{PartName(run)}<TRow>({operands}, n, n + 1);");
            }
        }

        /// <summary>About the locals of a run of rows.</summary>
        private int Locals(TilePart part)
        {
            (int firstRowTap, int endRowTap) = gradient.Vertical.TapsOf(part.FirstRow);
            int products = ColumnRuns(part).Sum(run => run.EndTap - run.FirstTap) * (endRowTap - firstRowTap) * part.Channels;
            return KernelText.Locals(products, tile.Columns);
        }

        /// <summary>Name of the method of a part, which is printed behind the others.</summary>
        private string PartName(TilePart part)
        {
            int index = _parts.IndexOf(part);
            if (index < 0)
            {
                index = _parts.Count;
                _parts.Add(part);
            }

            return $"{name}Part{index + 1}";
        }

        /// <summary>Whether any output reads the source at one of these taps: those of a kernel wider than its image may all lie outside.</summary>
        private bool MeetsSource(int firstTap, int taps) =>
            Enumerable.Range(0, gradient.Horizontal.Count).Any(column => Clip(gradient.Horizontal.TapsOf(column), firstTap, taps) is var (first, end) && first < end)
            && (!tile.SpansRows || Enumerable.Range(0, gradient.Vertical.Count).Any(row => gradient.Vertical.TapsOf(row) is var (first, end) && first < end));

        private void PrintPart(TilePart part)
        {
            writer.Line();
            string rows = tile.SpansRows ? "all kernel rows" : "a kernel row";
            writer.Line($"/// <summary>The weights of {rows}, kernel columns {part.FirstTap} to {part.FirstTap + part.Taps - 1} and {part.Channels} input {(part.Channels == 1 ? "channel" : "channels")}.</summary>");
            List<(string, string)> parameters = [("ref float", "x"), ("ref float", "dy"), ("ref float", "dw"), ("int", "firstSample"), ("int", "endSample")];
            if (!tile.SpansRows)
                parameters.AddRange([("int", "tap"), ("int", "firstRow"), ("int", "endRow")]);
            using (signature.Method(writer, PartName(part), parameters))
            {
                List<(string Name, int Offset)> accumulators = [.. Accumulators(part)];
                DeclareRows(writer, [.. accumulators.SelectMany(item => Enumerable.Range(0, part.Sums).Select(index => SumName(item.Name, index))), "w"]);
                foreach ((string accumulator, int offset) in accumulators)
                    writer.Line($"{accumulator}.Load({Ref("dw", CSharpLiteral.Of(offset))});");
                using (writer.Block("for (int n = firstSample; n < endSample; n++)"))
                    PrintRows(part);
                foreach ((string accumulator, int offset) in accumulators)
                {
                    for (int index = 1; index < part.Sums; index++)
                        writer.Line($"{accumulator}.Add({SumName(accumulator, index)});");
                    writer.Line($"{accumulator}.Store({Ref("dw", CSharpLiteral.Of(offset))});");
                }
            }
        }

        private void PrintRows(TilePart part)
        {
            if (!tile.SpansRows)
            {
                using (writer.Block("for (int row = firstRow; row < endRow; row++)"))
                    PrintRow(part, Times("tap", gradient.Vertical.TapSourceStep), [0]);
                return;
            }

            foreach ((int first, int end) in RowRuns().Where(run => run.First >= part.FirstRow && run.End <= part.EndRow))
            {
                (int firstTap, int endTap) = gradient.Vertical.TapsOf(first);
                using (writer.Block($"for (int row = {first}; row < {end}; row++)"))
                    PrintRow(part, CSharpLiteral.Of(firstTap * gradient.Vertical.TapSourceStep), [.. Enumerable.Range(firstTap, endTap - firstTap)]);
            }
        }

        /// <summary>Runs of rows in which the same kernel rows meet the source.</summary>
        private IEnumerable<(int First, int End)> RowRuns()
        {
            AxisClass vertical = gradient.Vertical;
            int first = 0;
            while (first < vertical.Count)
            {
                (int firstTap, int endTap) = vertical.TapsOf(first);
                int end = first + 1;
                while (end < vertical.Count && vertical.TapsOf(end) == (firstTap, endTap))
                    end++;
                if (firstTap < endTap)
                    yield return (first, end);
                first = end;
            }
        }

        /// <summary>Runs of columns in which the same kernel columns of a part meet the source.</summary>
        private IEnumerable<(int First, int End, int FirstTap, int EndTap)> ColumnRuns(TilePart part)
        {
            AxisClass horizontal = gradient.Horizontal;
            int column = 0;
            while (column < horizontal.Count)
            {
                (int first, int end) = Clip(horizontal.TapsOf(column), part.FirstTap, part.Taps);
                int next = column + 1;
                while (next < horizontal.Count && Clip(horizontal.TapsOf(next), part.FirstTap, part.Taps) == (first, end))
                    next++;
                if (first < end)
                    yield return (column, next, first, end);
                column = next;
            }
        }

        /// <param name="tapRow">Source rows from the first tap to the first that is read, as C# text.</param>
        /// <param name="rowTaps">Kernel rows of the tile that read this row.</param>
        private void PrintRow(TilePart part, string tapRow, int[] rowTaps)
        {
            string sourceRow = Sum(Times("row", gradient.Vertical.SourceStep), tapRow, CSharpLiteral.Of(gradient.Vertical.SourceBase));
            writer.Line($"ref float xRow = ref Unsafe.Add(ref x, (nint)n * {gradient.Source.SampleLength} + {Times(sourceRow, gradient.Source.RowStride)});");
            writer.Line($"ref float dyRow = ref Unsafe.Add(ref dy, (nint)n * {gradient.Gradient.SampleLength} + row * {gradient.Gradient.RowStride});");
            foreach ((int column, int end, int firstTap, int endTap) in ColumnRuns(part))
                PrintRun(part, rowTaps, column, end - column, firstTap, endTap);
        }

        private void PrintRun(TilePart part, int[] rowTaps, int column, int length, int firstTap, int endTap)
        {
            AxisClass horizontal = gradient.Horizontal;
            int sourceStep = horizontal.SourceStep * gradient.Source.PixelStride;
            int origin = (column * horizontal.SourceStep + horizontal.SourceBase + firstTap * horizontal.TapSourceStep) * gradient.Source.PixelStride;
            int gradientStep = gradient.Gradient.PixelStride;
            using (writer.Block())
            {
                writer.Line($"ref float p = {Ref("xRow", CSharpLiteral.Of(origin))};");
                writer.Line($"ref float q = {Ref("dyRow", CSharpLiteral.Of(column * gradientStep))};");
                int iterations = length / part.Sums;
                if (iterations > 1)
                {
                    writer.Line($"ref float end = ref Unsafe.Add(ref q, {iterations * part.Sums * gradientStep});");
                    writer.Line("do");
                    using (writer.Block())
                    {
                        for (int pixel = 0; pixel < part.Sums; pixel++)
                            PrintPixel(pixel);
                        writer.Line($"p = ref Unsafe.Add(ref p, {part.Sums * sourceStep});");
                        writer.Line($"q = ref Unsafe.Add(ref q, {part.Sums * gradientStep});");
                    }

                    writer.Line("while (Unsafe.IsAddressLessThan(ref q, ref end));");
                }

                int rest = iterations > 1 ? length - iterations * part.Sums : length;
                for (int pixel = 0; pixel < rest; pixel++)
                    PrintPixel(pixel);
            }

            void PrintPixel(int pixel)
            {
                List<(string Accumulator, int Offset)> positions = [];
                for (int index = 0; index < rowTaps.Length; index++)
                {
                    int row = index * gradient.Vertical.TapSourceStep * gradient.Source.RowStride;
                    for (int tap = firstTap; tap < endTap; tap++)
                    {
                        for (int channel = 0; channel < part.Channels; channel++)
                        {
                            positions.Add((
                                SumName(AccumulatorName(part, rowTaps[index], tap - part.FirstTap, channel), (column + pixel) % part.Sums),
                                row + (tap - firstTap) * horizontal.TapSourceStep * gradient.Source.PixelStride + channel));
                        }
                    }
                }

                MultiplyAddStep(writer, "w", positions, "p", pixel * sourceStep, "q", pixel * gradientStep);
            }
        }

        /// <summary>The weights of a tile, with their places in memory.</summary>
        private IEnumerable<(string Name, int Offset)> Accumulators(TilePart part) =>
            from row in Enumerable.Range(0, tile.SpansRows ? gradient.Vertical.Taps : 1)
            from tap in Enumerable.Range(0, part.Taps)
            from channel in Enumerable.Range(0, part.Channels)
            select (AccumulatorName(part, row, tap, channel), row * RowLength + (tap * gradient.ReducedChannels + channel) * gradient.Block);

        private static string AccumulatorName(TilePart part, int row, int tap, int channel) =>
            $"a{(row * part.Taps + tap) * part.Channels + channel}";

        private static string SumName(string accumulator, int index) => index == 0 ? accumulator : $"{accumulator}s{index}";

        private static (int First, int End) Clip((int First, int End) taps, int first, int count)
        {
            int from = Math.Max(taps.First, first);
            int to = Math.Min(taps.End, first + count);
            return from < to ? (from, to) : (0, 0);
        }
    }

    /// <summary>A tile that needs code of its own, over all rows of an image or some.</summary>
    /// <param name="FirstTap">First kernel column.</param>
    /// <param name="Taps">Kernel columns.</param>
    /// <param name="Channels">Input channels.</param>
    /// <param name="Sums">Sums that each weight is kept in.</param>
    private sealed record TilePart(int FirstTap, int Taps, int Channels, int Sums, int FirstRow, int EndRow);
}
