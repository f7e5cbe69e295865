using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of a dense layer: a tile of inputs × a few vectors of outputs stays in registers while the samples
/// stream past it, in order. Its work is cut into units, each a block of outputs × range of inputs, which are independent.
/// </summary>
public static class DenseWeightGradient
{
    /// <summary>Samples of a pass where dy is gathered.</summary>
    private const int PassSamples = 64;

    /// <summary>Writes the gradients of a unit.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample's inputs.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weightGradient">Gradient of the weights, in their layout; overwritten.</param>
    /// <param name="biasGradient">Gradient of the bias, overwritten, or a null reference for none.</param>
    /// <param name="scratch">64 · block floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="inputRange">Inputs of a unit.</param>
    /// <param name="unit">The unit: ranges of inputs count first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int inputRange, int unit)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Run<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, unit);
            else if (geometry.Block == 32)
                Run<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, unit);
            else
                Run<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, SixRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, unit);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, unit);
        }
        else
        {
            Run<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, unit);
        }
    }

    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">A tile.</typeparam>
    /// <typeparam name="TTwelfths">The tile where twelve divides the inputs.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRow, TTile, TTwelfths>(
        in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int inputRange, int unit)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int ranges = (geometry.Inputs + inputRange - 1) / inputRange;
        int block = unit / ranges * geometry.Block, first = unit % ranges * inputRange;
        int inputs = Math.Min(inputRange, geometry.Inputs - first);
        ref float dy = ref Unsafe.Add(ref gradient, block);
        ref float dw = ref Unsafe.Add(ref weightGradient, (nint)block * geometry.Inputs + first * geometry.Block);
        ref float x = ref Unsafe.Add(ref source, first);
        if (first == 0 && !Unsafe.IsNullRef(ref biasGradient))
            SumBias<TRow>(geometry, ref dy, ref Unsafe.Add(ref biasGradient, block), count);

        if (!GathersGradient(geometry, inputRange))
        {
            AddSamples<TRow, TTile, TTwelfths>(geometry.Block, ref x, geometry.InputStride, ref dy, geometry.OutputStride, ref dw, inputs, count, grows: false, ref NextInputs(ref x), geometry.InputStride);
            return;
        }

        // Rows of dy are so far apart that they would share a few places of the first-level cache.
        for (int sample = 0; sample < count; sample += PassSamples)
        {
            int samples = Math.Min(PassSamples, count - sample);
            SamplePanels.Copy(ref Unsafe.Add(ref dy, (nint)sample * geometry.OutputStride), geometry.OutputStride, samples, geometry.Block, ref scratch);
            ref float rows = ref Unsafe.Add(ref x, (nint)sample * geometry.InputStride);
            AddSamples<TRow, TTile, TTwelfths>(geometry.Block, ref rows, geometry.InputStride, ref scratch, geometry.Block, ref dw, inputs, samples, grows: sample > 0, ref NextInputs(ref rows), geometry.InputStride);
        }
    }

    /// <summary>
    /// Whether rows of dy lie a multiple of 1 KB apart, so that the first-level cache has too few places for a column of
    /// them, and the unit has enough inputs for them to be worth a copy.
    /// </summary>
    private static bool GathersGradient(in DenseGeometry geometry, int inputRange) =>
        geometry.OutputStride > geometry.Block && geometry.OutputStride % 256 == 0 && inputRange >= 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumBias<TRow>(in DenseGeometry geometry, ref float gradient, ref float biasGradient, int count)
        where TRow : struct, ITileRow<TRow>
    {
        nint stride = geometry.OutputStride;
        for (int part = 0; part < geometry.Block; part += TRow.Length)
        {
            ref float dy = ref Unsafe.Add(ref gradient, part);
            TRow sum = default, row = default;
            for (int n = 0; n < count; n++)
            {
                row.Load(ref dy);
                sum.Add(row);
                dy = ref Unsafe.Add(ref dy, stride);
            }

            sum.Store(ref Unsafe.Add(ref biasGradient, part));
        }
    }

    /// <summary>The next tiles' inputs: one cache line of each sample, which the processor does not foresee.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref float NextInputs(ref float inputs) => ref Unsafe.Add(ref inputs, Lanes.Count);

    /// <summary>The gradients become, or grow by, the products of some samples. Meanwhile as many rows of something that will be read soon come into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddSamples<TRow, TTile, TTwelfths>(
        nint block, ref float source, nint stride, ref float gradient, nint gradientStride, ref float weightGradient, int inputs, int samples, bool grows, ref float next, nint nextStride)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        for (int part = 0; part < block; part += TRow.Length)
        {
            ref float dy = ref Unsafe.Add(ref gradient, part);
            ref float dw = ref Unsafe.Add(ref weightGradient, part);
            ref float x = ref source, ahead = ref next;
            int left = inputs;
            if (inputs % TTwelfths.Rows == 0)
            {
                for (; left > 0; left -= TTwelfths.Rows)
                {
                    AddTile<TRow, TTwelfths>(ref x, stride, ref dy, gradientStride, ref dw, block, samples, grows, ref ahead, nextStride);
                    x = ref Unsafe.Add(ref x, TTwelfths.Rows);
                    ahead = ref Unsafe.Add(ref ahead, TTwelfths.Rows);
                    dw = ref Unsafe.Add(ref dw, TTwelfths.Rows * block);
                }
            }

            for (; left >= TTile.Rows; left -= TTile.Rows)
            {
                AddTile<TRow, TTile>(ref x, stride, ref dy, gradientStride, ref dw, block, samples, grows, ref ahead, nextStride);
                x = ref Unsafe.Add(ref x, TTile.Rows);
                ahead = ref Unsafe.Add(ref ahead, TTile.Rows);
                dw = ref Unsafe.Add(ref dw, TTile.Rows * block);
            }

            if (left >= 4)
            {
                AddTile<TRow, FourRows<TRow>>(ref x, stride, ref dy, gradientStride, ref dw, block, samples, grows, ref ahead, nextStride);
                x = ref Unsafe.Add(ref x, 4);
                ahead = ref Unsafe.Add(ref ahead, 4);
                dw = ref Unsafe.Add(ref dw, 4 * block);
                left -= 4;
            }

            if (left >= 2)
            {
                AddTile<TRow, TwoRows<TRow>>(ref x, stride, ref dy, gradientStride, ref dw, block, samples, grows, ref ahead, nextStride);
                x = ref Unsafe.Add(ref x, 2);
                ahead = ref Unsafe.Add(ref ahead, 2);
                dw = ref Unsafe.Add(ref dw, 2 * block);
                left -= 2;
            }

            if (left > 0)
                AddTile<TRow, OneRow<TRow>>(ref x, stride, ref dy, gradientStride, ref dw, block, samples, grows, ref ahead, nextStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile<TRow, TTile>(
        ref float source, nint stride, ref float gradient, nint gradientStride, ref float weightGradient, nint block, int samples, bool grows, ref float next, nint nextStride)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        TTile tile = default;
        TRow row = default;
        if (grows)
            tile.Load(ref weightGradient, block);
        do
        {
            CachePrefetch.Line(ref next);
            row.Load(ref gradient);
            tile.MultiplyAdd(ref source, 1, ref row);
            source = ref Unsafe.Add(ref source, stride);
            gradient = ref Unsafe.Add(ref gradient, gradientStride);
            next = ref Unsafe.Add(ref next, nextStride);
        }
        while (--samples > 0);
        tile.Store(ref weightGradient, block);
    }
}
