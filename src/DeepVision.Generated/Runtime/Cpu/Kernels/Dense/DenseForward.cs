using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The forward pass of a dense layer. Tiles of several samples × a few vectors of outputs share every weight that is
/// loaded. What is left over runs in smaller tiles; each output is one chain of multiply-adds in the order of the inputs
/// whatever the tile, so a sample's result doesn't depend on its neighbours.
/// </summary>
public static class DenseForward
{
    /// <summary>y = f(w x + bias).</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample's inputs.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample's outputs.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, int count) =>
        Run(geometry, ref source, ref weights, ref bias, slope, ref target, count, 0, geometry.OutputStride / geometry.Block);

    /// <summary>y = f(w x + bias + addend).</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample's inputs.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample's outputs.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count) =>
        Run(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, 0, geometry.OutputStride / geometry.Block);

    /// <summary>Some blocks of the outputs of y = f(w x + bias).</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample's inputs.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample's outputs.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstBlock">First block.</param>
    /// <param name="endBlock">Block before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, float slope, ref float target, int count, int firstBlock, int endBlock) =>
        Run<TileWithoutAddend>(geometry, ref source, ref weights, ref bias, ref target, slope, ref target, count, firstBlock * geometry.Block, endBlock * geometry.Block);

    /// <summary>Some blocks of the outputs of y = f(w x + bias + addend).</summary>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample's inputs.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="addend">The addend of the first sample, laid out as the target.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">Receives the first sample's outputs.</param>
    /// <param name="count">Samples.</param>
    /// <param name="firstBlock">First block.</param>
    /// <param name="endBlock">Block before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count, int firstBlock, int endBlock) =>
        Run<TileAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstBlock * geometry.Block, endBlock * geometry.Block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TAddend>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count, int firstOutput, int endOutput)
        where TAddend : struct, ITileAddend
    {
        if (slope == 0f)
            Run<TileReLU, TAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
        else if (slope == 1f)
            Run<TileIdentity, TAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
        else
            Run<TileLeakyReLU, TAddend>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TActivation, TAddend>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count, int firstOutput, int endOutput)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Run<TActivation, TAddend, OneVector<Width512, Vector512<float>>, OneVector<Width512, Vector512<float>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
            else if (geometry.Block == 32)
                Run<TActivation, TAddend, TwoVectors<Width512, Vector512<float>>, TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
            else
                Run<TActivation, TAddend, FourVectors<Width512, Vector512<float>>, FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Run<TActivation, TAddend, TwoVectors<Width256, Vector256<float>>, TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
            else
                Run<TActivation, TAddend, TwoVectors<Width256, Vector256<float>>, FourVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
        }
        else
        {
            Run<TActivation, TAddend, TwoVectors<Width128, Vector128<float>>, FourVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
        }
    }

    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <typeparam name="TAddend">Whether there is an addend.</typeparam>
    /// <typeparam name="TRow">Outputs of a tile of several samples.</typeparam>
    /// <typeparam name="TSingleRow">Outputs of one row of a tile for one sample.</typeparam>
    /// <typeparam name="TTile">The tile of several samples.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TActivation, TAddend, TRow, TSingleRow, TTile>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count, int firstOutput, int endOutput)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TSingleRow : struct, ITileRow<TSingleRow>
        where TTile : struct, ITile<TRow>
    {
        if (count == 1)
            RunSingle<TActivation, TAddend, TSingleRow>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, firstOutput, endOutput);
        else
            RunSamples<TActivation, TAddend, TRow, TTile>(geometry, ref source, ref weights, ref bias, ref addend, slope, ref target, count, firstOutput, endOutput);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSamples<TActivation, TAddend, TRow, TTile>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int count, int firstOutput, int endOutput)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        for (int output = firstOutput; output < endOutput; output += TRow.Length)
        {
            ref float w = ref Unsafe.Add(ref weights, geometry.WeightOffset(output));
            ref float x = ref source;
            ref float y = ref Unsafe.Add(ref target, output);
            ref float s = ref Unsafe.Add(ref addend, output);
            ref float b = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, output);
            int left = count;
            for (; left >= TTile.Rows; left -= TTile.Rows)
            {
                RunTile<TActivation, TAddend, TRow, TTile>(geometry, ref x, ref w, ref b, ref s, slope, ref y);
                x = ref Unsafe.Add(ref x, TTile.Rows * geometry.InputStride);
                y = ref Unsafe.Add(ref y, TTile.Rows * geometry.OutputStride);
                s = ref Unsafe.Add(ref s, TTile.Rows * geometry.OutputStride);
            }

            // A third of a large tile, or of a small one, is half the rest at most.
            for (; TTile.Rows == 12 && left >= 4; left -= 4)
            {
                RunTile<TActivation, TAddend, TRow, FourRows<TRow>>(geometry, ref x, ref w, ref b, ref s, slope, ref y);
                x = ref Unsafe.Add(ref x, 4 * geometry.InputStride);
                y = ref Unsafe.Add(ref y, 4 * geometry.OutputStride);
                s = ref Unsafe.Add(ref s, 4 * geometry.OutputStride);
            }

            for (; TTile.Rows == 6 && left >= 2; left -= 2)
            {
                RunTile<TActivation, TAddend, TRow, TwoRows<TRow>>(geometry, ref x, ref w, ref b, ref s, slope, ref y);
                x = ref Unsafe.Add(ref x, 2 * geometry.InputStride);
                y = ref Unsafe.Add(ref y, 2 * geometry.OutputStride);
                s = ref Unsafe.Add(ref s, 2 * geometry.OutputStride);
            }

            for (; left > 0; left--)
            {
                RunTile<TActivation, TAddend, TRow, OneRow<TRow>>(geometry, ref x, ref w, ref b, ref s, slope, ref y);
                x = ref Unsafe.Add(ref x, geometry.InputStride);
                y = ref Unsafe.Add(ref y, geometry.OutputStride);
                s = ref Unsafe.Add(ref s, geometry.OutputStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunTile<TActivation, TAddend, TRow, TTile>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        TTile tile = default;
        if (!Unsafe.IsNullRef(ref bias))
            tile.Load(ref bias, 0);
        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref source, geometry.InputStride, 1, ref weights, geometry.Block, geometry.Inputs);
        if (TAddend.IsPresent)
            tile.Add(ref addend, geometry.OutputStride);
        tile.Activate<TActivation>(slope);
        tile.Store(ref target, geometry.OutputStride);
    }

    /// <summary>
    /// One sample alone would leave the multipliers waiting for each other's sums; eight vectors of outputs at a time give
    /// them independent work.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunSingle<TActivation, TAddend, TRow>(in DenseGeometry geometry, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int firstOutput, int endOutput)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
    {
        int output = firstOutput;
        if (TRow.Vectors == 1 && endOutput - output >= 8 * TRow.Length)
            output = RunSingleTiles<TActivation, TAddend, TRow, EightRows<TRow>>(geometry, output, ref source, ref weights, ref bias, ref addend, slope, ref target, endOutput);
        if (TRow.Vectors <= 2 && endOutput - output >= 4 * TRow.Length)
            output = RunSingleTiles<TActivation, TAddend, TRow, FourRows<TRow>>(geometry, output, ref source, ref weights, ref bias, ref addend, slope, ref target, endOutput);
        if (endOutput - output >= 2 * TRow.Length)
            output = RunSingleTiles<TActivation, TAddend, TRow, TwoRows<TRow>>(geometry, output, ref source, ref weights, ref bias, ref addend, slope, ref target, endOutput);
        if (endOutput > output)
            RunSingleTiles<TActivation, TAddend, TRow, OneRow<TRow>>(geometry, output, ref source, ref weights, ref bias, ref addend, slope, ref target, endOutput);
    }

    /// <returns>The first output that fills no tile.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RunSingleTiles<TActivation, TAddend, TRow, TTile>(in DenseGeometry geometry, int output, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target, int endOutput)
        where TActivation : struct, ITileActivation
        where TAddend : struct, ITileAddend
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        // Rows of a tile are neighbours in a block of weights, or lie in neighbouring blocks.
        nint block = geometry.Block, stride = TRow.Length == geometry.Block ? geometry.Inputs * block : TRow.Length;
        for (; output + TTile.Rows * TRow.Length <= endOutput; output += TTile.Rows * TRow.Length)
        {
            TTile tile = default;
            if (!Unsafe.IsNullRef(ref bias))
                tile.Load(ref Unsafe.Add(ref bias, output), TRow.Length);
            ref float x = ref source;
            ref float end = ref Unsafe.Add(ref source, geometry.Inputs);
            ref float w = ref Unsafe.Add(ref weights, geometry.WeightOffset(output));
            do
            {
                tile.MultiplyAdd(x, ref w, stride);
                x = ref Unsafe.Add(ref x, 1);
                w = ref Unsafe.Add(ref w, block);
            }
            while (Unsafe.IsAddressLessThan(ref x, ref end));
            if (TAddend.IsPresent)
                tile.Add(ref Unsafe.Add(ref addend, output), TRow.Length);
            tile.Activate<TActivation>(slope);
            tile.Store(ref Unsafe.Add(ref target, output), TRow.Length);
        }

        return output;
    }
}
