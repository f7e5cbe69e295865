using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The matrix products of a Winograd convolution along rows, one for each point: each is one chain of multiply-adds, in the order of the kernel's rows
/// and the lanes, or of the tiles, whatever the register tile.
/// </summary>
internal static class RowWinogradProducts
{
    /// <summary>Tiles × lanes of a row of the output times lanes × outputs of a block, at every point. Tiles behind the last one are computed too, to fill the registers.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">The first transformed row of the source.</param>
    /// <param name="rows">Floats from there to each of those that the kernel's rows meet.</param>
    /// <param name="weights">The transformed weights of the block that the first of them meets.</param>
    /// <param name="products">Receives the planes, each [tile][output].</param>
    /// <param name="previous">The row whose products are stored meanwhile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TTransform>(in RowWinogradGeometry geometry, ref float source, scoped ReadOnlySpan<nint> rows, ref float weights, ref float products, ref RowWinogradTarget<TTransform> previous)
        where TTransform : struct, IRowWinogradTransform
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Multiply<TTransform, OneVector<Width512, Vector512<float>>, TwelveRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, rows, ref weights, ref products, ref previous);
            else if (geometry.Block == 32)
                Multiply<TTransform, TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, rows, ref weights, ref products, ref previous);
            else
                Multiply<TTransform, FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, FourRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, rows, ref weights, ref products, ref previous);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<TTransform, TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, FourRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, rows, ref weights, ref products, ref previous);
        }
        else
        {
            Multiply<TTransform, TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, FourRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, rows, ref weights, ref products, ref previous);
        }
    }

    /// <summary>The sums of a kernel's row, planes of [lane][output], grow by the products of all tiles of some rows, in their order.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">The first transformed row of the source.</param>
    /// <param name="rows">Floats from there to each of those that the kernel's row meets.</param>
    /// <param name="gradients">The transformed gradient of the row that meets the first of them: planes of [row][tile][output].</param>
    /// <param name="gradientPlane">Floats from one of these planes to the next.</param>
    /// <param name="sums">The sums at the first point.</param>
    /// <param name="ahead">What comes into the second-level cache meanwhile.</param>
    /// <param name="aheadLength">Floats of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in RowWinogradGeometry geometry, ref float source, ReadOnlySpan<nint> rows, ref float gradients, nint gradientPlane, ref float sums, ref float ahead, nint aheadLength)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Add<OneVector<Width512, Vector512<float>>, SixRows<OneVector<Width512, Vector512<float>>>, ThreeRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, rows, ref gradients, gradientPlane, ref sums, ref ahead, aheadLength);
            else if (geometry.Block == 32)
                Add<TwoVectors<Width512, Vector512<float>>, SixRows<TwoVectors<Width512, Vector512<float>>>, ThreeRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, rows, ref gradients, gradientPlane, ref sums, ref ahead, aheadLength);
            else
                Add<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, ThreeRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, rows, ref gradients, gradientPlane, ref sums, ref ahead, aheadLength);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Add<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, ThreeRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, rows, ref gradients, gradientPlane, ref sums, ref ahead, aheadLength);
        }
        else
        {
            Add<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, ThreeRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, rows, ref gradients, gradientPlane, ref sums, ref ahead, aheadLength);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TTransform, TRow, TTile, TPart>(in RowWinogradGeometry geometry, ref float source, scoped ReadOnlySpan<nint> rows, ref float weights, ref float products, ref RowWinogradTarget<TTransform> previous)
        where TTransform : struct, IRowWinogradTransform
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TPart : struct, ITile<TRow>
    {
        nint slot = geometry.Slot, block = geometry.Block, kernelRow = geometry.PaddedLanes * block, plane = geometry.TargetPlane(1);
        int share = (geometry.Tiles - 1) / (geometry.Points * (int)(block / TRow.Length) * Math.Max(1, geometry.Tiles / TTile.Rows)) + 1;
        for (int point = 0; point < geometry.Points; point++)
        {
            nint lanes = point == geometry.Points - 1 ? geometry.LastLanes : geometry.Lanes;
            for (nint output = 0; output < block; output += TRow.Length)
            {
                ref float x = ref Unsafe.Add(ref source, (nint)point * geometry.SourcePlane);
                ref float w = ref Unsafe.Add(ref weights, (nint)point * geometry.WeightPlane + output);
                ref float y = ref Unsafe.Add(ref products, point * plane + output);
                int left = geometry.Tiles;
                for (; left > TPart.Rows; left -= TTile.Rows)
                {
                    TTile tile = default;
                    ref float weight = ref w;
                    for (int row = 0; row < rows.Length; row++, weight = ref Unsafe.Add(ref weight, kernelRow))
                        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref Unsafe.Add(ref x, rows[row]), slot, 1, ref weight, block, lanes);
                    tile.Store(ref y, block);
                    previous.Store(share);
                    x = ref Unsafe.Add(ref x, TTile.Rows * slot);
                    y = ref Unsafe.Add(ref y, TTile.Rows * block);
                }

                if (left > 0)
                {
                    TPart tile = default;
                    ref float weight = ref w;
                    for (int row = 0; row < rows.Length; row++, weight = ref Unsafe.Add(ref weight, kernelRow))
                        RegisterTile.MultiplyAdd<TPart, TRow>(ref tile, ref Unsafe.Add(ref x, rows[row]), slot, 1, ref weight, block, lanes);
                    tile.Store(ref y, block);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRow, TTile, THalf>(in RowWinogradGeometry geometry, ref float source, ReadOnlySpan<nint> rows, ref float gradients, nint gradientPlane, ref float sums, ref float ahead, nint aheadLength)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where THalf : struct, ITile<TRow>
    {
        nint slot = geometry.Slot, block = geometry.Block, tiles = geometry.Tiles, gradientRow = tiles * block;
        nint share = Share(aheadLength, geometry.Points * rows.Length * tiles * (block / TRow.Length));
        for (int point = 0; point < geometry.Points; point++)
        {
            int lanes = point == geometry.Points - 1 ? geometry.LastLanes : geometry.Lanes;
            for (nint output = 0; output < block; output += TRow.Length)
            {
                ref float x = ref Unsafe.Add(ref source, (nint)point * geometry.SourcePlane);
                ref float dy = ref Unsafe.Add(ref gradients, point * gradientPlane + output);
                ref float sum = ref Unsafe.Add(ref sums, (nint)point * geometry.WeightPlane + output);
                int left = lanes;
                for (; left > THalf.Rows; left -= TTile.Rows)
                {
                    TTile tile = default;
                    tile.Load(ref sum, block);
                    ref float gradient = ref dy;
                    for (int row = 0; row < rows.Length; row++, gradient = ref Unsafe.Add(ref gradient, gradientRow))
                        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref Unsafe.Add(ref x, rows[row]), 1, slot, ref gradient, block, tiles, ref Unsafe.Add(ref ahead, row * tiles * share), share);
                    ahead = ref Unsafe.Add(ref ahead, rows.Length * tiles * share);
                    tile.Store(ref sum, block);
                    x = ref Unsafe.Add(ref x, TTile.Rows);
                    sum = ref Unsafe.Add(ref sum, TTile.Rows * block);
                }

                if (left > 0)
                {
                    THalf tile = default;
                    tile.Load(ref sum, block);
                    ref float gradient = ref dy;
                    for (int row = 0; row < rows.Length; row++, gradient = ref Unsafe.Add(ref gradient, gradientRow))
                        RegisterTile.MultiplyAdd<THalf, TRow>(ref tile, ref Unsafe.Add(ref x, rows[row]), 1, slot, ref gradient, block, tiles);
                    tile.Store(ref sum, block);
                }
            }
        }
    }

    /// <summary>Floats that each of some steps of a reduction asks for, a cache line at most.</summary>
    private static nint Share(nint length, nint steps) => Math.Min(Lanes.Count, (length + steps - 1) / Math.Max(1, steps));
}
