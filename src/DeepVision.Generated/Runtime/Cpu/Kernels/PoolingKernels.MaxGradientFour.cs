using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <content>The gradient of max poolings of which one or two windows cover an input position along each axis.</content>
public static partial class PoolingKernels
{
    /// <summary>Whether one or two windows cover an input position along each axis.</summary>
    private static bool IsCoveredByFour(in PoolingGeometry geometry) =>
        geometry.WindowHeight <= 2 * geometry.VerticalStride && geometry.WindowWidth <= 2 * geometry.HorizontalStride;

    /// <summary>All windows that may cover a pixel are asked in one pass over its channels.</summary>
    private static void GatherFour(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float target, int stride)
    {
        for (int row = 0; row < geometry.InputHeight; row++)
            GatherFour(geometry, row, 0, geometry.InputWidth, ref gradient, ref codes, ref target, stride);
    }

    /// <summary>The same for some pixels of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherFour(in PoolingGeometry geometry, int inputRow, int firstColumn, int endColumn, ref float gradient, ref byte codes, ref float target, int stride)
    {
        nint gradientStride = PixelStride.Of(geometry.OutputStride, stride);
        (int height, int width, int verticalStride, int horizontalStride) = (geometry.WindowHeight, geometry.WindowWidth, geometry.VerticalStride, geometry.HorizontalStride);
        int bottom = inputRow + geometry.PadTop, lowest = bottom / verticalStride;
        CoveringWindow upper = CoveringWindow.Of(lowest - 1, bottom, height, verticalStride, geometry.OutputHeight);
        CoveringWindow lower = CoveringWindow.Of(lowest, bottom, height, verticalStride, geometry.OutputHeight);
        nint upperRow = upper.Index * geometry.OutputWidth, lowerRow = lower.Index * geometry.OutputWidth;
        ref float upperGradient = ref Unsafe.Add(ref gradient, upperRow * gradientStride);
        ref float lowerGradient = ref Unsafe.Add(ref gradient, lowerRow * gradientStride);
        ref byte upperCodes = ref Unsafe.Add(ref codes, upperRow * stride);
        ref byte lowerCodes = ref Unsafe.Add(ref codes, lowerRow * stride);
        target = ref Unsafe.Add(ref target, ((nint)inputRow * geometry.InputWidth + firstColumn) * stride);
        for (int inputColumn = firstColumn; inputColumn < endColumn; inputColumn++)
        {
            int end = inputColumn + geometry.PadLeft, last = end / horizontalStride;
            CoveringWindow left = CoveringWindow.Of(last - 1, end, width, horizontalStride, geometry.OutputWidth);
            CoveringWindow right = CoveringWindow.Of(last, end, width, horizontalStride, geometry.OutputWidth);
            Vector512<int> code0 = CoveringWindow.Code(upper, left, width), code1 = CoveringWindow.Code(upper, right, width);
            Vector512<int> code2 = CoveringWindow.Code(lower, left, width), code3 = CoveringWindow.Code(lower, right, width);
            nint first = left.Index * gradientStride, second = right.Index * gradientStride;
            nint firstCode = left.Index * stride, secondCode = right.Index * stride;
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> sum = AddWhereWon(Vector512<float>.Zero, ref upperGradient, first + channel, ref upperCodes, firstCode + channel, code0);
                sum = AddWhereWon(sum, ref upperGradient, second + channel, ref upperCodes, secondCode + channel, code1);
                sum = AddWhereWon(sum, ref lowerGradient, first + channel, ref lowerCodes, firstCode + channel, code2);
                sum = AddWhereWon(sum, ref lowerGradient, second + channel, ref lowerCodes, secondCode + channel, code3);
                sum.StoreUnsafe(ref target);
                target = ref Unsafe.Add(ref target, Lanes.Count);
            }
        }
    }

    /// <summary>
    /// Windows of 3×3 with a stride of 2: the second and third pixel of one along an axis meet it and the window behind it. Squares of two by two such pixels ask
    /// four windows between them, nine times in all, and load what they ask once. The pixels at the edges, which have fewer windows, are asked for by themselves.
    /// </summary>
    private static void GatherSquares(in PoolingGeometry geometry, ref float gradient, ref byte codes, ref float target, int stride)
    {
        for (int row = 0; row < geometry.InputHeight;)
        {
            int padded = row + geometry.PadTop;
            if (int.IsOddInteger(padded) && row + 1 < geometry.InputHeight && padded / 2 + 1 < geometry.OutputHeight)
            {
                GatherSquares(geometry, row, ref gradient, ref codes, ref target, stride);
                row += 2;
            }
            else
            {
                GatherFour(geometry, row, 0, geometry.InputWidth, ref gradient, ref codes, ref target, stride);
                row++;
            }
        }
    }

    /// <summary>Two rows, the second and third of a row of windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GatherSquares(in PoolingGeometry geometry, int row, ref float gradient, ref byte codes, ref float target, int stride)
    {
        int firstColumn = int.IsOddInteger(geometry.PadLeft) ? 0 : 1, firstWindow = (firstColumn + geometry.PadLeft) / 2;
        int squares = Math.Max(0, Math.Min((geometry.InputWidth - firstColumn) / 2, geometry.OutputWidth - 1 - firstWindow)), endColumn = firstColumn + 2 * squares;
        for (int edge = row; edge < row + 2; edge++)
        {
            GatherFour(geometry, edge, 0, Math.Min(firstColumn, geometry.InputWidth), ref gradient, ref codes, ref target, stride);
            GatherFour(geometry, edge, endColumn, geometry.InputWidth, ref gradient, ref codes, ref target, stride);
        }

        nint gradientStride = PixelStride.Of(geometry.OutputStride, stride), rowLength = (nint)geometry.InputWidth * stride;
        nint window = (nint)((row + geometry.PadTop) / 2) * geometry.OutputWidth + firstWindow;
        nint below = geometry.OutputWidth * gradientStride, belowCodes = (nint)geometry.OutputWidth * stride;
        gradient = ref Unsafe.Add(ref gradient, window * gradientStride);
        codes = ref Unsafe.Add(ref codes, window * stride);
        target = ref Unsafe.Add(ref target, row * rowLength + (nint)firstColumn * stride);
        Vector512<int> code1 = Vector512.Create(1), code2 = Vector512.Create(2), code3 = Vector512.Create(3), code4 = Vector512.Create(4);
        Vector512<int> code5 = Vector512.Create(5), code6 = Vector512.Create(6), code7 = Vector512.Create(7), code8 = Vector512.Create(8);
        for (int square = 0; square < squares; square++)
        {
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                ref float dy = ref Unsafe.Add(ref gradient, channel);
                ref byte winners = ref Unsafe.Add(ref codes, channel);
                CachePrefetch.Line(ref Unsafe.Add(ref dy, 2 * below));
                CachePrefetch.Line(ref Unsafe.As<byte, float>(ref Unsafe.Add(ref winners, 2 * belowCodes)));
                Vector512<float> gradient0 = Vector512.LoadUnsafe(ref dy), gradient1 = Vector512.LoadUnsafe(ref dy, (nuint)gradientStride);
                Vector512<float> gradient2 = Vector512.LoadUnsafe(ref dy, (nuint)below), gradient3 = Vector512.LoadUnsafe(ref dy, (nuint)(below + gradientStride));
                Vector512<int> winner0 = Lanes.LoadBytes(ref winners), winner1 = Lanes.LoadBytes(ref Unsafe.Add(ref winners, stride));
                Vector512<int> winner2 = Lanes.LoadBytes(ref Unsafe.Add(ref winners, belowCodes)), winner3 = Lanes.LoadBytes(ref Unsafe.Add(ref winners, belowCodes + stride));

                // As everywhere, a sum begins with zero and meets its windows row by row.
                Vector512<float> sum0 = AddWhereEqual(Vector512<float>.Zero, gradient0, winner0, code4);
                Vector512<float> sum1 = AddWhereEqual(AddWhereEqual(Vector512<float>.Zero, gradient0, winner0, code5), gradient1, winner1, code3);
                Vector512<float> sum2 = AddWhereEqual(AddWhereEqual(Vector512<float>.Zero, gradient0, winner0, code7), gradient2, winner2, code1);
                Vector512<float> sum3 = AddWhereEqual(AddWhereEqual(Vector512<float>.Zero, gradient0, winner0, code8), gradient1, winner1, code6);
                sum3 = AddWhereEqual(AddWhereEqual(sum3, gradient2, winner2, code2), gradient3, winner3, Vector512<int>.Zero);

                ref float dx = ref Unsafe.Add(ref target, channel);
                sum0.StoreUnsafe(ref dx);
                sum1.StoreUnsafe(ref dx, (nuint)stride);
                sum2.StoreUnsafe(ref dx, (nuint)rowLength);
                sum3.StoreUnsafe(ref dx, (nuint)(rowLength + stride));
            }

            gradient = ref Unsafe.Add(ref gradient, gradientStride);
            codes = ref Unsafe.Add(ref codes, stride);
            target = ref Unsafe.Add(ref target, 2 * stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddWhereEqual(Vector512<float> sum, Vector512<float> gradient, Vector512<int> winner, Vector512<int> code) =>
        Vector512.ConditionalSelect(Vector512.Equals(winner, code).AsSingle(), sum + gradient, sum);
}
