using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The gradient of max pooling.</content>
public static partial class PoolingKernels
{
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
        for (int sample = 0; sample < count; sample++)
        {
            nint outputs = sample * geometry.OutputPixels * stride;
            MaxBackwardSample(
                geometry,
                ref Unsafe.Add(ref gradient, sample * geometry.OutputPixels * PixelStride.Of(geometry.OutputStride, stride)),
                ref Unsafe.Add(ref codes, outputs),
                ref Unsafe.IsNullRef(ref values) ? ref values : ref Unsafe.Add(ref values, outputs),
                slope,
                ref Unsafe.Add(ref target, sample * geometry.InputPixels * stride),
                stride);
        }
    }

    /// <summary>Some rows of the inputs of one sample; where windows lie edge to edge, the first of a window's rows comes first.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">Gradient of the sample's outputs.</param>
    /// <param name="codes">The winners.</param>
    /// <param name="target">Gradient of these rows, overwritten everywhere.</param>
    /// <param name="firstRow">First row.</param>
    /// <param name="endRow">Row before which to stop.</param>
    /// <param name="stride">Floats per pixel.</param>
    internal static void MaxBackwardRows(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float target, int firstRow, int endRow, int stride)
    {
        int rows = endRow - firstRow;
        if (!geometry.Tiles)
        {
            MaxBackwardSample(geometry.InputRows(firstRow, rows), ref gradient, ref codes, ref Unsafe.NullRef<float>(), 1f, ref target, stride);
            return;
        }

        int window = firstRow / geometry.WindowHeight, windows = Math.Min(geometry.OutputHeight - window, (rows + geometry.WindowHeight - 1) / geometry.WindowHeight);
        nint outputs = (nint)window * geometry.OutputWidth;
        MaxBackwardSample(
            geometry with { InputHeight = rows, OutputHeight = Math.Max(0, windows) },
            ref Unsafe.Add(ref gradient, outputs * PixelStride.Of(geometry.OutputStride, stride)), ref Unsafe.Add(ref codes, outputs * stride), ref Unsafe.NullRef<float>(), 1f, ref target, stride);
    }

    private static void MaxBackwardSample(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float values, float slope, ref float target, int stride)
    {
        if (geometry.Tiles && geometry is { WindowHeight: 2, WindowWidth: 2 } && 2 * geometry.OutputHeight <= geometry.InputHeight && 2 * geometry.OutputWidth <= geometry.InputWidth)
            SpreadPairs(geometry, ref gradient, ref codes, ref values, slope, ref target, stride);
        else if (geometry.Tiles)
            SpreadTiles(geometry, ref gradient, ref codes, ref values, slope, ref target, stride);
        else if (!Unsafe.IsNullRef(ref values))
            Gather(geometry, ref gradient, ref codes, ref values, slope, ref target, stride);
        else if (geometry is { WindowHeight: 3, WindowWidth: 3, VerticalStride: 1, HorizontalStride: 1 })
            GatherNine(geometry, ref gradient, ref codes, ref target, stride);
        else if (geometry is { WindowHeight: 3, WindowWidth: 3, VerticalStride: 2, HorizontalStride: 2 })
            GatherSquares(geometry, ref gradient, ref codes, ref target, stride);
        else if (IsCoveredByFour(geometry))
            GatherFour(geometry, ref gradient, ref codes, ref target, stride);
        else
            Gather(geometry, ref gradient, ref codes, ref values, slope, ref target, stride);
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

    /// <summary>Windows of 3×3, one for each pixel: the nine that cover an input pixel are asked in one pass over its channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherNine(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float target, int stride)
    {
        nint gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        for (int inputRow = 0; inputRow < geometry.InputHeight; inputRow++)
        {
            int bottom = inputRow + geometry.PadTop;
            CoveringWindow upper = CoveringWindow.Of(bottom - 2, bottom, 3, 1, geometry.OutputHeight);
            CoveringWindow middle = CoveringWindow.Of(bottom - 1, bottom, 3, 1, geometry.OutputHeight);
            CoveringWindow lower = CoveringWindow.Of(bottom, bottom, 3, 1, geometry.OutputHeight);
            nint upperRow = upper.Index * geometry.OutputWidth, middleRow = middle.Index * geometry.OutputWidth, lowerRow = lower.Index * geometry.OutputWidth;
            ref float upperGradient = ref Unsafe.Add(ref gradient, upperRow * gradientStride);
            ref float middleGradient = ref Unsafe.Add(ref gradient, middleRow * gradientStride);
            ref float lowerGradient = ref Unsafe.Add(ref gradient, lowerRow * gradientStride);
            ref byte upperCodes = ref Unsafe.Add(ref codes, upperRow * stride);
            ref byte middleCodes = ref Unsafe.Add(ref codes, middleRow * stride);
            ref byte lowerCodes = ref Unsafe.Add(ref codes, lowerRow * stride);
            for (int inputColumn = 0; inputColumn < geometry.InputWidth; inputColumn++)
            {
                int end = inputColumn + geometry.PadLeft;
                CoveringWindow left = CoveringWindow.Of(end - 2, end, 3, 1, geometry.OutputWidth);
                CoveringWindow center = CoveringWindow.Of(end - 1, end, 3, 1, geometry.OutputWidth);
                CoveringWindow right = CoveringWindow.Of(end, end, 3, 1, geometry.OutputWidth);
                Vector512<int> code0 = CoveringWindow.Code(upper, left, 3), code1 = CoveringWindow.Code(upper, center, 3), code2 = CoveringWindow.Code(upper, right, 3);
                Vector512<int> code3 = CoveringWindow.Code(middle, left, 3), code4 = CoveringWindow.Code(middle, center, 3), code5 = CoveringWindow.Code(middle, right, 3);
                Vector512<int> code6 = CoveringWindow.Code(lower, left, 3), code7 = CoveringWindow.Code(lower, center, 3), code8 = CoveringWindow.Code(lower, right, 3);
                nint first = left.Index * gradientStride, second = center.Index * gradientStride, third = right.Index * gradientStride;
                nint firstCode = left.Index * stride, secondCode = center.Index * stride, thirdCode = right.Index * stride;
                for (nint channel = 0; channel < stride; channel += Lanes.Count)
                {
                    Vector512<float> sum = AddWhereWon(Vector512<float>.Zero, ref upperGradient, first + channel, ref upperCodes, firstCode + channel, code0);
                    sum = AddWhereWon(sum, ref upperGradient, second + channel, ref upperCodes, secondCode + channel, code1);
                    sum = AddWhereWon(sum, ref upperGradient, third + channel, ref upperCodes, thirdCode + channel, code2);
                    sum = AddWhereWon(sum, ref middleGradient, first + channel, ref middleCodes, firstCode + channel, code3);
                    sum = AddWhereWon(sum, ref middleGradient, second + channel, ref middleCodes, secondCode + channel, code4);
                    sum = AddWhereWon(sum, ref middleGradient, third + channel, ref middleCodes, thirdCode + channel, code5);
                    sum = AddWhereWon(sum, ref lowerGradient, first + channel, ref lowerCodes, firstCode + channel, code6);
                    sum = AddWhereWon(sum, ref lowerGradient, second + channel, ref lowerCodes, secondCode + channel, code7);
                    sum = AddWhereWon(sum, ref lowerGradient, third + channel, ref lowerCodes, thirdCode + channel, code8);
                    sum.StoreUnsafe(ref target);
                    target = ref Unsafe.Add(ref target, Lanes.Count);
                }
            }
        }
    }

    /// <summary>Adds the gradient of the windows whose winner has a code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddWhereWon(Vector512<float> sum, ref float gradient, nint place, ref byte codes, nint codePlace, Vector512<int> code)
    {
        Vector512<float> won = Vector512.Equals(Lanes.LoadBytes(ref Unsafe.Add(ref codes, codePlace)), code).AsSingle();
        return Vector512.ConditionalSelect(won, sum + Vector512.LoadUnsafe(ref gradient, (nuint)place), sum);
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
}
