using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Transposes tiles of 8×8 floats in registers.</summary>
internal static class TileTranspose
{
    /// <summary>Rows and columns of a tile.</summary>
    public const int Size = 8;

    /// <summary>
    /// target[c][r] = source[r][c] for 8×8 floats, all of which may be written. Only the first <paramref name="rows"/>
    /// source rows are read, the others count as zero; only the first <paramref name="columns"/> target rows are written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float source, nint sourceStride, int rows, ref float target, nint targetStride, int columns)
    {
        if (Avx.IsSupported && rows == Size && columns == Size)
            TransposeVectors(ref source, sourceStride, ref target, targetStride);
        else
            TransposeScalars(ref source, sourceStride, rows, ref target, targetStride, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeVectors(ref float source, nint sourceStride, ref float target, nint targetStride)
    {
        // Rows r and r + 4 share a register, so that two rounds of 4×4 transposition inside the halves finish the tile.
        Vector256<float> r0 = LoadHalves(ref source, 0, sourceStride), r1 = LoadHalves(ref source, 1, sourceStride);
        Vector256<float> r2 = LoadHalves(ref source, 2, sourceStride), r3 = LoadHalves(ref source, 3, sourceStride);
        ref float right = ref Unsafe.Add(ref source, 4);
        Vector256<float> r4 = LoadHalves(ref right, 0, sourceStride), r5 = LoadHalves(ref right, 1, sourceStride);
        Vector256<float> r6 = LoadHalves(ref right, 2, sourceStride), r7 = LoadHalves(ref right, 3, sourceStride);
        StoreQuad(r0, r1, r2, r3, ref target, targetStride);
        StoreQuad(r4, r5, r6, r7, ref Unsafe.Add(ref target, 4 * targetStride), targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> LoadHalves(ref float source, nint row, nint stride) => Vector256.Create(
        Vector128.LoadUnsafe(ref Unsafe.Add(ref source, row * stride)),
        Vector128.LoadUnsafe(ref Unsafe.Add(ref source, (row + 4) * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuad(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3, ref float target, nint stride)
    {
        Vector256<double> a = Avx.UnpackLow(r0, r1).AsDouble(), b = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> c = Avx.UnpackHigh(r0, r1).AsDouble(), d = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(a, b).AsSingle().StoreUnsafe(ref target);
        Avx.UnpackHigh(a, b).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, stride));
        Avx.UnpackLow(c, d).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, 2 * stride));
        Avx.UnpackHigh(c, d).AsSingle().StoreUnsafe(ref Unsafe.Add(ref target, 3 * stride));
    }

    private static void TransposeScalars(ref float source, nint sourceStride, int rows, ref float target, nint targetStride, int columns)
    {
        for (nint column = 0; column < columns; column++)
            for (nint row = 0; row < Size; row++)
                Unsafe.Add(ref target, column * targetStride + row) = row < rows ? Unsafe.Add(ref source, row * sourceStride + column) : 0f;
    }
}
