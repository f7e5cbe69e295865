using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The input gradient of a convolution of 1×1 with a stride: a matrix product for the pixels of dx that a tap reads, and nothing for all others. It goes through
/// the rows of dy in bands. The products of a band wait in scratch memory while all pixels of dx under it are written once, in their order, with what is added to
/// them: memory decides here, and so it streams. Each value is one chain of multiply-adds in the order of the outputs.
/// </summary>
public static class StridedPointwiseGradient
{
    /// <summary>The gradient by the input of the layer, or by that of an activation in front of it.</summary>
    /// <typeparam name="TActivation">The activation in front of the layer.</typeparam>
    /// <param name="geometry">The shapes of the forward pass: one group, a kernel of 1×1, no padding; the distance of two pixels of dx is a multiple of 16.</param>
    /// <param name="block">Inputs packed side by side in the transposed weights: 16, 32 or 64.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transposed weights.</param>
    /// <param name="values">Outputs of the activation, laid out as the target; not looked at without one.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">bandRows · width of dy · inputs, padded to a multiple of 16, floats.</param>
    /// <param name="bandRows">Rows of dy, of one or several samples, in a band.</param>
    /// <param name="count">Samples.</param>
    public static void Run<TActivation>(in GroupedGeometry geometry, int block, ref float gradient, ref float weights, ref float values, float slope, ref float target, ref float scratch, int bandRows, int count)
        where TActivation : struct, ITileActivation =>
        Run<TActivation, TileWithoutAddend>(geometry, block, ref gradient, ref weights, ref values, ref target, slope, ref target, ref scratch, bandRows, count);

    /// <summary>The gradient by the input of the layer plus an addend, or by the input of an activation in front of it.</summary>
    /// <typeparam name="TActivation">The activation in front of the layer.</typeparam>
    /// <param name="geometry">The shapes of the forward pass: one group, a kernel of 1×1, no padding; the distance of two pixels of dx is a multiple of 16.</param>
    /// <param name="block">Inputs packed side by side in the transposed weights: 16, 32 or 64.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The transposed weights.</param>
    /// <param name="values">Outputs of the activation, laid out as the target; not looked at without one.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">bandRows · width of dy · inputs, padded to a multiple of 16, floats.</param>
    /// <param name="bandRows">Rows of dy, of one or several samples, in a band.</param>
    /// <param name="count">Samples.</param>
    public static void Run<TActivation>(in GroupedGeometry geometry, int block, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int bandRows, int count)
        where TActivation : struct, ITileActivation =>
        Run<TActivation, TileAddend>(geometry, block, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, bandRows, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TActivation, TAddend>(in GroupedGeometry geometry, int block, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int bandRows, int count)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        int channels = Lanes.RoundUp(geometry.InputChannels), rows = count * geometry.OutputHeight;
        DenseGeometry product = new(geometry.OutputChannels, geometry.OutputPixelStride, geometry.InputChannels, channels, block);
        nint inputRow = (nint)geometry.InputWidth * geometry.InputPixelStride, outputRow = (nint)geometry.OutputWidth * geometry.OutputPixelStride;
        for (int first = 0; first < rows; first += bandRows)
        {
            // What is added to the products is asked for while they are made.
            int end = Math.Min(first + bandRows, rows), firstInput = InputRow(geometry, first), endInput = InputRow(geometry, end);
            ReadOnlySpan<float> next = TAddend.IsPresent
                ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref addend, firstInput * inputRow), (int)((endInput - firstInput) * inputRow))
                : default;
            PointwiseConvolution.InputGradient<TileIdentity>(
                product, ref Unsafe.Add(ref gradient, first * outputRow), ref weights, ref scratch, 1f, ref scratch, (nint)(end - first) * geometry.OutputWidth, next);

            ref float products = ref scratch;
            for (int row = firstInput; row < endInput; row++)
            {
                nint place = row * inputRow;
                bool hasTaps = row % geometry.InputHeight % geometry.VerticalStride == 0;
                Finish<TActivation, TAddend>(geometry, channels, hasTaps, ref products, ref Unsafe.Add(ref values, place), ref Unsafe.Add(ref addend, place), slope, ref Unsafe.Add(ref target, place));
                if (hasTaps)
                    products = ref Unsafe.Add(ref products, geometry.OutputWidth * channels);
            }
        }
    }

    /// <summary>The row of dx, counted over all samples, at which those under a row of dy begin; those behind its sample's last one belong to that.</summary>
    private static int InputRow(in GroupedGeometry geometry, int outputRow)
    {
        (int sample, int row) = Math.DivRem(outputRow, geometry.OutputHeight);
        return sample * geometry.InputHeight + row * geometry.VerticalStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TActivation, TAddend>(in GroupedGeometry geometry, int channels, bool hasTaps, ref float products, ref float values, ref float addend, float slope, ref float target)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
            Finish<TActivation, TAddend, OneVector<Width512, Vector512<float>>>(geometry, channels, hasTaps, ref products, ref values, ref addend, slope, ref target);
        else if (Vector256.IsHardwareAccelerated)
            Finish<TActivation, TAddend, TwoVectors<Width256, Vector256<float>>>(geometry, channels, hasTaps, ref products, ref values, ref addend, slope, ref target);
        else
            Finish<TActivation, TAddend, FourVectors<Width128, Vector128<float>>>(geometry, channels, hasTaps, ref products, ref values, ref addend, slope, ref target);
    }

    /// <summary>Writes a row of dx: its products, zeros where no tap reads a pixel, plus the addend, times the derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<TActivation, TAddend, TRow>(in GroupedGeometry geometry, int channels, bool hasTaps, ref float products, ref float values, ref float addend, float slope, ref float target)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
    {
        int stride = geometry.HorizontalStride, taps = hasTaps ? geometry.OutputWidth : 0;
        nint place = 0;
        for (int column = 0, tap = 0; column < geometry.InputWidth; column++, place += geometry.InputPixelStride)
        {
            bool hasTap = tap < taps && column == tap * stride;
            if (hasTap)
                tap++;
            for (nint channel = place; channel < place + channels; channel += TRow.Length)
            {
                TRow sum = default;
                if (hasTap)
                {
                    sum.Load(ref products);
                    products = ref Unsafe.Add(ref products, TRow.Length);
                }

                if (TAddend.IsPresent)
                    sum.Add(ref Unsafe.Add(ref addend, channel));
                sum.Differentiate<TActivation>(ref Unsafe.Add(ref values, channel), slope);
                sum.Store(ref Unsafe.Add(ref target, channel));
            }
        }
    }
}
