using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class PoolingKernels
{
    /// <summary>
    /// The mean of each window. It is divided by the positions inside the input or, with
    /// <see cref="PoolingGeometry.CountPadding"/>, inside input and padding.
    /// </summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void AverageForward(in PoolingGeometry geometry, ref float source, ref float target, int count, int stride) =>
        AverageForward(geometry, ref source, ref target, 0, count * geometry.OutputHeight, stride);

    /// <summary>Some rows of the outputs, counted through all samples.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="firstRow">First row.</param>
    /// <param name="endRow">Row before which to stop.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void AverageForward(in PoolingGeometry geometry, ref float source, ref float target, int firstRow, int endRow, int stride)
    {
        for (int row = firstRow; row < endRow;)
        {
            (int sample, int top) = Math.DivRem(row, geometry.OutputHeight);
            PoolingGeometry rows = geometry.Rows(top, Math.Min(geometry.OutputHeight - top, endRow - row));
            AverageForwardSample(
                rows,
                ref Unsafe.Add(ref source, sample * geometry.InputPixels * PixelStride.Of(geometry.InputStride, stride)),
                ref Unsafe.Add(ref target, (nint)row * geometry.OutputWidth * PixelStride.Of(geometry.OutputStride, stride)),
                stride);
            row += rows.OutputHeight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AverageForwardSample(in PoolingGeometry geometry, ref float source, ref float target, int stride)
    {
        int inputStride = PixelStride.Of(geometry.InputStride, stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint rowLength = (nint)geometry.InputWidth * inputStride;
        nuint output = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int top = outputRow * geometry.VerticalStride - geometry.PadTop;
            (int firstRow, int endRow) = PoolingGeometry.Inside(top, geometry.WindowHeight, geometry.InputHeight);
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, output += (nuint)gap)
            {
                int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, geometry.WindowWidth, geometry.InputWidth);
                Vector512<float> divisor = Vector512.Create((float)geometry.Divisor(outputRow, outputColumn));
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count)
                {
                    Vector512<float> sum = Vector512<float>.Zero;
                    for (int row = firstRow; row < endRow; row++)
                    {
                        nint place = (top + row) * rowLength + (nint)(left + firstColumn) * inputStride + channel;
                        for (int column = firstColumn; column < endColumn; column++, place += inputStride)
                            sum += Vector512.LoadUnsafe(ref source, (nuint)place);
                    }

                    (sum / divisor).StoreUnsafe(ref target, output);
                }
            }
        }
    }

    /// <summary>Spreads each output's gradient evenly over its window; overlapping windows add up.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">Gradient of the outputs.</param>
    /// <param name="target">Gradient of the inputs, overwritten everywhere.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    public static void AverageBackward(in PoolingGeometry geometry, ref float gradient, ref float target, int count, int stride)
    {
        for (int sample = 0; sample < count; sample++)
        {
            ref float sampleGradient = ref Unsafe.Add(ref gradient, sample * geometry.OutputPixels * PixelStride.Of(geometry.OutputStride, stride));
            ref float sampleTarget = ref Unsafe.Add(ref target, sample * geometry.InputPixels * stride);
            if (geometry.Tiles)
                AverageBackwardTiles(geometry, ref sampleGradient, ref sampleTarget, stride);
            else
                AverageBackwardGather(geometry, ref sampleGradient, ref sampleTarget, stride);
        }
    }

    /// <summary>Windows edge to edge: every output writes its own pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AverageBackwardTiles(in PoolingGeometry geometry, ref float gradient, ref float target, int stride)
    {
        int windowHeight = geometry.WindowHeight, windowWidth = geometry.WindowWidth;
        nint rowLength = (nint)geometry.InputWidth * stride;
        nint covered = Math.Min(rowLength, (nint)geometry.OutputWidth * windowWidth * stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nuint output = 0;
        for (int outputRow = 0; outputRow < geometry.OutputHeight; outputRow++)
        {
            int rows = Math.Min(windowHeight, geometry.InputHeight - outputRow * windowHeight);
            ref float band = ref Unsafe.Add(ref target, outputRow * windowHeight * rowLength);
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, output += (nuint)gap)
            {
                int columns = Math.Min(windowWidth, geometry.InputWidth - outputColumn * windowWidth);
                Vector512<float> share = Vector512.Create(1f / geometry.Divisor(outputRow, outputColumn));
                for (int channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count)
                {
                    Vector512<float> value = Vector512.LoadUnsafe(ref gradient, output) * share;
                    nint corner = (nint)outputColumn * windowWidth * stride + channel;
                    for (int row = 0; row < rows; row++, corner += rowLength)
                        for (int column = 0; column < columns; column++)
                            value.StoreUnsafe(ref band, (nuint)(corner + (nint)column * stride));
                }
            }

            for (int row = 0; row < rows; row++)
                Clear(ref Unsafe.Add(ref band, row * rowLength + covered), rowLength - covered);
        }

        nint coveredRows = Math.Min(geometry.InputHeight, geometry.OutputHeight * windowHeight);
        Clear(ref Unsafe.Add(ref target, coveredRows * rowLength), (geometry.InputHeight - coveredRows) * rowLength);
    }

    /// <summary>Any windows: each input pixel adds up the shares of the windows that cover it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AverageBackwardGather(in PoolingGeometry geometry, ref float gradient, ref float target, int stride)
    {
        nint pixel = 0;
        int gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        for (int inputRow = 0; inputRow < geometry.InputHeight; inputRow++)
        {
            (int firstRow, int endRow) = PoolingGeometry.Covering(
                inputRow + geometry.PadTop, geometry.WindowHeight, geometry.VerticalStride, geometry.OutputHeight);
            for (int inputColumn = 0; inputColumn < geometry.InputWidth; inputColumn++, pixel += stride)
            {
                (int firstColumn, int endColumn) = PoolingGeometry.Covering(
                    inputColumn + geometry.PadLeft, geometry.WindowWidth, geometry.HorizontalStride, geometry.OutputWidth);
                bool written = false;
                for (int row = firstRow; row < endRow; row++)
                {
                    for (int column = firstColumn; column < endColumn; column++)
                    {
                        nint output = ((nint)row * geometry.OutputWidth + column) * gradientStride;
                        Vector512<float> share = Vector512.Create(1f / geometry.Divisor(row, column));
                        for (int channel = 0; channel < stride; channel += Lanes.Count)
                        {
                            Vector512<float> value = Vector512.LoadUnsafe(ref gradient, (nuint)(output + channel)) * share;
                            if (written)
                                value += Vector512.LoadUnsafe(ref target, (nuint)(pixel + channel));
                            value.StoreUnsafe(ref target, (nuint)(pixel + channel));
                        }

                        written = true;
                    }
                }

                if (!written)
                    Clear(ref Unsafe.Add(ref target, pixel), stride);
            }
        }
    }
}
