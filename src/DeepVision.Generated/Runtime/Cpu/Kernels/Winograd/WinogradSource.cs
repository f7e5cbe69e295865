using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The first step of a Winograd convolution: source tiles to 36 planes.</summary>
public static class WinogradSource
{
    private const int Size = WinogradGeometry.SourceTile;

    /// <summary>Writes Bᵀ d B of every tile; plane p gets the p-th of the 36 values, as [tile][channel].</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="source">First float of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="scratch">2 · 36 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float source, int channels, ref float planes, ref float scratch, int first, int count)
    {
        nint plane = geometry.Plane(channels), stride = geometry.SourceStride, rowStride = stride * geometry.SourceWidth;
        ref float patch = ref Unsafe.Add(ref scratch, Size * Size * Lanes.Count);
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            int row = tile.Row - geometry.PadTop, column = tile.Column - geometry.PadLeft;
            ref float origin = ref Unsafe.Add(ref source, geometry.SourceOffset(tile.Sample, row, column));
            ref float target = ref Unsafe.Add(ref planes, (nint)index * channels);
            if (row >= 0 && column >= 0 && row + Size <= geometry.SourceHeight && column + Size <= geometry.SourceWidth)
            {
                for (nint channel = 0; channel < channels; channel += Lanes.Count)
                    TransformTile(ref Unsafe.Add(ref origin, channel), rowStride, stride, ref scratch, ref Unsafe.Add(ref target, channel), plane);
                continue;
            }

            // What lies outside the source stays zero for all channels of the tile.
            (int firstRow, int endRow) = PoolingGeometry.Inside(row, Size, geometry.SourceHeight);
            (int firstColumn, int endColumn) = PoolingGeometry.Inside(column, Size, geometry.SourceWidth);
            Unsafe.InitBlock(ref Unsafe.As<float, byte>(ref patch), 0, Size * Size * Lanes.Count * sizeof(float));
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
            {
                for (nint y = firstRow; y < endRow; y++)
                {
                    for (nint x = firstColumn; x < endColumn; x++)
                        Vector512.LoadUnsafe(ref Unsafe.Add(ref origin, y * rowStride + x * stride + channel)).StoreUnsafe(ref patch, (nuint)((y * Size + x) * Lanes.Count));
                }

                TransformTile(ref patch, Size * Lanes.Count, Lanes.Count, ref scratch, ref Unsafe.Add(ref target, channel), plane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformTile(ref float source, nint rowStride, nint columnStride, ref float scratch, ref float target, nint plane)
    {
        for (nint column = 0; column < Size; column++)
            WinogradTransform.Source(ref Unsafe.Add(ref source, column * columnStride), rowStride, ref Unsafe.Add(ref scratch, column * Lanes.Count), Size * Lanes.Count);
        for (nint row = 0; row < Size; row++)
            WinogradTransform.Source(ref Unsafe.Add(ref scratch, row * Size * Lanes.Count), Lanes.Count, ref Unsafe.Add(ref target, row * Size * plane), plane);
    }
}
