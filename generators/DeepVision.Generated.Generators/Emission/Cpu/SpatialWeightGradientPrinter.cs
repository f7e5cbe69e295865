using System.Globalization;
using static DeepVision.Generated.Generators.Emission.Cpu.KernelText;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>
/// Prints the weight gradient of a convolution for one vector width: kernel columns × a few input channels × a few
/// vectors of output channels stay in registers while all pixels of all samples stream past them. Where all weights of an
/// output channel fit into registers, the kernel rows are among them, and the pixels stream past only once.
/// </summary>
internal sealed class SpatialWeightGradientPrinter
{
    /// <summary>Samples that one pass runs through should stay in the second-level cache.</summary>
    private const int PassBytes = 512 * 1024;

    private readonly SourceWriter _writer;
    private readonly SpatialWeightGradient _gradient;
    private readonly VectorWidth _width;
    private readonly int _columns;
    private readonly bool _spansRows;
    private readonly int[] _tapGroups;
    private readonly int _channels;

    public SpatialWeightGradientPrinter(SourceWriter writer, SpatialWeightGradient gradient, VectorWidth width)
    {
        (_writer, _gradient, _width) = (writer, gradient, width);
        int rowWeights = gradient.Horizontal.Taps * gradient.InputRange;
        _spansRows = gradient.IsSmall && rowWeights * gradient.Vertical.Taps <= MostPositions(columns: 1);
        int weights = _spansRows ? rowWeights * gradient.Vertical.Taps : rowWeights;
        // A vector of gradients that is loaded should meet many weights; two vectors side by side then share the source.
        bool fitsOneColumnOnly = weights > MostPositions(columns: 2) && weights <= MostPositions(columns: 1);
        _columns = fitsOneColumnOnly ? 1 : Math.Min(2, width.Columns(gradient.Block));
        int positions = MostPositions(_columns) / (_spansRows ? gradient.Vertical.Taps : 1);
        _tapGroups = TileSplit.Balanced(gradient.Horizontal.Taps, positions);
        int most = Math.Min(gradient.InputRange, Math.Max(1, positions / _tapGroups[0]));
        _channels = TileSplit.DivisorOrEven(gradient.ReducedChannels, (most + 1) / 2, most);
    }

    /// <summary>Weights in a register tile. With one vector of gradients there is room for one weight more than the width says.</summary>
    private int MostPositions(int columns) => columns == 1 ? _width.Accumulators + 1 : _width.Accumulators / columns;

    /// <summary>Kernel rows in a register tile.</summary>
    private int TileRows => _spansRows ? _gradient.Vertical.Taps : 1;

    /// <summary>Floats of the weights of one kernel row and block.</summary>
    private int RowLength => _gradient.Horizontal.Taps * _gradient.ReducedChannels * _gradient.Block;

    public static string Parameters(SpatialWeightGradient gradient) =>
        "ref float source, ref float gradient, ref float weightGradient, "
        + (gradient.HasBias ? "ref float biasGradient, " : "")
        + "int count, int firstUnit, int endUnit";

    public static string Arguments(SpatialWeightGradient gradient) =>
        "ref source, ref gradient, ref weightGradient, "
        + (gradient.HasBias ? "ref biasGradient, " : "")
        + "count, firstUnit, endUnit";

    public void Print()
    {
        int step = _columns * _width.Lanes;
        int taps = _gradient.Vertical.Taps;
        _writer.Line($"/// <summary>{_gradient.Summary}</summary>");
        _writer.Line(HotPath);
        using (_writer.Block($"public static void {_gradient.Name}({Parameters(_gradient)})"))
        using (_writer.Block("for (int unit = firstUnit; unit < endUnit; unit++)"))
        {
            _writer.Line($"int block = {(_gradient.UnitRows * _gradient.InputRanges == 1 ? "unit" : $"unit / {_gradient.UnitRows * _gradient.InputRanges}")};");
            if (!_gradient.IsSmall)
                _writer.Line($"int tap = unit / {_gradient.InputRanges} % {taps};");
            _writer.Line($"int firstInput = unit % {_gradient.InputRanges} * {_gradient.InputRange};");
            _writer.Line($"int endInput = Math.Min(firstInput + {_gradient.InputRange}, {_gradient.ReducedChannels});");
            using (_writer.Block($"for (int part = 0; part < {_gradient.Block}; part += {step})"))
            {
                _writer.Line($"int channel = block * {_gradient.Block} + part;");
                string group = _gradient.OutputsPerGroup == _gradient.OutputChannels
                    ? "0"
                    : $"channel / {_gradient.OutputsPerGroup} * {_gradient.ReducedChannels}";
                _writer.Line($"ref float x = {Ref("source", group)};");
                _writer.Line("ref float dy = ref Unsafe.Add(ref gradient, channel);");
                if (_gradient.HasBias)
                {
                    using (_writer.Block(_gradient.IsSmall ? "if (firstInput == 0)" : "if (tap == 0 && firstInput == 0)"))
                        PrintBias();
                }

                if (_gradient.IsSmall && !_spansRows)
                {
                    using (_writer.Block($"for (int tap = 0; tap < {taps}; tap++)"))
                        PrintPasses();
                }
                else
                {
                    PrintPasses();
                }
            }
        }

        _writer.Line();
    }

