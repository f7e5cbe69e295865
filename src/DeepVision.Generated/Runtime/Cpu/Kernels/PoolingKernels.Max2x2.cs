using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class PoolingKernels
{
    /// <summary>
    /// Windows of 2×2: all four values are in registers, so the maximum comes first and then who has it. A position outside the input stands for
    /// the nearest one inside, value and code, which changes neither. Where windows meet no value twice, the source comes from far away: the rows of
    /// the next windows come closer while these are computed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxOfFour<TSource>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int stride)
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
            (int upperRow, int endRow) = PoolingGeometry.Inside(top, 2, geometry.InputHeight);
            int lowerRow = endRow - 1;
            for (int outputColumn = 0; outputColumn < geometry.OutputWidth; outputColumn++, written += gap)
            {
                int left = outputColumn * geometry.HorizontalStride - geometry.PadLeft;
                (int firstColumn, int endColumn) = PoolingGeometry.Inside(left, 2, geometry.InputWidth);
                int lastColumn = endColumn - 1;
                ref float upper = ref Unsafe.Add(ref source, (top + upperRow) * rowLength + (nint)(left + firstColumn) * inputStride);
                ref float lower = ref Unsafe.Add(ref upper, (lowerRow - upperRow) * rowLength);
                nint second = (lastColumn - firstColumn) * inputStride;
                for (nint channel = 0; channel < stride; channel += Lanes.Count, output += Lanes.Count, written += Lanes.Count)
                {
                    CachePrefetch.Line(ref Unsafe.Add(ref upper, channel + next));
                    CachePrefetch.Line(ref Unsafe.Add(ref upper, channel + second + next));
                    CachePrefetch.Line(ref Unsafe.Add(ref lower, channel + next));
                    CachePrefetch.Line(ref Unsafe.Add(ref lower, channel + second + next));
                    LoadNormalization<TSource>(normalization, channel, out Vector512<float> offset, out Vector512<float> factor, out Vector512<float> shift);
                    Vector512<float> value0 = Load<TSource>(ref upper, channel, offset, factor, shift, slope), value1 = Load<TSource>(ref upper, channel + second, offset, factor, shift, slope);
                    Vector512<float> value2 = Load<TSource>(ref lower, channel, offset, factor, shift, slope), value3 = Load<TSource>(ref lower, channel + second, offset, factor, shift, slope);

                    // The maximum may lose what is not a number, a sum does not.
                    Vector512<float> best = Larger(Larger(value3, value2), Larger(value1, value0)), sum = value0 + value1 + (value2 + value3);
                    Vector512<int> winner;
                    if (Vector512.EqualsAll(sum, sum))
                    {
                        // The first one that has it wins: it is asked last.
                        winner = Vector512.Create(2 * lowerRow + lastColumn);
                        winner = SetWhereEqual(best, value2, 2 * lowerRow + firstColumn, winner);
                        winner = SetWhereEqual(best, value1, 2 * upperRow + lastColumn, winner);
                        winner = SetWhereEqual(best, value0, 2 * upperRow + firstColumn, winner);
                    }
                    else
                    {
                        nint place = (top + upperRow) * rowLength + (nint)left * inputStride + channel;
                        (best, winner) = MaxOfWindow<TSource>(ref source, normalization, (int)channel, place, upperRow, endRow, firstColumn, endColumn, 2, inputStride, rowLength);
                    }

                    best.StoreUnsafe(ref target, (nuint)written);
                    if (wantsCodes)
                        Lanes.StoreBytes(winner, ref Unsafe.Add(ref codes, output));
                }
            }
        }
    }
}
