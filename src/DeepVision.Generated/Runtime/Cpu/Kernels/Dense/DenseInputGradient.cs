using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The input gradient of a dense layer. The samples are the vector's lanes: a tile of a few inputs × two vectors of samples
/// stays in registers, while a row of weights for each input, which lies in memory as it is needed, streams past it. So the
/// weights need no transposed copy; only dy and dx, which are far smaller, change between rows of samples and samples side
/// by side. Every value is one chain of multiply-adds in the order of the outputs, so it depends neither on the samples
/// beside it nor on the vector's width.
/// </summary>
public static class DenseInputGradient
{
    /// <summary>Samples that share a pass over the weights.</summary>
    private const int Group = 64;

    /// <summary>Outputs of one pass: their gradients of a group of samples stay in the second-level cache. Whole blocks of weights.</summary>
    private const int PassOutputs = 512;

    /// <summary>dx = dy w, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The weights, as the forward pass reads them.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for none.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">64 · (output stride + 64) floats.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, float slope, ref float target, ref float scratch, int count) =>
        Run<TileWithoutAddend>(geometry, ref gradient, ref weights, ref values, ref target, slope, ref target, ref scratch, count);

    /// <summary>dx = dy w + addend, times the derivative of an activation in front of the layer.</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="gradient">First float of dy of the first sample.</param>
    /// <param name="weights">The weights, as the forward pass reads them.</param>
    /// <param name="values">Outputs of the activation, laid out as the target, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target, but in another place.</param>
    /// <param name="slope">The activation's slope for negative values: 0 is ReLU.</param>
    /// <param name="target">Receives dx of the first sample.</param>
    /// <param name="scratch">64 · (output stride + 64) floats.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count) =>
        Run<TileAddend>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TAddend>(in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count)
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
            Run<TAddend, TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, count);
        else if (Vector256.IsHardwareAccelerated)
            Run<TAddend, TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, OneVector<Width256, Vector256<float>>, SixRows<OneVector<Width256, Vector256<float>>>>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, count);
        else
            Run<TAddend, TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, OneVector<Width128, Vector128<float>>, SixRows<OneVector<Width128, Vector128<float>>>>(geometry, ref gradient, ref weights, ref values, ref addend, slope, ref target, ref scratch, count);
    }

    /// <typeparam name="TAddend">Whether there is an addend.</typeparam>
    /// <typeparam name="TPanel">The samples side by side.</typeparam>
    /// <typeparam name="TTile">Some inputs of them.</typeparam>
    /// <typeparam name="THalf">Half of them: where the last samples don't reach the other half, it is left out.</typeparam>
    /// <typeparam name="THalfTile">Some inputs of that half.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TAddend, TPanel, TTile, THalf, THalfTile>(
        in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, ref float scratch, int count)
        where TAddend : struct, ITileAddend
        where TPanel : struct, ITileRow<TPanel>
        where TTile : struct, ITile<TPanel>
        where THalf : struct, ITileRow<THalf>
        where THalfTile : struct, ITile<THalf>
    {
        // Inputs whose gradients become rows together: whole tiles, and a multiple of 16.
        int strip = 8 * TTile.Rows;
        ref float sums = ref Unsafe.Add(ref scratch, (nint)geometry.OutputStride * Group);
        for (int first = 0; first < count; first += Group)
        {
            int samples = Math.Min(Group, count - first);
            SamplePanels.Gather(ref Unsafe.Add(ref gradient, (nint)first * geometry.OutputStride), geometry.OutputStride, samples, geometry.OutputStride, ref scratch, TPanel.Length);
            for (int input = 0; input < geometry.InputStride; input += strip)
            {
                MemoryMarshal.CreateSpan(ref sums, strip * Group).Clear();
                int inputs = Math.Min(strip, geometry.InputStride - input);
                int rows = Math.Min(strip, geometry.Inputs - input);
                ref float x = ref Unsafe.Add(ref target, (nint)first * geometry.InputStride + input);
                ref float v = ref Unsafe.IsNullRef(ref values) ? ref values : ref Unsafe.Add(ref values, (nint)first * geometry.InputStride + input);
                ref float s = ref Unsafe.Add(ref addend, (nint)first * geometry.InputStride + input);
                for (int output = 0; output < geometry.Outputs; output += PassOutputs)
                {
                    int outputs = Math.Min(PassOutputs, geometry.Outputs - output);
                    ref float w = ref Unsafe.Add(ref weights, (nint)output * geometry.Inputs + input * geometry.Block);
                    for (int n = 0; n < samples; n += TPanel.Length)
                    {
                        if (output == 0)
                            Prefetch<TAddend>(geometry.InputStride, ref x, ref v, ref s, n, Math.Min(TPanel.Length, samples - n), inputs);
                        ref float dy = ref Unsafe.Add(ref scratch, (nint)n * geometry.OutputStride + output * TPanel.Length);
                        ref float panel = ref Unsafe.Add(ref sums, n * strip);
                        if (samples - n > THalf.Length)
                            AddOutputs<TPanel, TPanel, TTile>(geometry, ref dy, ref w, outputs, ref panel, rows);
                        else
                            AddOutputs<TPanel, THalf, THalfTile>(geometry, ref dy, ref w, outputs, ref panel, rows);
                    }
                }

                StoreRows<TAddend>(geometry.InputStride, ref sums, strip, TPanel.Length, samples, inputs, ref v, ref s, slope, ref x);
            }
        }
    }

    /// <summary>dx lies sample by sample, far apart: it is on its way into the cache while its values are computed.</summary>
    private static void Prefetch<TAddend>(nint stride, ref float target, ref float values, ref float addend, int sample, int samples, int inputs)
        where TAddend : struct, ITileAddend
    {
        CachePrefetch.Rows(ref Unsafe.Add(ref target, sample * stride), stride, samples, inputs);
        if (!Unsafe.IsNullRef(ref values))
            CachePrefetch.Rows(ref Unsafe.Add(ref values, sample * stride), stride, samples, inputs);
        if (TAddend.IsPresent)
            CachePrefetch.Rows(ref Unsafe.Add(ref addend, sample * stride), stride, samples, inputs);
    }

    /// <summary>Adds the products of some outputs to the gradients of some inputs of a panel of samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOutputs<TPanel, TRow, TTile>(in DenseGeometry geometry, ref float gradient, ref float weights, int outputs, ref float sums, int rows)
        where TPanel : struct, ITileRow<TPanel>
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        for (; rows >= TTile.Rows; rows -= TTile.Rows)
        {
            AddTile<TPanel, TRow, TTile>(geometry, ref gradient, ref weights, outputs, ref sums);
            weights = ref Unsafe.Add(ref weights, TTile.Rows * geometry.Block);
            sums = ref Unsafe.Add(ref sums, TTile.Rows * TPanel.Length);
        }

        if (rows >= 4)
        {
            AddTile<TPanel, TRow, FourRows<TRow>>(geometry, ref gradient, ref weights, outputs, ref sums);
            weights = ref Unsafe.Add(ref weights, 4 * geometry.Block);
            sums = ref Unsafe.Add(ref sums, 4 * TPanel.Length);
            rows -= 4;
        }

        if (rows >= 2)
        {
            AddTile<TPanel, TRow, TwoRows<TRow>>(geometry, ref gradient, ref weights, outputs, ref sums);
            weights = ref Unsafe.Add(ref weights, 2 * geometry.Block);
            sums = ref Unsafe.Add(ref sums, 2 * TPanel.Length);
            rows -= 2;
        }

        if (rows > 0)
            AddTile<TPanel, TRow, OneRow<TRow>>(geometry, ref gradient, ref weights, outputs, ref sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTile<TPanel, TRow, TTile>(in DenseGeometry geometry, ref float gradient, ref float weights, int outputs, ref float sums)
        where TPanel : struct, ITileRow<TPanel>
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        nint block = geometry.Block, blockLength = geometry.Inputs * block;
        TTile tile = default;
        tile.Load(ref sums, TPanel.Length);
        for (nint left = outputs; left > 0; left -= block)
        {
            // A row of the tile is an input, whose weights lie behind each other.
            nint length = Math.Min(block, left);
            RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref weights, block, 1, ref gradient, TPanel.Length, length);
            gradient = ref Unsafe.Add(ref gradient, length * TPanel.Length);
            weights = ref Unsafe.Add(ref weights, blockLength);
        }

        tile.Store(ref sums, TPanel.Length);
    }

    /// <summary>Eight samples at a time become rows of dx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreRows<TAddend>(nint stride, ref float sums, int strip, int panel, int samples, int inputs, ref float values, ref float addend, float slope, ref float target)
        where TAddend : struct, ITileAddend
    {
        for (int n = 0; n < samples; n += 8)
        {
            int together = Math.Min(8, samples - n);
            ref float row = ref Unsafe.Add(ref target, n * stride);
            SamplePanels.Scatter(ref Unsafe.Add(ref sums, n / panel * strip * panel + n % panel), panel, together, inputs, ref row, stride);
            bool differentiates = !Unsafe.IsNullRef(ref values);
            if (!differentiates && !TAddend.IsPresent)
                continue;
            ref float value = ref differentiates ? ref Unsafe.Add(ref values, n * stride) : ref row;
            ref float other = ref Unsafe.Add(ref addend, n * stride);
            for (int left = together; left > 0; left--)
            {
                if (TAddend.IsPresent && !differentiates)
                    Finish<TileIdentity, TAddend>(ref row, ref value, ref other, slope, inputs);
                else if (slope == 0f)
                    Finish<TileReLU, TAddend>(ref row, ref value, ref other, slope, inputs);
                else
                    Finish<TileLeakyReLU, TAddend>(ref row, ref value, ref other, slope, inputs);
                row = ref Unsafe.Add(ref row, stride);
                value = ref Unsafe.Add(ref value, stride);
                other = ref Unsafe.Add(ref other, stride);
            }
        }
    }

    /// <summary>Adds the addend to a row of dx, and multiplies it by the derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TActivation, TAddend>(ref float gradient, ref float values, ref float addend, float slope, int length)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        for (int i = 0; i < length; i += Lanes.Count)
        {
            ref float place = ref Unsafe.Add(ref gradient, i);
            Vector512<float> value = Vector512.LoadUnsafe(ref place);
            if (TAddend.IsPresent)
                value += Vector512.LoadUnsafe(ref addend, (nuint)i);
            TActivation.Differentiate<Width512, Vector512<float>>(value, Vector512.LoadUnsafe(ref values, (nuint)i), slope).StoreUnsafe(ref place);
        }
    }
}