    private void PrintBias()
    {
        _writer.Line("ref float db = ref Unsafe.Add(ref biasGradient, channel);");
        for (int column = 0; column < _columns; column++)
            _writer.Line($"{_width.Type}<float> b{column} = {Load(_width, "db", column * _width.Lanes)};");
        _writer.Line("ref float g = ref dy;");
        using (_writer.Block($"for (nint pixel = (nint)count * {_gradient.Gradient.Height * _gradient.Gradient.Width}; pixel > 0; pixel--)"))
        {
            for (int column = 0; column < _columns; column++)
                _writer.Line($"b{column} += {Load(_width, "g", column * _width.Lanes)};");
            _writer.Line($"g = ref Unsafe.Add(ref g, {_gradient.Gradient.PixelStride});");
        }

        for (int column = 0; column < _columns; column++)
            _writer.Line(Store($"b{column}", "db", column * _width.Lanes));
    }

    private void PrintPasses()
    {
        string firstWeight = _spansRows ? $"block * {_gradient.Vertical.Taps}" : $"(block * {_gradient.Vertical.Taps} + tap)";
        _writer.Line($"ref float dw = ref Unsafe.Add(ref weightGradient, {firstWeight} * {RowLength} + part);");
        AxisClass vertical = _gradient.Vertical;
        if (!_spansRows && !vertical.IsInterior)
        {
            // Rows whose tap lies above or below the source are skipped.
            string tap = Times("tap", vertical.TapSourceStep);
            int step = vertical.SourceStep;
            string first = $"{CSharpLiteral.Of(step - 1 - vertical.SourceBase)} - {tap}";
            string end = $"{CSharpLiteral.Of(vertical.SourceLength - vertical.SourceBase + step - 1)} - {tap}";
            _writer.Line($"int firstRow = Math.Max(0, {Divide(first, step)});");
            _writer.Line($"int endRow = Math.Min({vertical.Count}, {Divide(end, step)});");
        }

        int bytes = (_gradient.Source.SampleLength + _gradient.Gradient.SampleLength) * sizeof(float);
        int samples = Math.Max(1, PassBytes / bytes);
        using (_writer.Block($"for (int firstSample = 0; firstSample < count; firstSample += {samples})"))
        {
            _writer.Line($"int endSample = Math.Min(firstSample + {samples}, count);");
            _writer.Line("int input = firstInput;");
            using (_writer.Block($"for (; input + {_channels} <= endInput; input += {_channels})"))
                PrintTapGroups(_channels, _gradient.SumsPerWeight(_gradient.InputRange));
            foreach (int range in new[] { _gradient.LastInputRange, _gradient.InputRange }.Distinct().Where(range => range % _channels > 0))
            {
                using (_writer.Block($"if (endInput - firstInput == {range})"))
                    PrintTapGroups(range % _channels, _gradient.SumsPerWeight(range));
            }
        }
    }

    private static string Divide(string dividend, int divisor) =>
        divisor == 1 ? dividend : $"({dividend}) / {divisor.ToString(CultureInfo.InvariantCulture)}";

    private void PrintTapGroups(int channels, int sums)
    {
        int first = 0;
        foreach (int taps in _tapGroups)
        {
            if (MeetsSource(first, taps))
            {
                using (_writer.Block())
                    PrintTile(first, taps, channels, sums);
            }

            first += taps;
        }
    }

    /// <summary>Whether any output reads the source at one of these taps: those of a kernel wider than its image may all lie outside.</summary>
    private bool MeetsSource(int firstTap, int taps) =>
        Enumerable.Range(0, _gradient.Horizontal.Count).Any(column => Clip(_gradient.Horizontal.TapsOf(column), firstTap, taps) is var (first, end) && first < end)
        && (!_spansRows || Enumerable.Range(0, _gradient.Vertical.Count).Any(row => _gradient.Vertical.TapsOf(row) is var (first, end) && first < end));

