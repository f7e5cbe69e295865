using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The product of two small matrices that were made by the sample before. Tiles of several rows × a few vectors of columns share what is loaded; each
/// value is one chain of multiply-adds in the order of the reduction, whatever the tile.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>target = left · right.</summary>
    /// <param name="left">First value of the first row.</param>
    /// <param name="rowStride">Floats from one row of it to the next; with <paramref name="step"/> exchanged the matrix is read turned.</param>
    /// <param name="step">Floats from one of its columns to the next.</param>
    /// <param name="length">Values that are reduced, 1 or more.</param>
    /// <param name="right">Rows of <paramref name="columns"/> floats.</param>
    /// <param name="columns">Columns, a multiple of 16.</param>
    /// <param name="target">Receives rows of so many floats.</param>
    /// <param name="rows">Rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref float left, nint rowStride, nint step, int length, ref float right, int columns, ref float target, int rows)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (columns % 64 == 0)
                Run<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>>(ref left, rowStride, step, length, ref right, columns, ref target, rows);
            else if (columns % 32 == 0)
                Run<TwoVectors<Width512, Vector512<float>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(ref left, rowStride, step, length, ref right, columns, ref target, rows);
            else
                Run<OneVector<Width512, Vector512<float>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(ref left, rowStride, step, length, ref right, columns, ref target, rows);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(ref left, rowStride, step, length, ref right, columns, ref target, rows);
        }
        else
        {
            Run<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(ref left, rowStride, step, length, ref right, columns, ref target, rows);
        }
    }

    /// <typeparam name="TRow">Columns of a tile.</typeparam>
    /// <typeparam name="TTile">The largest tile.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRow, TTile>(ref float left, nint rowStride, nint step, int length, ref float right, int columns, ref float target, int rows)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        for (int column = 0; column < columns; column += TRow.Length)
        {
            ref float b = ref Unsafe.Add(ref right, column);
            int row = 0;
            for (; row + TTile.Rows <= rows; row += TTile.Rows)
                Tile<TRow, TTile>(ref Unsafe.Add(ref left, row * rowStride), rowStride, step, length, ref b, columns, ref Unsafe.Add(ref target, (nint)row * columns + column));
            for (; row + 4 <= rows; row += 4)
                Tile<TRow, FourRows<TRow>>(ref Unsafe.Add(ref left, row * rowStride), rowStride, step, length, ref b, columns, ref Unsafe.Add(ref target, (nint)row * columns + column));
            for (; row < rows; row++)
                Tile<TRow, OneRow<TRow>>(ref Unsafe.Add(ref left, row * rowStride), rowStride, step, length, ref b, columns, ref Unsafe.Add(ref target, (nint)row * columns + column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TRow, TTile>(ref float left, nint rowStride, nint step, int length, ref float right, int columns, ref float target)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        TTile tile = default;
        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref left, rowStride, step, ref right, columns, length);
        tile.Store(ref target, columns);
    }
}
