using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Convolutions of 1×1 and their input gradients: matrix products whose rows are pixels. A panel of pixels stays in the first-level
/// cache while all output channels are made of it; tiles of some pixels × a few vectors of outputs share every weight that is loaded.
/// Each value is one chain of multiply-adds in the order of the inputs, whatever the tile.
/// </summary>
public static class PointwiseConvolution
{
    /// <summary>Floats of a panel and of its results.</summary>
    private const int PanelFloats = 8 * 1024;

    /// <summary>
    /// Weights beyond this don't stay in the second-level cache. They pass it once for each panel, so the panel, whose pixels each tile reads once for a
    /// block of outputs, takes that cache then instead of the first one.
    /// </summary>
    private const int LargeWeights = 64 * 1024, LargePanelFloats = 64 * 1024;

    /// <summary>
    /// Inputs up to which a tile has half as many pixels: its sums are done so soon that what follows them counts, which a processor does beside the
    /// next tile's only if that takes few registers.
    /// </summary>
    private const int ShortChain = 32;

    /// <summary>Pixels of the largest register tile.</summary>
    private const int TilePixels = 12;

    /// <summary>Pixels up to which weights pass too fast for their way from memory.</summary>
    private const int FewPixels = 256;

    /// <summary>y = f(w x + bias).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the first pixel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="next">What will be read behind this call, if it is far away: it comes into the cache meanwhile, and is only asked for.</param>
    public static void Forward<TActivation>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TActivation : struct, ITileActivation =>
        Run<Output<TActivation>, TileWithoutAddend>(geometry, ref source, ref weights, ref bias, ref target, ref target, slope, ref target, pixels, next);

    /// <summary>y = f(w x + bias + addend).</summary>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes; rows are pixels.</param>
    /// <param name="source">First float of the first pixel.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first pixel, laid out as the target.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the first pixel.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="next">What will be read behind this call, if it is far away: it comes into the cache meanwhile, and is only asked for.</param>
    public static void Forward<TActivation>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TActivation : struct, ITileActivation =>
        Run<Output<TActivation>, TileAddend>(geometry, ref source, ref weights, ref bias, ref target, ref addend, slope, ref target, pixels, next);