    private void PrintTile(int firstTap, int taps, int channels, int sums)
    {
        _writer.Line($"ref float d = ref Unsafe.Add(ref dw, {Sum(Times("input", _gradient.Block), CSharpLiteral.Of(firstTap * _gradient.ReducedChannels * _gradient.Block))});");
        ForEachAccumulator(taps, channels, (name, offset, column) =>
        {
            _writer.Line($"{_width.Type}<float> {name}_{column} = {Load(_width, "d", offset + column * _width.Lanes)};");
            for (int index = 1; index < sums; index++)
                _writer.Line($"{_width.Type}<float> {SumName(name, index)}_{column} = {_width.Type}<float>.Zero;");
        });
        DeclareOperands(_writer, _width, _columns);
        using (_writer.Block("for (int n = firstSample; n < endSample; n++)"))
            PrintRows(firstTap, taps, channels, sums);

        ForEachAccumulator(taps, channels, (name, offset, column) =>
        {
            string sum = string.Join(" + ", Enumerable.Range(0, sums).Select(index => $"{SumName(name, index)}_{column}"));
            _writer.Line(Store(sums == 1 ? sum : $"({sum})", "d", offset + column * _width.Lanes));
        });
    }

    private void PrintRows(int firstTap, int taps, int channels, int sums)
    {
        AxisClass vertical = _gradient.Vertical;
        if (!_spansRows)
        {
            string rows = vertical.IsInterior ? $"int row = 0; row < {vertical.Count}; row++" : "int row = firstRow; row < endRow; row++";
            using (_writer.Block($"for ({rows})"))
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
                using (_writer.Block($"for (int row = {first}; row < {end}; row++)"))
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
        string sourceRow = Sum(Times("row", _gradient.Vertical.SourceStep), tapRow, CSharpLiteral.Of(_gradient.Vertical.SourceBase));
        _writer.Line($"ref float xRow = ref Unsafe.Add(ref x, (nint)n * {_gradient.Source.SampleLength} + {Times(sourceRow, _gradient.Source.RowStride)} + input);");
        _writer.Line($"ref float dyRow = ref Unsafe.Add(ref dy, (nint)n * {_gradient.Gradient.SampleLength} + row * {_gradient.Gradient.RowStride});");
        PrintColumns(rowTaps, firstTap, taps, channels, sums);
    }

    /// <summary>Runs of columns in which the same kernel columns meet the source.</summary>
    private void PrintColumns(int[] rowTaps, int firstTap, int taps, int channels, int sums)
    {
        AxisClass horizontal = _gradient.Horizontal;
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
        AxisClass horizontal = _gradient.Horizontal;
        int sourceStep = horizontal.SourceStep * _gradient.Source.PixelStride;
        int origin = (column * horizontal.SourceStep + horizontal.SourceBase + first * horizontal.TapSourceStep) * _gradient.Source.PixelStride;
        int gradientStep = _gradient.Gradient.PixelStride;
        using (_writer.Block())
        {
            _writer.Line($"ref float p = {Ref("xRow", CSharpLiteral.Of(origin))};");
            _writer.Line($"ref float q = {Ref("dyRow", CSharpLiteral.Of(column * gradientStep))};");
            int iterations = length / sums;
            if (iterations > 1)
            {
                _writer.Line($"ref float end = ref Unsafe.Add(ref q, {iterations * sums * gradientStep});");
                _writer.Line("do");
                using (_writer.Block())
                {
                    for (int pixel = 0; pixel < sums; pixel++)
                        PrintPixel(pixel);
                    _writer.Line($"p = ref Unsafe.Add(ref p, {sums * sourceStep});");
                    _writer.Line($"q = ref Unsafe.Add(ref q, {sums * gradientStep});");
                }

                _writer.Line("while (Unsafe.IsAddressLessThan(ref q, ref end));");
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
                int row = index * _gradient.Vertical.TapSourceStep * _gradient.Source.RowStride;
                for (int tap = first; tap < end; tap++)
                {
                    for (int channel = 0; channel < channels; channel++)
                    {
                        positions.Add((
                            SumName(AccumulatorName(rowTaps[index], tap - firstTap, channel, taps, channels), (column + pixel) % sums),
                            row + (tap - first) * horizontal.TapSourceStep * _gradient.Source.PixelStride + channel));
                    }
                }
            }

            MultiplyAddStep(_writer, _width, positions, _columns, "p", pixel * sourceStep, "q", pixel * gradientStep);
        }
    }

    private void ForEachAccumulator(int taps, int channels, Action<string, int, int> action)
    {
        for (int row = 0; row < TileRows; row++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    int offset = row * RowLength + (tap * _gradient.ReducedChannels + channel) * _gradient.Block;
                    for (int column = 0; column < _columns; column++)
                        action(AccumulatorName(row, tap, channel, taps, channels), offset, column);
                }
            }
        }
    }

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
