using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The steps around the products of a weight gradient by Winograd's algorithm: with dM = A dy Aᵀ and the transformed
/// source V of every tile, dU = Σ V dM over all tiles, plane by plane, and dw = Gᵀ dU G.
/// </summary>
public static class WinogradGradient
{
    private const int Size = WinogradGeometry.TargetTile;
    private const int SourceSize = WinogradGeometry.SourceTile;
    private const int Taps = 3;

    /// <summary>Writes A dy Aᵀ of every tile; plane p gets the p-th of the 36 values, as [tile][channel].</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="gradient">First float of dy of the first sample, or of the first of the channels wanted.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="planes">Receives the planes.</param>
    /// <param name="bias">One float for each channel, to which dy is added up, or a null reference.</param>
    /// <param name="scratch">40 · 16 floats for the tile at hand.</param>
    /// <param name="first">First tile, counted over all samples.</param>
    /// <param name="count">Tiles, at most <see cref="WinogradGeometry.PassTiles"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(in WinogradGeometry geometry, ref float gradient, int channels, ref float planes, ref float bias, ref float scratch, int first, int count)
    {
        nint plane = geometry.Plane(channels), stride = geometry.TargetStride, rowStride = stride * geometry.TargetWidth;
        ref float patch = ref Unsafe.Add(ref scratch, SourceSize * Size * Lanes.Count);
        WinogradTile tile = new(geometry, first);
        for (int index = 0; index < count; index++, tile.MoveNext())
        {
            ref float origin = ref Unsafe.Add(ref gradient, geometry.TargetOffset(tile.Sample, tile.Row, tile.Column));
            ref float target = ref Unsafe.Add(ref planes, (nint)index * channels);
            (nint rows, nint columns) = geometry.TargetExtent(tile.Row, tile.Column);

            // What lies outside the image stays zero for all channels of the tile.
            Unsafe.InitBlock(ref Unsafe.As<float, byte>(ref patch), 0, Size * Size * Lanes.Count * sizeof(float));
            for (nint channel = 0; channel < channels; channel += Lanes.Count)
            {
                Vector512<float> sum = Vector512<float>.Zero;
                for (nint row = 0; row < rows; row++)
                {
                    for (nint column = 0; column < columns; column++)
                    {
                        Vector512<float> value = Vector512.LoadUnsafe(ref Unsafe.Add(ref origin, row * rowStride + column * stride + channel));
                        value.StoreUnsafe(ref patch, (nuint)((row * Size + column) * Lanes.Count));
                        sum += value;
                    }
                }

                if (!Unsafe.IsNullRef(ref bias))
                    (Vector512.LoadUnsafe(ref bias, (nuint)channel) + sum).StoreUnsafe(ref bias, (nuint)channel);
                TransformTile(ref patch, ref scratch, ref Unsafe.Add(ref target, channel), plane);
            }
        }
    }

    /// <summary>Adds Gᵀ dU G to the weight gradient.</summary>
    /// <param name="sums">36 planes of [input][output] of the channels at hand.</param>
    /// <param name="inputs">Inputs in a plane, padding included.</param>
    /// <param name="outputs">Outputs in a plane, a multiple of 16.</param>
    /// <param name="weights">Gradients of the packed weights, [output block][3][3][input][block].</param>
    /// <param name="block">Outputs packed side by side in them.</param>
    /// <param name="allInputs">Inputs of the layer.</param>
    /// <param name="firstInput">First input at hand.</param>
    /// <param name="firstOutput">First output at hand.</param>
    /// <param name="scratch">27 · 16 floats for the weights at hand.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeights(ref float sums, int inputs, int outputs, ref float weights, int block, int allInputs, int firstInput, int firstOutput, ref float scratch)
    {
        nint plane = (nint)inputs * outputs, tap = (nint)allInputs * block;
        int count = Math.Min(inputs, allInputs - firstInput);
        ref float result = ref Unsafe.Add(ref scratch, Taps * SourceSize * Lanes.Count);
        for (int part = 0; part < outputs; part += Lanes.Count)
        {
            int output = firstOutput + part;
            ref float source = ref Unsafe.Add(ref sums, part);
            ref float target = ref Unsafe.Add(ref weights, output / block * Taps * Taps * tap + (nint)firstInput * block + output % block);
            for (int input = 0; input < count; input++)
            {
                for (nint column = 0; column < SourceSize; column++)
                    WinogradTransform.WeightGradient(ref Unsafe.Add(ref source, column * plane), SourceSize * plane, ref Unsafe.Add(ref scratch, column * Lanes.Count), SourceSize * Lanes.Count);
                for (nint row = 0; row < Taps; row++)
                    WinogradTransform.WeightGradient(ref Unsafe.Add(ref scratch, row * SourceSize * Lanes.Count), Lanes.Count, ref Unsafe.Add(ref result, row * Taps * Lanes.Count), Lanes.Count);
                for (nint index = 0; index < Taps * Taps; index++)
                {
                    ref float weight = ref Unsafe.Add(ref target, index * tap);
                    (Vector512.LoadUnsafe(ref weight) + Vector512.LoadUnsafe(ref result, (nuint)(index * Lanes.Count))).StoreUnsafe(ref weight);
                }

                source = ref Unsafe.Add(ref source, outputs);
                target = ref Unsafe.Add(ref target, block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformTile(ref float patch, ref float scratch, ref float target, nint plane)
    {
        for (nint column = 0; column < Size; column++)
            WinogradTransform.TargetGradient(ref Unsafe.Add(ref patch, column * Lanes.Count), Size * Lanes.Count, ref Unsafe.Add(ref scratch, column * Lanes.Count), Size * Lanes.Count);
        for (nint row = 0; row < SourceSize; row++)
            WinogradTransform.TargetGradient(ref Unsafe.Add(ref scratch, row * Size * Lanes.Count), Lanes.Count, ref Unsafe.Add(ref target, row * SourceSize * plane), plane);
    }
}
