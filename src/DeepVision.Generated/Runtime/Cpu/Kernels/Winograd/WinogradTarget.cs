using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The last step of a Winograd convolution: 36 planes of products to target tiles, and what is fused behind it.</summary>
public static class WinogradTarget
{
    private const int Size = WinogradGeometry.TargetTile;

    /// <summary>Stores activation(Aᵀ m A + bias) of every tile.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="bias">One float for each channel, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="scratch">40 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(in WinogradGeometry geometry, ref float planes, ref float bias, float slope, ref float target, ref float scratch, int first, int count)
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetStride;
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            ref float origin = ref Unsafe.Add(ref target, geometry.TargetOffset(tile.Sample, tile.Row, tile.Column));
            (nint rows, nint columns) = geometry.TargetExtent(tile.Row, tile.Column);
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> shift = Bias(ref bias, channel);
                TransformTile(ref Unsafe.Add(ref planes, index * stride + channel), plane, ref scratch);
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                        Lanes.Activate(At(ref scratch, row, column) + shift, slope).StoreUnsafe(ref origin, (nuint)((row * geometry.TargetWidth + column) * stride + channel));
                }
            }
        }
    }

    /// <summary>Stores Aᵀ m A of every tile, times the derivative of the activation whose outputs are <paramref name="values"/>.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="values">Outputs of the activation, laid out as the target.</param>
    /// <param name="slope">Slope for negative values: 0 is ReLU.</param>
    /// <param name="target">First float of the first sample.</param>
    /// <param name="scratch">40 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreGradient(in WinogradGeometry geometry, ref float planes, ref float values, float slope, ref float target, ref float scratch, int first, int count)
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetStride;
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            nint offset = geometry.TargetOffset(tile.Sample, tile.Row, tile.Column);
            (nint rows, nint columns) = geometry.TargetExtent(tile.Row, tile.Column);
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                TransformTile(ref Unsafe.Add(ref planes, index * stride + channel), plane, ref scratch);
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        nuint place = (nuint)(offset + (row * geometry.TargetWidth + column) * stride + channel);
                        Lanes.ActivationGradient(Vector512.LoadUnsafe(ref values, place), At(ref scratch, row, column), slope).StoreUnsafe(ref target, place);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Stores the activation of the maximum of every 2×2 window of Aᵀ m A + bias, and which of its four pixels won, row by
    /// row; 255 where ReLU lets nothing through. Rows and columns without a whole window are dropped.
    /// </summary>
    /// <param name="geometry">The convolution; its target is what is pooled.</param>
    /// <param name="planes">The planes of products, each [tile][channel].</param>
    /// <param name="bias">One float for each channel, or a null reference for none.</param>
    /// <param name="slope">Slope for negative results: 0 is ReLU, 1 no activation.</param>
    /// <param name="target">First float of the first pooled sample.</param>
    /// <param name="winners">First byte of the first sample's winners, or a null reference.</param>
    /// <param name="scratch">40 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StorePooled(in WinogradGeometry geometry, ref float planes, ref float bias, float slope, ref float target, ref byte winners, ref float scratch, int first, int count)
    {
        nint plane = geometry.Plane(geometry.TargetStride), stride = geometry.TargetStride;
        nint height = geometry.TargetHeight / 2, width = geometry.TargetWidth / 2;
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            nint offset = ((tile.Sample * height + tile.Row / 2) * width + tile.Column / 2) * stride;
            nint rows = Math.Min(Size / 2, height - tile.Row / 2), columns = Math.Min(Size / 2, width - tile.Column / 2);
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                Vector512<float> shift = Bias(ref bias, channel);
                TransformTile(ref Unsafe.Add(ref planes, index * stride + channel), plane, ref scratch);
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        nint place = offset + (row * width + column) * stride + channel;
                        StoreWindow(ref Unsafe.Add(ref scratch, (2 * row * Size + 2 * column) * Lanes.Count), shift, slope, ref Unsafe.Add(ref target, place), ref winners, place);
                    }
                }
            }
        }
    }

    // Adding the bias first makes equal sums equal, as in the direct convolution.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWindow(ref float tile, Vector512<float> shift, float slope, ref float target, ref byte winners, nint place)
    {
        Vector512<float> a0 = At(ref tile, 0, 0) + shift, a1 = At(ref tile, 0, 1) + shift;
        Vector512<float> a2 = At(ref tile, 1, 0) + shift, a3 = At(ref tile, 1, 1) + shift;
        Vector512<float> best = Vector512.MaxNative(Vector512.MaxNative(a0, a1), Vector512.MaxNative(a2, a3));
        Lanes.Activate(best, slope).StoreUnsafe(ref target);
        if (Unsafe.IsNullRef(ref winners))
            return;

        Vector512<int> winner = Vector512.ConditionalSelect(Vector512.Equals(best, a2).AsInt32(), Vector512.Create(2), Vector512.Create(3));
        winner = Vector512.ConditionalSelect(Vector512.Equals(best, a1).AsInt32(), Vector512.Create(1), winner);
        winner = Vector512.ConditionalSelect(Vector512.Equals(best, a0).AsInt32(), Vector512<int>.Zero, winner);
        if (slope == 0f)
            winner = Vector512.ConditionalSelect(Vector512.GreaterThan(best, Vector512<float>.Zero).AsInt32(), winner, Vector512.Create(255));
        Lanes.StoreBytes(winner, ref Unsafe.Add(ref winners, place));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformTile(ref float source, nint plane, ref float scratch)
    {
        // The columns go behind the result, which the rows then fill.
        const nint SourceSize = WinogradGeometry.SourceTile;
        ref float columns = ref Unsafe.Add(ref scratch, Size * Size * Lanes.Count);
        for (nint column = 0; column < SourceSize; column++)
            WinogradTransform.Target(ref Unsafe.Add(ref source, column * plane), SourceSize * plane, ref Unsafe.Add(ref columns, column * Lanes.Count), SourceSize * Lanes.Count);
        for (nint row = 0; row < Size; row++)
            WinogradTransform.Target(ref Unsafe.Add(ref columns, row * SourceSize * Lanes.Count), Lanes.Count, ref Unsafe.Add(ref scratch, row * Size * Lanes.Count), Lanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> At(ref float tile, nint row, nint column) =>
        Vector512.LoadUnsafe(ref Unsafe.Add(ref tile, (row * Size + column) * Lanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bias(ref float bias, nint channel) =>
        Unsafe.IsNullRef(ref bias) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref bias, (nuint)channel);
}
