using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The matrix products of a Winograd convolution, one for each of the 36 planes. Each is one chain of multiply-adds, in the
/// order of the channels or tiles, whatever the register tile.
/// </summary>
internal static class WinogradProducts
{
    private const int Planes = WinogradGeometry.Planes;

    /// <summary>Tiles × channels times channels × outputs, of every plane. Rows around the tiles of a plane are computed too, to fill the registers.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="planes">The transformed source: planes of [tile][channel].</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="products">Receives planes of [tile][output].</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="firstOutput">First output.</param>
    /// <param name="endOutput">Output before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in WinogradGeometry geometry, ref float planes, ref float weights, ref float products, in WinogradOrder tiles, int firstOutput, int endOutput)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            // Two vectors of outputs share what a tile reads; one that is left over on either side, or where the weights have no pairs, goes alone.
            bool hasPairs = geometry.TargetStride % WinogradPass.Pair == 0;
            int firstPair = hasPairs ? firstOutput + firstOutput % WinogradPass.Pair : endOutput, endPair = endOutput - endOutput % WinogradPass.Pair;
            Multiply<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, ref planes, ref weights, ref products, tiles, firstOutput, Math.Min(firstPair, endOutput));
            Multiply<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref planes, ref weights, ref products, tiles, firstPair, endPair);
            Multiply<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, ref planes, ref weights, ref products, tiles, Math.Max(firstPair, endPair), endOutput);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, ThreeRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref planes, ref weights, ref products, tiles, firstOutput, endOutput);
        }
        else
        {
            Multiply<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, ThreeRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref planes, ref weights, ref products, tiles, firstOutput, endOutput);
        }
    }

    /// <summary>The sums of some planes become, or grow by, the products of all tiles, in their order.</summary>
    /// <param name="source">The transformed source: planes of [block][tile][input].</param>
    /// <param name="gradient">The transformed gradient: planes of [block][tile][output].</param>
    /// <param name="sums">The sums: planes of [output block][input][output].</param>
    /// <param name="firstPlane">Number of the first plane.</param>
    /// <param name="count">Number of planes.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="grows">Whether there are sums of earlier passes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in WinogradChannels source, in WinogradChannels gradient, ref float sums, int firstPlane, int count, in WinogradOrder tiles, bool grows)
    {
        // Blocks are multiples of 16 inputs, so register tiles are a power of two high.
        if (Vector512.IsHardwareAccelerated && gradient.Block == 2 * Lanes.Count)
            Add<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>>(source, gradient, ref sums, firstPlane, count, tiles, grows);
        else if (Vector512.IsHardwareAccelerated)
            Add<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>>(source, gradient, ref sums, firstPlane, count, tiles, grows);
        else if (Vector256.IsHardwareAccelerated)
            Add<TwoVectors<Width256, Vector256<float>>, FourRows<TwoVectors<Width256, Vector256<float>>>>(source, gradient, ref sums, firstPlane, count, tiles, grows);
        else
            Add<TwoVectors<Width128, Vector128<float>>, FourRows<TwoVectors<Width128, Vector128<float>>>>(source, gradient, ref sums, firstPlane, count, tiles, grows);
    }

    /// <summary>Floats from one plane of sums to the next.</summary>
    public static nint SumPlane(int inputs, int outputs) => (nint)inputs * outputs + Lanes.Count;

    /// <summary>Not inlined, nor is the other one: in a large caller the just-in-time compiler would then have spent what it allows a method, and call the pieces of the inner loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply<TRow, TTile, THalf>(in WinogradGeometry geometry, ref float planes, ref float weights, ref float products, in WinogradOrder tiles, int firstOutput, int endOutput)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where THalf : struct, ITile<TRow>
    {
        if (firstOutput >= endOutput)
            return;
        int channels = geometry.SourceChannels, outputs = geometry.TargetStride;
        nint stride = geometry.SourceStride, plane = geometry.Plane(geometry.SourceStride), targetPlane = geometry.Plane(outputs);
        nint block = WinogradWeights.Block(outputs), weightPlane = WinogradWeights.Plane(channels, outputs);

        for (int index = 0; index < Planes; index++)
        {
            (int first, int count) = tiles.Of(index, THalf.Rows);

            // Few tiles are done with weights sooner than the next ones come by themselves: each whole register tile asks for its share of them.
            nint share = (nint)channels * TRow.Length / Math.Max(1, (count + THalf.Rows - 1) / TTile.Rows);
            nint aheadStep = Math.Min(Lanes.Count, (share + channels - 1) / channels);
            for (int output = firstOutput; output < endOutput; output += TRow.Length)
            {
                ref float x = ref Unsafe.Add(ref planes, index * plane + first * stride);
                ref float y = ref Unsafe.Add(ref products, index * targetPlane + (nint)first * outputs + output);
                ref float w = ref Unsafe.Add(ref weights, index * weightPlane + output / block * block * channels + output % block);
                int next = output + TRow.Length < endOutput ? output + TRow.Length : firstOutput;
                ref float ahead = ref Unsafe.Add(ref weights, (next > output ? index : index + 1) * weightPlane + next / block * block * channels + next % block);
                int left = count;
                for (; left > THalf.Rows; left -= TTile.Rows)
                {
                    TTile tile = default;
                    RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref x, stride, 1, ref w, block, channels, ref ahead, aheadStep);
                    tile.Store(ref y, outputs);
                    x = ref Unsafe.Add(ref x, TTile.Rows * stride);
                    y = ref Unsafe.Add(ref y, TTile.Rows * outputs);
                    ahead = ref Unsafe.Add(ref ahead, share);
                }

                if (left > 0)
                {
                    THalf tile = default;
                    RegisterTile.MultiplyAdd<THalf, TRow>(ref tile, ref x, stride, 1, ref w, block, channels);
                    tile.Store(ref y, outputs);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Add<TRow, TTile>(in WinogradChannels source, in WinogradChannels gradient, ref float sums, int firstPlane, int count, in WinogradOrder tiles, bool grows)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        nint sumPlane = SumPlane(source.Count, gradient.Count), block = gradient.Block;
        for (int index = 0; index < count; index++)
        {
            (int first, int length) = tiles.Of(firstPlane + index);
            if (length == 0 && grows)
                continue;
            for (int output = 0; output < gradient.Count; output += TRow.Length)
            {
                ref float weights = ref Unsafe.Add(ref gradient.At(index, output), (nint)first * block);
                ref float sum = ref Unsafe.Add(ref sums, index * sumPlane + output / block * block * source.Count + output % block);
                for (int input = 0; input < source.Count; input += TTile.Rows)
                {
                    TTile tile = default;
                    if (grows)
                        tile.Load(ref sum, block);
                    if (length > 0)
                        RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref Unsafe.Add(ref source.At(index, input), (nint)first * source.Block), 1, source.Block, ref weights, block, length);
                    tile.Store(ref sum, block);
                    sum = ref Unsafe.Add(ref sum, TTile.Rows * block);
                }
            }
        }
    }
}
