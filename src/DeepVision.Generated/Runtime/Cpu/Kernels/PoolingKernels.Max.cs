using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Max and average pooling and their gradients. Activations are N,H,W,C floats; each pixel has <c>stride</c> floats (a
/// multiple of 16), whose padding stays zero.
/// </summary>
public static partial class PoolingKernels
{
    /// <summary>Codes 0 to 254 name a position; 255 says that the gradient goes nowhere, because a fused ReLU blocked it.</summary>
    private const int LargestWindow = 255;

    /// <summary>
    /// The largest value of each window. Positions outside the input never win, the first of equal values in row-major
    /// order does, and not-a-number beats everything, as in PyTorch.
    /// </summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="codes">
    /// One byte for every output float: the winner's window row × window width + window column. A null reference when
    /// nobody will ask for the gradient.
    /// </param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">Codes are wanted, but the window has more than 255 positions.</exception>
    public static void MaxForward(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int count, int stride) =>
        MaxForward(geometry, ref source, ref target, ref codes, 0, count * geometry.OutputHeight, stride);

    /// <summary>Some rows of the outputs, counted through all samples.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="codes">One byte for every output float, or a null reference.</param>
    /// <param name="firstRow">First row.</param>
    /// <param name="endRow">Row before which to stop.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">Codes are wanted, but the window has more than 255 positions.</exception>
    public static void MaxForward(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int firstRow, int endRow, int stride)
    {
        if (!Unsafe.IsNullRef(ref codes))
            CheckWindow(geometry);
        for (int row = firstRow; row < endRow;)
        {
            (int sample, int top) = Math.DivRem(row, geometry.OutputHeight);
            PoolingGeometry rows = geometry.Rows(top, Math.Min(geometry.OutputHeight - top, endRow - row));
            nint outputs = (nint)row * geometry.OutputWidth;
            ref float sampleSource = ref Unsafe.Add(ref source, sample * geometry.InputPixels * PixelStride.Of(geometry.InputStride, stride));
            ref float rowTarget = ref Unsafe.Add(ref target, outputs * PixelStride.Of(geometry.OutputStride, stride));
            ref byte rowCodes = ref Unsafe.IsNullRef(ref codes) ? ref codes : ref Unsafe.Add(ref codes, outputs * stride);
            if (rows is { WindowHeight: 3, WindowWidth: 3 })
                MaxOfNine(rows, ref sampleSource, ref rowTarget, ref rowCodes, stride);
            else
                MaxForwardSample(rows, ref sampleSource, ref rowTarget, ref rowCodes, stride);
            row += rows.OutputHeight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxForwardSample(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int stride)
    {
        bool wantsCodes = !Unsafe.IsNullRef(ref codes);
        int windowWidth = geometry.WindowWidth, inputWidth = geometry.InputWidth;
        int inputStride = PixelStride.Of(geometry.InputStride, stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint output = 0, written = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int top = outputRow * geometry.VerticalStride - geometry.PadTop;
            (int firstRow, int endRow) = PoolingGeometry.Inside(top, geometry.WindowHeight, geometry.InputHeight);
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, written += gap)
            {
                int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, windowWidth, inputWidth);
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, written += Lanes.Count)
                {
                    nint place = ((nint)(top + firstRow) * inputWidth + left) * inputStride + channel;
                    (Vector512<float> best, Vector512<int> winner) = MaxOfWindow(ref source, place, firstRow, endRow, firstColumn, endColumn, windowWidth, inputStride, (nint)inputWidth * inputStride);
                    best.StoreUnsafe(ref target, (nuint)written);
                    if (wantsCodes)
                        Lanes.StoreBytes(winner, ref Unsafe.Add(ref codes, output));
                }
            }
        }
    }

    /// <summary>The largest values of a window, and their codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector512<float> Best, Vector512<int> Winner) MaxOfWindow(
        ref float source, nint place, int firstRow, int endRow, int firstColumn, int endColumn, int windowWidth, int inputStride, nint rowLength)
    {
        Vector512<float> best = Vector512.LoadUnsafe(ref source, (nuint)(place + (nint)firstColumn * inputStride));
        Vector512<int> winner = Vector512.Create(firstRow * windowWidth + firstColumn);
        for (int row = firstRow; row < endRow; row++, place += rowLength)
        {
            for (int column = firstColumn; column < endColumn; column++)
            {
                Vector512<float> value = Vector512.LoadUnsafe(ref source, (nuint)(place + (nint)column * inputStride));
                Vector512<float> wins = Vector512.GreaterThan(value, best) | ~Vector512.Equals(value, value);
                best = Vector512.ConditionalSelect(wins, value, best);
                winner = Vector512.ConditionalSelect(wins.AsInt32(), Vector512.Create(row * windowWidth + column), winner);
            }
        }

        return (best, winner);
    }

    /// <summary>
    /// Windows of 3×3: all nine values are in registers, so the maximum comes first and then who has it. A position outside the input stands for
    /// the nearest one inside, value and code, which changes neither.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxOfNine(in PoolingGeometry geometry, ref float source, ref float target, ref byte codes, int stride)
    {
        bool wantsCodes = !Unsafe.IsNullRef(ref codes);
        int inputStride = PixelStride.Of(geometry.InputStride, stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint rowLength = (nint)geometry.InputWidth * inputStride;
        nint output = 0, written = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int top = outputRow * geometry.VerticalStride - geometry.PadTop;
            (int firstRow, int endRow) = PoolingGeometry.Inside(top, 3, geometry.InputHeight);
            int upperRow = firstRow, middleRow = Math.Clamp(1, firstRow, endRow - 1), lowerRow = endRow - 1;
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, written += gap)
            {
                int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, 3, geometry.InputWidth);
                int middleColumn = Math.Clamp(1, firstColumn, endColumn - 1), lastColumn = endColumn - 1;
                ref float upper = ref Unsafe.Add(ref source, (top + upperRow) * rowLength + (left + firstColumn) * inputStride);
                ref float middle = ref Unsafe.Add(ref upper, (middleRow - upperRow) * rowLength);
                ref float lower = ref Unsafe.Add(ref upper, (lowerRow - upperRow) * rowLength);
                nuint second = (nuint)((middleColumn - firstColumn) * inputStride), third = (nuint)((lastColumn - firstColumn) * inputStride);
                for (nuint channel = 0; channel < (nuint)stride; channel += (nuint)Lanes.Count, output += Lanes.Count, written += Lanes.Count)
                {
                    Vector512<float> value0 = Vector512.LoadUnsafe(ref upper, channel), value1 = Vector512.LoadUnsafe(ref upper, channel + second), value2 = Vector512.LoadUnsafe(ref upper, channel + third);
                    Vector512<float> value3 = Vector512.LoadUnsafe(ref middle, channel), value4 = Vector512.LoadUnsafe(ref middle, channel + second), value5 = Vector512.LoadUnsafe(ref middle, channel + third);
                    Vector512<float> value6 = Vector512.LoadUnsafe(ref lower, channel), value7 = Vector512.LoadUnsafe(ref lower, channel + second), value8 = Vector512.LoadUnsafe(ref lower, channel + third);
                    Vector512<float> best = Larger(value8, Larger(Larger(Larger(value7, value6), Larger(value5, value4)), Larger(Larger(value3, value2), Larger(value1, value0))));

                    // The maximum may lose what is not a number, a sum does not.
                    Vector512<float> sum = (value0 + value1 + (value2 + value3)) + (value4 + value5 + (value6 + value7)) + value8;
                    if (!Vector512.EqualsAll(sum, sum))
                    {
                        nint place = (nint)channel + (top + firstRow) * rowLength + left * inputStride;
                        (best, Vector512<int> found) = MaxOfWindow(ref source, place, firstRow, endRow, firstColumn, endColumn, 3, inputStride, rowLength);
                        best.StoreUnsafe(ref target, (nuint)written);
                        if (wantsCodes)
                            Lanes.StoreBytes(found, ref Unsafe.Add(ref codes, output));
                        continue;
                    }

                    best.StoreUnsafe(ref target, (nuint)written);
                    if (!wantsCodes)
                        continue;

                    // The first one that has it wins: it is asked last.
                    Vector512<int> winner = Vector512.Create(3 * lowerRow + lastColumn);
                    winner = SetWhereEqual(best, value7, 3 * lowerRow + middleColumn, winner);
                    winner = SetWhereEqual(best, value6, 3 * lowerRow + firstColumn, winner);
                    winner = SetWhereEqual(best, value5, 3 * middleRow + lastColumn, winner);
                    winner = SetWhereEqual(best, value4, 3 * middleRow + middleColumn, winner);
                    winner = SetWhereEqual(best, value3, 3 * middleRow + firstColumn, winner);
                    winner = SetWhereEqual(best, value2, 3 * upperRow + lastColumn, winner);
                    winner = SetWhereEqual(best, value1, 3 * upperRow + middleColumn, winner);
                    winner = SetWhereEqual(best, value0, 3 * upperRow + firstColumn, winner);
                    Lanes.StoreBytes(winner, ref Unsafe.Add(ref codes, output));
                }
            }
        }
    }

    /// <summary>The larger one of two values, of zeros the earlier one, whatever their signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Larger(Vector512<float> later, Vector512<float> earlier) =>
        Sse.IsSupported ? Vector512.MaxNative(later, earlier) : Vector512.ConditionalSelect(Vector512.GreaterThan(later, earlier), later, earlier);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> SetWhereEqual(Vector512<float> best, Vector512<float> value, int code, Vector512<int> winner) =>
        Vector512.ConditionalSelect(Vector512.Equals(best, value).AsInt32(), Vector512.Create(code), winner);

    /// <summary>Sends each output's gradient to the position that won; overlapping windows add up.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="codes">The winners, one byte for every output float; 255 = the gradient goes nowhere.</param>
    /// <param name="target">Gradient of the inputs, overwritten everywhere.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">The window has more than 255 positions.</exception>
    public static void MaxBackward(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float target, int count, int stride) =>
        MaxBackwardLeaky(geometry, ref gradient, ref codes, ref Unsafe.NullRef<float>(), 1f, ref target, count, stride);

    /// <summary>
    /// <see cref="MaxBackward"/> behind a LeakyReLU: the gradient is multiplied by <paramref name="slope"/> where the
    /// pooled output is not positive.
    /// </summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="codes">The winners, one byte for every output float; 255 = the gradient goes nowhere.</param>
    /// <param name="values">The pooled outputs.</param>
    /// <param name="slope">Slope of the LeakyReLU for negative inputs.</param>
    /// <param name="target">Gradient of the inputs, overwritten everywhere.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">The window has more than 255 positions.</exception>
    public static void MaxBackwardLeaky(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float values, float slope, ref float target, int count, int stride)
    {
        CheckWindow(geometry);
        bool pairs = geometry.Tiles && geometry is { WindowHeight: 2, WindowWidth: 2 }
            && 2 * geometry.OutputHeight <= geometry.InputHeight && 2 * geometry.OutputWidth <= geometry.InputWidth;
        for (int sample = 0; sample < count; sample++)
        {
            nint outputs = sample * geometry.OutputPixels * stride;
            ref float sampleGradient = ref Unsafe.Add(ref gradient, sample * geometry.OutputPixels * PixelStride.Of(geometry.OutputStride, stride));
            ref byte sampleCodes = ref Unsafe.Add(ref codes, outputs);
            ref float sampleValues = ref Unsafe.IsNullRef(ref values) ? ref values : ref Unsafe.Add(ref values, outputs);
            ref float sampleTarget = ref Unsafe.Add(ref target, sample * geometry.InputPixels * stride);
            if (pairs)
                SpreadPairs(geometry, ref sampleGradient, ref sampleCodes, ref sampleValues, slope, ref sampleTarget, stride);
            else if (geometry.Tiles)
                SpreadTiles(geometry, ref sampleGradient, ref sampleCodes, ref sampleValues, slope, ref sampleTarget, stride);
            else
                Gather(geometry, ref sampleGradient, ref sampleCodes, ref sampleValues, slope, ref sampleTarget, stride);
        }
    }

    /// <summary>Windows of 2×2 edge to edge, all inside the input: the pooling of nearly every network.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SpreadPairs(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float values, float slope, ref float target, int stride)
    {
        nint rowLength = (nint)geometry.InputWidth * stride;
        int covered = 2 * geometry.OutputWidth * stride, gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint output = 0, read = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            ref float upper = ref Unsafe.Add(ref target, 2 * outputRow * rowLength);
            ref float lower = ref Unsafe.Add(ref upper, rowLength);
            nuint place = 0;
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, place += (nuint)stride, read += gap)
            {
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, read += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> value = LoadGradient(ref gradient, read, ref values, output, slope);
                    Vector512<int> code = Lanes.LoadBytes(ref Unsafe.Add(ref codes, output));
                    (value & Vector512.Equals(code, Vector512<int>.Zero).AsSingle()).StoreUnsafe(ref upper, place);
                    (value & Vector512.Equals(code, Vector512<int>.One).AsSingle()).StoreUnsafe(ref upper, place + (nuint)stride);
                    (value & Vector512.Equals(code, Vector512.Create(2)).AsSingle()).StoreUnsafe(ref lower, place);
                    (value & Vector512.Equals(code, Vector512.Create(3)).AsSingle()).StoreUnsafe(ref lower, place + (nuint)stride);
                }
            }

            Clear(ref Unsafe.Add(ref upper, covered), rowLength - covered);
            Clear(ref Unsafe.Add(ref lower, covered), rowLength - covered);
        }

        nint coveredRows = 2 * geometry.OutputHeight;
        Clear(ref Unsafe.Add(ref target, coveredRows * rowLength), (geometry.InputHeight - coveredRows) * rowLength);
    }

    /// <summary>Windows edge to edge of any size; the last ones may reach past the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SpreadTiles(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float values, float slope, ref float target, int stride)
    {
        int windowHeight = geometry.WindowHeight, windowWidth = geometry.WindowWidth;
        nint rowLength = (nint)geometry.InputWidth * stride;
        nint covered = Math.Min(rowLength, (nint)geometry.OutputWidth * windowWidth * stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint output = 0, read = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int rows = Math.Min(windowHeight, geometry.InputHeight - outputRow * windowHeight);
            ref float band = ref Unsafe.Add(ref target, outputRow * windowHeight * rowLength);
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, read += gap)
            {
                int columns = Math.Min(windowWidth, geometry.InputWidth - outputColumn * windowWidth);
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, read += Lanes.Count)
                {
                    Vector512<float> value = LoadGradient(ref gradient, read, ref values, output, slope);
                    Vector512<int> code = Lanes.LoadBytes(ref Unsafe.Add(ref codes, output));
                    nint corner = (nint)outputColumn * windowWidth * stride + channel;
                    for (int row = 0; row < rows; row++)
                    {
                        for (int column = 0; column < columns; column++)
                        {
                            Vector512<float> won = Vector512.Equals(code, Vector512.Create(row * windowWidth + column)).AsSingle();
                            (value & won).StoreUnsafe(ref band, (nuint)(corner + row * rowLength + (nint)column * stride));
                        }
                    }
                }
            }

            for (int row = 0; row < rows; row++)
                Clear(ref Unsafe.Add(ref band, row * rowLength + covered), rowLength - covered);
        }

        nint coveredRows = Math.Min(geometry.InputHeight, geometry.OutputHeight * windowHeight);
        Clear(ref Unsafe.Add(ref target, coveredRows * rowLength), (geometry.InputHeight - coveredRows) * rowLength);
    }

    /// <summary>Any windows: each input pixel asks the windows that cover it, so that it is written only once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float values, float slope, ref float target, int stride)
    {
        nuint place = 0;
        int gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        for (int inputRow = 0; inputRow < geometry.InputHeight; inputRow++)
        {
            int paddedRow = inputRow + geometry.PadTop;
            (int firstRow, int endRow) = PoolingGeometry.Covering(paddedRow, geometry.WindowHeight, geometry.VerticalStride, geometry.OutputHeight);
            for (int inputColumn = 0; inputColumn < geometry.InputWidth; inputColumn++)
            {
                int paddedColumn = inputColumn + geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Covering(paddedColumn, geometry.WindowWidth, geometry.HorizontalStride, geometry.OutputWidth);
                for (int channel = 0; channel < stride; channel += Lanes.Count, place += Lanes.Count)
                {
                    Vector512<float> sum = Vector512<float>.Zero;
                    for (int row = firstRow; row < endRow; row++)
                    {
                        for (int column = firstColumn; column < endColumn; column++)
                        {
                            int code = (paddedRow - row * geometry.VerticalStride) * geometry.WindowWidth + paddedColumn - column * geometry.HorizontalStride;
                            nint pixel = (nint)row * geometry.OutputWidth + column, output = pixel * stride + channel;
                            Vector512<float> won = Vector512.Equals(Lanes.LoadBytes(ref Unsafe.Add(ref codes, output)), Vector512.Create(code)).AsSingle();
                            sum += LoadGradient(ref gradient, pixel * gradientStride + channel, ref values, output, slope) & won;
                        }
                    }

                    sum.StoreUnsafe(ref target, place);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LoadGradient(ref float gradient, nint place, ref float values, nint valuesPlace, float slope)
    {
        Vector512<float> loaded = Vector512.LoadUnsafe(ref gradient, (nuint)place);
        return Unsafe.IsNullRef(ref values) ? loaded : Lanes.ActivationGradient(Vector512.LoadUnsafe(ref values, (nuint)valuesPlace), loaded, slope);
    }

    private static void Clear(ref float target, nint length)
    {
        if (length > 0)
            MemoryMarshal.CreateSpan(ref target, (int)length).Clear();
    }

    private static void CheckWindow(in PoolingGeometry geometry)
    {
        if (geometry.WindowHeight * geometry.WindowWidth > LargestWindow)
        {
            throw new ArgumentException(
                $"Max pooling can be trained with windows of up to {LargestWindow} positions, because a byte names the winner; "
                + $"this one has {geometry.WindowHeight}×{geometry.WindowWidth}. Use a smaller window or several poolings in a row.",
                nameof(geometry));
        }
    }
}
