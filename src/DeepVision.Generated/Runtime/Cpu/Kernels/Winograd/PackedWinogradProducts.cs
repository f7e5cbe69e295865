using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The matrix products of a Winograd convolution with a part of its weights, one for each of the 36 planes. The sums of the parts in front go on in the order of the
/// channels, so each is the same chain of multiply-adds as with all weights at once.
/// </summary>
internal static class PackedWinogradProducts
{
    /// <summary>Tiles × channels times channels × outputs, of every plane. Rows around the tiles of a plane are computed too, to fill the registers.</summary>
    /// <param name="part">The convolution, with the channels of the part as its target.</param>
    /// <param name="planes">The transformed source: planes of [block of 64 channels][tile][channel].</param>
    /// <param name="weights">The weights.</param>
    /// <param name="transformed">The transformed weights of the part.</param>
    /// <param name="products">Planes of [tile][output], which receive the sums.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="firstInput">First channel that is reduced; the sums of those in front are there.</param>
    /// <param name="nextInput">First channel that is reduced of the part which is transformed next.</param>
    /// <param name="nextOutput">First channel that comes out of it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        in WinogradGeometry part, ref float planes, in PackedWinogradWeights weights, ref float transformed, ref float products, in WinogradOrder tiles, int firstInput, int nextInput, int nextOutput)
    {
        if (Vector512.IsHardwareAccelerated && part.TargetStride == WinogradPass.Pair)
            Multiply<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(part, ref planes, weights, ref transformed, ref products, tiles, firstInput, nextInput, nextOutput);
        else if (Vector512.IsHardwareAccelerated)
            Multiply<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(part, ref planes, weights, ref transformed, ref products, tiles, firstInput, nextInput, nextOutput);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, ThreeRows<TwoVectors<Width256, Vector256<float>>>>(part, ref planes, weights, ref transformed, ref products, tiles, firstInput, nextInput, nextOutput);
        else
            Multiply<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, ThreeRows<TwoVectors<Width128, Vector128<float>>>>(part, ref planes, weights, ref transformed, ref products, tiles, firstInput, nextInput, nextOutput);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TRow, TTile, THalf>(
        in WinogradGeometry part, ref float planes, in PackedWinogradWeights weights, ref float transformed, ref float products, in WinogradOrder tiles, int firstInput, int nextInput, int nextOutput)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where THalf : struct, ITile<TRow>
    {
        int outputs = part.TargetStride, inputs = Math.Min(PackedWinogradWeights.Inputs, part.SourceChannels - firstInput);
        bool grows = firstInput > 0;
        nint stride = Math.Min(PackedWinogradWeights.Inputs, part.SourceStride - firstInput);
        nint plane = part.Plane(part.SourceStride), targetPlane = part.Plane(outputs), weightPlane = WinogradWeights.Plane(inputs, outputs);
        for (int index = 0; index < WinogradGeometry.Planes; index++)
        {
            weights.Ask(index, nextInput, nextOutput);
            (int first, int count) = tiles.Of(index, THalf.Rows);

            // Planes of the source lie far apart: of the next one, a row comes with each value.
            ref float source = ref Unsafe.Add(ref planes, (nint)firstInput * part.PassTiles + index * plane + first * stride);
            ref float ahead = ref Unsafe.Add(ref source, plane);
            nint aheadStep = TTile.Rows * stride / inputs;
            for (int output = 0; output < outputs; output += TRow.Length)
            {
                ref float x = ref source;
                ref float y = ref Unsafe.Add(ref products, index * targetPlane + (nint)first * outputs + output);
                ref float w = ref Unsafe.Add(ref transformed, index * weightPlane + output);
                int left = count;
                for (; left > THalf.Rows; left -= TTile.Rows)
                {
                    TTile tile = default;
                    if (grows)
                        tile.Load(ref y, outputs);
                    RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref x, stride, 1, ref w, outputs, inputs, ref ahead, aheadStep);
                    tile.Store(ref y, outputs);
                    x = ref Unsafe.Add(ref x, TTile.Rows * stride);
                    y = ref Unsafe.Add(ref y, TTile.Rows * outputs);
                    ahead = ref Unsafe.Add(ref ahead, TTile.Rows * stride);
                }

                if (left > 0)
                {
                    THalf tile = default;
                    if (grows)
                        tile.Load(ref y, outputs);
                    RegisterTile.MultiplyAdd<THalf, TRow>(ref tile, ref x, stride, 1, ref w, outputs, inputs);
                    tile.Store(ref y, outputs);
                }
            }
        }
    }
}
