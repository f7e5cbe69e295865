using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class PoolingKernels
{
    /// <summary>
    /// Windows of 3×3: all nine values are in registers, so the maximum comes first and then who has it. A position outside the input stands for
    /// the nearest one inside, value and code, which changes neither.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxOfNine<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int stride)
        where TSource : struct, IKernelSource
    {
        float slope = normalization.Slope;
        bool wantsCodes = !Unsafe.IsNullRef(ref codes);
        int inputStride = PixelStride.Of(geometry.InputStride, stride), gap = PixelStride.Of(geometry.OutputStride, stride) - stride;
        nint rowLength = (nint)geometry.InputWidth * inputStride, next = geometry.VerticalStride * rowLength;
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
                nint second = (middleColumn - firstColumn) * inputStride, third = (lastColumn - firstColumn) * inputStride;
                for (nint channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, written += Lanes.Count)
                {
                    // What is normalised here has not been in a cache: the rows that the windows below these add come closer meanwhile.
                    if (TSource.IsNormalized)
                    {
                        CachePrefetch.Line(ref Unsafe.Add(ref middle, channel + second + next));
                        CachePrefetch.Line(ref Unsafe.Add(ref middle, channel + third + next));
                        CachePrefetch.Line(ref Unsafe.Add(ref lower, channel + second + next));
                        CachePrefetch.Line(ref Unsafe.Add(ref lower, channel + third + next));
                    }

                    LoadNormalization<TSource>(normalization, channel, out Vector512<float> offset, out Vector512<float> factor, out Vector512<float> shift);
                    Vector512<float> value0 = Load<TSource>(ref upper, channel, offset, factor, shift, slope), value1 = Load<TSource>(ref upper, channel + second, offset, factor, shift, slope);
                    Vector512<float> value2 = Load<TSource>(ref upper, channel + third, offset, factor, shift, slope), value3 = Load<TSource>(ref middle, channel, offset, factor, shift, slope);
                    Vector512<float> value4 = Load<TSource>(ref middle, channel + second, offset, factor, shift, slope), value5 = Load<TSource>(ref middle, channel + third, offset, factor, shift, slope);
                    Vector512<float> value6 = Load<TSource>(ref lower, channel, offset, factor, shift, slope), value7 = Load<TSource>(ref lower, channel + second, offset, factor, shift, slope);
                    Vector512<float> value8 = Load<TSource>(ref lower, channel + third, offset, factor, shift, slope);
                    Vector512<float> best = Larger(value8, Larger(Larger(Larger(value7, value6), Larger(value5, value4)), Larger(Larger(value3, value2), Larger(value1, value0))));

                    // The maximum may lose what is not a number, a sum does not.
                    Vector512<float> sum = (value0 + value1 + (value2 + value3)) + (value4 + value5 + (value6 + value7)) + value8;
                    if (!Vector512.EqualsAll(sum, sum))
                    {
                        nint place = channel + (top + firstRow) * rowLength + left * inputStride;
                        (best, Vector512<int> found) = MaxOfWindow<TSource>(ref source, normalization, (int)channel, place, firstRow, endRow, firstColumn, endColumn, 3, inputStride, rowLength);
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

    /// <summary>Rows of outputs that windows of 3×3 with a vertical stride of 1 go through together: they share the maxima of all rows but two.</summary>
    private const int SharedRows = 2;

    /// <summary>Windows of 3×3, one row below the other, some rows of outputs at a time; again and one by one where something is not a number.</summary>
    private static void MaxOfNineBelowEachOther<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int stride)
        where TSource : struct, IKernelSource
    {
        for (int first = 0; first < geometry.OutputHeight; first += SharedRows)
        {
            PoolingGeometry rows = geometry.Rows(first, Math.Min(SharedRows, geometry.OutputHeight - first));
            nint outputs = (nint)first * geometry.OutputWidth;
            ref float rowsTarget = ref Unsafe.Add(ref target, outputs * PixelStride.Of(geometry.OutputStride, stride));
            ref byte rowsCodes = ref Unsafe.IsNullRef(ref codes) ? ref codes : ref Unsafe.Add(ref codes, outputs * stride);
            if (!MaxOfSharedRows<TSource>(rows, ref source, normalization, ref rowsTarget, ref rowsCodes, stride))
                MaxOfNine<TSource>(rows, ref source, normalization, ref rowsTarget, ref rowsCodes, stride);
        }
    }

    /// <summary>
    /// The largest of three neighbours in a row belongs to three windows, one below the other: what is found of a row stays in registers for the next two.
    /// The first of equal values in row-major order wins: the first of its row, and the first row.
    /// </summary>
    /// <returns>False if there may be something that is not a number, which a maximum loses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool MaxOfSharedRows<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int stride)
        where TSource : struct, IKernelSource
    {
        float slope = normalization.Slope;
        bool wantsCodes = !Unsafe.IsNullRef(ref codes);
        int inputStride = PixelStride.Of(geometry.InputStride, stride), outputStride = PixelStride.Of(geometry.OutputStride, stride);
        int lastRow = geometry.InputHeight - 1, firstTop = -geometry.PadTop, endBottom = firstTop + geometry.OutputHeight + 2;
        nint rowLength = (nint)geometry.InputWidth * inputStride, rowWritten = (nint)geometry.OutputWidth * outputStride, rowCodes = (nint)geometry.OutputWidth * stride;
        Vector512<float> sum = Vector512<float>.Zero;
        for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++)
        {
            int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
            (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, 3, geometry.InputWidth);
            int middleColumn = Math.Clamp(1, firstColumn, endColumn - 1), lastColumn = endColumn - 1;
            Vector512<int> code0 = Vector512.Create(firstColumn), code1 = Vector512.Create(middleColumn), code2 = Vector512.Create(lastColumn);
            nint second = (middleColumn - firstColumn) * inputStride, third = (lastColumn - firstColumn) * inputStride;
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                LoadNormalization<TSource>(normalization, channel, out Vector512<float> offset, out Vector512<float> factor, out Vector512<float> shift);
                ref float column = ref Unsafe.Add(ref source, (nint)(left + firstColumn) * inputStride + channel);
                Vector512<float> middle = Vector512<float>.Zero, lower = Vector512<float>.Zero;
                Vector512<int> middleWinner = Vector512<int>.Zero, lowerWinner = Vector512<int>.Zero;
                nint written = (nint)outputColumn * outputStride + channel, output = (nint)outputColumn * stride + channel;
                for (int bottom = firstTop; bottom < endBottom; bottom++)
                {
                    // Above and below the input, its nearest row stands for those that are missing.
                    int row = Math.Min(Math.Max(bottom, 0), lastRow);
                    ref float first = ref Unsafe.Add(ref column, row * rowLength);
                    Vector512<float> value0 = Load<TSource>(ref first, 0, offset, factor, shift, slope), value1 = Load<TSource>(ref first, second, offset, factor, shift, slope);
                    Vector512<float> value2 = Load<TSource>(ref first, third, offset, factor, shift, slope);
                    sum += value0 + value1 + value2;
                    Vector512<float> upper = middle;
                    Vector512<int> upperWinner = middleWinner;
                    (middle, middleWinner) = (lower, lowerWinner);
                    lower = Larger(value2, Larger(value1, value0));
                    lowerWinner = Vector512.ConditionalSelect(Vector512.Equals(lower, value1).AsInt32(), code1, code2);
                    lowerWinner = Vector512.ConditionalSelect(Vector512.Equals(lower, value0).AsInt32(), code0, lowerWinner) + Vector512.Create(3 * row);
                    int top = bottom - 2;
                    if (top < firstTop)
                        continue;

                    Vector512<float> best = Larger(lower, Larger(middle, upper));
                    best.StoreUnsafe(ref target, (nuint)written);
                    written += rowWritten;
                    if (!wantsCodes)
                        continue;

                    Vector512<int> winner = Vector512.ConditionalSelect(Vector512.Equals(best, middle).AsInt32(), middleWinner, lowerWinner);
                    winner = Vector512.ConditionalSelect(Vector512.Equals(best, upper).AsInt32(), upperWinner, winner);
                    Lanes.StoreBytes(winner - Vector512.Create(3 * top), ref Unsafe.Add(ref codes, output));
                    output += rowCodes;
                }
            }
        }

        return Vector512.EqualsAll(sum, sum);
    }
}