    /// <summary>The gradient by the input of the layer, or by that of an activation in front of it.</summary>
    /// <typeparam name="TActivation">The activation in front of the layer.</typeparam>
    /// <param name="geometry">The shapes of the gradient: its inputs are the layer's outputs.</param>
    /// <param name="gradient">Gradient of the layer's outputs.</param>
    /// <param name="weights">The transposed weights.</param>
    /// <param name="values">Outputs of the activation; not looked at without one.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the gradient.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="next">What will be read behind this call, if it is far away: it comes into the cache meanwhile, and is only asked for.</param>
    public static void InputGradient<TActivation>(in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TActivation : struct, ITileActivation =>
        Run<Derivative<TActivation>, TileWithoutAddend>(geometry, ref gradient, ref weights, ref Unsafe.NullRef<float>(), ref values, ref target, slope, ref target, pixels, next);

    /// <summary>The gradient by the input of the layer plus an addend, or by the input of an activation in front of it.</summary>
    /// <typeparam name="TActivation">The activation in front of the layer.</typeparam>
    /// <param name="geometry">The shapes of the gradient: its inputs are the layer's outputs.</param>
    /// <param name="gradient">Gradient of the layer's outputs.</param>
    /// <param name="weights">The transposed weights.</param>
    /// <param name="values">Outputs of the activation; not looked at without one.</param>
    /// <param name="addend">The addend of the first pixel, laid out as the target.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">Receives the gradient.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="next">What will be read behind this call, if it is far away: it comes into the cache meanwhile, and is only asked for.</param>
    public static void InputGradient<TActivation>(in DenseGeometry geometry, ref float gradient, ref float weights, ref float values, ref float addend, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TActivation : struct, ITileActivation =>
        Run<Derivative<TActivation>, TileAddend>(geometry, ref gradient, ref weights, ref Unsafe.NullRef<float>(), ref values, ref addend, slope, ref target, pixels, next);

    private static void Run<TEnd, TAddend>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float values, ref float addend, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TEnd : struct, IEnd
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                RunPairs<TEnd, TAddend>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
            else if (geometry.Inputs <= ShortChain)
                Run<TEnd, TAddend, TwoVectors<Width512, Vector512<float>>, SixRows<TwoVectors<Width512, Vector512<float>>>, TwoRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
            else if (geometry.Block == 32 || geometry.PaddedOutputs % 64 != 0)
                Run<TEnd, TAddend, TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
            else
                Run<TEnd, TAddend, FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, TwoRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TEnd, TAddend, TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, TwoRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
        }
        else
        {
            Run<TEnd, TAddend, TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, TwoRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref weights, ref bias, ref values, ref addend, slope, ref target, pixels, next);
        }
    }

    /// <summary>
    /// Blocks of one vector, an odd number of them: two make a row of a tile, as they lie, and the last one is left over. Both go over as many pixels at a time as stay in the
    /// second-level cache.
    /// </summary>
    private static void RunPairs<TEnd, TAddend>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float values, ref float addend, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TEnd : struct, IEnd
        where TAddend : struct, ITileAddend
    {
        int paired = geometry.PaddedOutputs / (2 * Lanes.Count) * (2 * Lanes.Count);
        DenseGeometry pairs = geometry with { Outputs = paired }, rest = geometry with { Outputs = geometry.PaddedOutputs - paired };
        nint most = paired == 0 ? Math.Max(1, pixels) : Math.Max(1, LargePanelFloats / geometry.InputStride / TilePixels) * TilePixels;
        for (nint first = 0; first < pixels; first += most)
        {
            nint count = Math.Min(most, pixels - first), place = first * geometry.OutputStride;
            ref float from = ref Unsafe.Add(ref source, first * geometry.InputStride);
            ReadOnlySpan<float> share = next.Slice((int)(next.Length * first / pixels), (int)(next.Length * count / pixels));
            if (paired > 0 && geometry.Inputs <= ShortChain)
                Run<TEnd, TAddend, TwoVectors<Width512, Vector512<float>>, SixRows<TwoVectors<Width512, Vector512<float>>>, TwoRows<TwoVectors<Width512, Vector512<float>>>>(pairs, ref from, ref weights, ref bias, ref Unsafe.Add(ref values, place), ref Unsafe.Add(ref addend, place), slope, ref Unsafe.Add(ref target, place), count, share);
            else if (paired > 0)
                Run<TEnd, TAddend, TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(pairs, ref from, ref weights, ref bias, ref Unsafe.Add(ref values, place), ref Unsafe.Add(ref addend, place), slope, ref Unsafe.Add(ref target, place), count, share);
            place += paired;
            if (paired < geometry.PaddedOutputs)
                Run<TEnd, TAddend, OneVector<Width512, Vector512<float>>, TwelveRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(rest, ref from, ref Unsafe.Add(ref weights, geometry.WeightOffset(paired)), ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, paired), ref Unsafe.Add(ref values, place), ref Unsafe.Add(ref addend, place), slope, ref Unsafe.Add(ref target, place), count, paired == 0 ? share : default);
        }
    }

    /// <typeparam name="TEnd">What happens to the sums.</typeparam>
    /// <typeparam name="TAddend">Whether there is an addend.</typeparam>
    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">The tile.</typeparam>
    /// <typeparam name="TSmallTile">A third of it, for the pixels that are left over.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TEnd, TAddend, TRow, TTile, TSmallTile>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float values, ref float addend, float slope, ref float target, nint pixels, ReadOnlySpan<float> next)
        where TEnd : struct, IEnd
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TSmallTile : struct, ITile<TRow>
    {
        // Each tile asks for its share, a step with each input. A band of rows may have no pixels, and then nothing to ask for either.
        bool hasLargeWeights = geometry.Inputs * geometry.PaddedOutputs > LargeWeights;
        bool asksForWeights = next.IsEmpty && (hasLargeWeights || pixels <= FewPixels);
        ref float ahead = ref next.IsEmpty ? ref source : ref MemoryMarshal.GetReference(next);
        nint share = next.IsEmpty ? 0 : next.Length * (nint)TTile.Rows * TRow.Length / (pixels * geometry.PaddedOutputs);
        int panelPixels = hasLargeWeights
            ? LargePanelFloats / geometry.InputStride
            : PanelFloats / (geometry.InputStride + geometry.PaddedOutputs);
        nint panel = geometry.PaddedOutputs > TRow.Length ? Math.Max(2, panelPixels / TTile.Rows) * TTile.Rows : Math.Max(1, pixels);
        if (asksForWeights)
            share = (nint)geometry.Inputs * TRow.Length / Math.Max(1, Math.Min(panel, pixels) / TTile.Rows);
        nint aheadStep = Math.Min(Lanes.Count, (share + geometry.Inputs - 1) / geometry.Inputs);
        for (nint first = 0; first < pixels; first += panel)
        {
            nint end = Math.Min(first + panel, pixels);
            for (int output = 0; output < geometry.PaddedOutputs; output += TRow.Length)
            {
                ref float w = ref Unsafe.Add(ref weights, geometry.WeightOffset(output));

                // The weights of the next block, or what lies behind the last one: those of the layer behind this one, as a rule.
                if (asksForWeights)
                    ahead = ref Unsafe.Add(ref weights, (nint)geometry.Inputs * (Math.Max(geometry.Block, TRow.Length) + output));
                ref float b = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, output);
                nint pixel = first;
                for (; pixel + TTile.Rows <= end; pixel += TTile.Rows)
                {
                    RunTile<TEnd, TAddend, TRow, TTile>(geometry, ref source, ref w, ref b, ref values, ref addend, slope, ref target, pixel, output, ref ahead, aheadStep);
                    ahead = ref Unsafe.Add(ref ahead, share);
                }

                for (; pixel + TSmallTile.Rows <= end; pixel += TSmallTile.Rows)
                    RunTile<TEnd, TAddend, TRow, TSmallTile>(geometry, ref source, ref w, ref b, ref values, ref addend, slope, ref target, pixel, output, ref ahead, 0);
                for (; pixel < end; pixel++)
                    RunTile<TEnd, TAddend, TRow, OneRow<TRow>>(geometry, ref source, ref w, ref b, ref values, ref addend, slope, ref target, pixel, output, ref ahead, 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile<TEnd, TAddend, TRow, TTile>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float values, ref float addend, float slope, ref float target, nint pixel, int output, ref float ahead, nint aheadStep)
        where TEnd : struct, IEnd
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        nint place = pixel * geometry.OutputStride + output;
        ref float y = ref Unsafe.Add(ref target, place);

        // The target is far away where it is kept for the batch, and so is the addend; they come while the sums are made.
        for (nint row = 0; row < TTile.Rows; row++)
        {
            for (int column = 0; column < TRow.Length; column += Lanes.Count)
            {
                CachePrefetch.Line(ref Unsafe.Add(ref y, row * geometry.OutputStride + column));
                if (TAddend.IsPresent)
                    CachePrefetch.Line(ref Unsafe.Add(ref addend, place + row * geometry.OutputStride + column));
            }
        }

        TTile tile = default;
        if (!Unsafe.IsNullRef(ref bias))
            tile.Load(ref bias, 0);
        ref float x = ref Unsafe.Add(ref source, pixel * geometry.InputStride);

        // Two blocks of one vector make a row of two.
        if (TRow.Vectors == 2)
            RegisterTile.MultiplyAddHalves<TTile, TRow>(ref tile, ref x, geometry.InputStride, ref weights, geometry.Block < TRow.Length ? (nint)geometry.Inputs * geometry.Block : TRow.Length / 2, geometry.Block, geometry.Inputs, ref ahead, aheadStep);
        else
            RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref x, geometry.InputStride, 1, ref weights, geometry.Block, geometry.Inputs, ref ahead, aheadStep);
        if (TAddend.IsPresent)
            tile.Add(ref Unsafe.Add(ref addend, place), geometry.OutputStride);
        TEnd.Activate<TTile, TRow>(ref tile, slope);
        tile.Store(ref y, geometry.OutputStride);
        TEnd.Differentiate<TRow>(ref y, ref Unsafe.Add(ref values, place), geometry.OutputStride, TTile.Rows, slope);
    }

    /// <summary>What happens to the sums of a tile: an activation, or the derivative of one.</summary>
    private interface IEnd
    {
        /// <summary>Sums become f of themselves.</summary>
        static abstract void Activate<TTile, TRow>(ref TTile tile, float slope)
            where TTile : struct, ITile<TRow>
            where TRow : struct, ITileRow<TRow>;

        /// <summary>Gradients by y, some rows that are written, become those by x.</summary>
        static abstract void Differentiate<TRow>(ref float gradients, ref float values, nint stride, int rows, float slope)
            where TRow : struct, ITileRow<TRow>;
    }

    private readonly struct Output<TActivation> : IEnd
        where TActivation : struct, ITileActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Activate<TTile, TRow>(ref TTile tile, float slope)
            where TTile : struct, ITile<TRow>
            where TRow : struct, ITileRow<TRow> => tile.Activate<TActivation>(slope);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Differentiate<TRow>(ref float gradients, ref float values, nint stride, int rows, float slope)
            where TRow : struct, ITileRow<TRow>
        {
        }
    }

    private readonly struct Derivative<TActivation> : IEnd
        where TActivation : struct, ITileActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Activate<TTile, TRow>(ref TTile tile, float slope)
            where TTile : struct, ITile<TRow>
            where TRow : struct, ITileRow<TRow>
        {
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Differentiate<TRow>(ref float gradients, ref float values, nint stride, int rows, float slope)
            where TRow : struct, ITileRow<TRow>
        {
            if (typeof(TActivation) == typeof(TileIdentity))
                return;
            for (nint row = 0; row < rows; row++)
            {
                TRow gradient = default;
                gradient.Load(ref Unsafe.Add(ref gradients, row * stride));
                gradient.Differentiate<TActivation>(ref Unsafe.Add(ref values, row * stride), slope);
                gradient.Store(ref Unsafe.Add(ref gradients, row * stride));
            }
        }
    }
}
