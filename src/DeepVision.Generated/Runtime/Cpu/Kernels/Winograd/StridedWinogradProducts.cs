using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The matrix products of a Winograd convolution with stride 2. Each value is one chain of multiply-adds, phase after phase and in the
/// order of the channels or tiles, whatever the register tile.
/// </summary>
internal static class StridedWinogradProducts
{
    /// <summary>
    /// Tiles × channels times channels × outputs, of every plane, summed over some phases. Rows behind the last tile are computed
    /// too, to fill the registers.
    /// </summary>
    /// <param name="geometry">The convolution, or the input gradient of one.</param>
    /// <param name="firstPhase">First of the phases that are added up: all of a convolution, one of an input gradient.</param>
    /// <param name="endPhase">Phase before which to stop.</param>
    /// <param name="sharesSource">Whether all phases read the same 25 planes, as in an input gradient.</param>
    /// <param name="planes">The transformed source: planes of [tile][channel].</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="products">Receives the planes of the first phase, each [tile][output].</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="firstOutput">First output.</param>
    /// <param name="endOutput">Output before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        in WinogradGeometry geometry, int firstPhase, int endPhase, bool sharesSource, ref float planes, ref float weights, ref float products, int tiles, int firstOutput, int endOutput)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            // Two vectors of outputs share what a tile reads; one that is left over on either side, or where the weights have no pairs, goes alone.
            bool hasPairs = geometry.TargetStride % WinogradPass.Pair == 0;
            int firstPair = hasPairs ? firstOutput + firstOutput % WinogradPass.Pair : endOutput, endPair = endOutput - endOutput % WinogradPass.Pair;
            Multiply<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, firstPhase, endPhase, sharesSource, ref planes, ref weights, ref products, tiles, firstOutput, Math.Min(firstPair, endOutput));
            Multiply<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, FourRows<TwoVectors<Width512, Vector512<float>>>>(geometry, firstPhase, endPhase, sharesSource, ref planes, ref weights, ref products, tiles, firstPair, endPair);
            Multiply<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, FourRows<OneVector<Width512, Vector512<float>>>>(geometry, firstPhase, endPhase, sharesSource, ref planes, ref weights, ref products, tiles, Math.Max(firstPair, endPair), endOutput);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, ThreeRows<TwoVectors<Width256, Vector256<float>>>>(geometry, firstPhase, endPhase, sharesSource, ref planes, ref weights, ref products, tiles, firstOutput, endOutput);
        }
        else
        {
            Multiply<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, ThreeRows<TwoVectors<Width128, Vector128<float>>>>(geometry, firstPhase, endPhase, sharesSource, ref planes, ref weights, ref products, tiles, firstOutput, endOutput);
        }
    }

    /// <summary>sums[input][weight plane][output] of a phase becomes, or grows by, the products of all tiles and of all points that share the weight, in their order.</summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="planes">The transformed source of the phase: planes of [tile][input].</param>
    /// <param name="gradients">The transformed gradient: planes of [tile][output].</param>
    /// <param name="unit">The channels.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="grows">Whether there are sums of earlier passes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in WinogradGeometry geometry, StridedWinogradPhase phase, ref float planes, ref float gradients, in WinogradUnit unit, ref float sums, in WinogradOrder tiles, bool grows)
    {
        // Ranges are multiples of 16 inputs, so register tiles are a power of two high.
        if (Vector512.IsHardwareAccelerated && unit.Outputs % WinogradPass.Pair == 0)
            Add<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>>(geometry, phase, ref planes, ref gradients, unit, ref sums, tiles, grows);
        else if (Vector512.IsHardwareAccelerated)
            Add<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>>(geometry, phase, ref planes, ref gradients, unit, ref sums, tiles, grows);
        else if (Vector256.IsHardwareAccelerated)
            Add<TwoVectors<Width256, Vector256<float>>, FourRows<TwoVectors<Width256, Vector256<float>>>>(geometry, phase, ref planes, ref gradients, unit, ref sums, tiles, grows);
        else
            Add<TwoVectors<Width128, Vector128<float>>, FourRows<TwoVectors<Width128, Vector128<float>>>>(geometry, phase, ref planes, ref gradients, unit, ref sums, tiles, grows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TRow, TTile, THalf>(
        in WinogradGeometry geometry, int firstPhase, int endPhase, bool sharesSource, ref float planes, ref float weights, ref float products, int tiles, int firstOutput, int endOutput)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where THalf : struct, ITile<TRow>
    {
        if (firstOutput >= endOutput)
            return;
        int channels = geometry.SourceChannels, outputs = geometry.TargetStride;
        nint stride = geometry.SourceStride, plane = geometry.Plane(geometry.SourceStride), targetPlane = geometry.Plane(outputs);
        nint block = WinogradWeights.Block(outputs), weightPlane = WinogradWeights.Plane(channels, outputs);

        // Few tiles are done with weights sooner than the next ones come by themselves: each tile asks for its share of them, which lie behind these.
        nint share = (nint)channels * TRow.Length / Math.Max(1, tiles / TTile.Rows);
        nint aheadStep = Math.Min(Lanes.Count, (share + channels - 1) / channels);
        Span<nint> sourceTerms = stackalloc nint[StridedWinogradPhase.Count], weightTerms = stackalloc nint[StridedWinogradPhase.Count];
        StridedWinogradPhase widest = new(firstPhase);
        for (int row = 0; row < widest.Rows; row++)
        {
            for (int column = 0; column < widest.Columns; column++)
            {
                int terms = 0;
                for (int number = firstPhase; number < endPhase; number++)
                {
                    StridedWinogradPhase phase = new(number);
                    if (row >= phase.Rows || column >= phase.Columns)
                        continue;
                    sourceTerms[terms] = (sharesSource ? row * StridedWinogradPhase.Points + column : phase.SourcePlane(row, column)) * plane;
                    weightTerms[terms++] = phase.WeightPlane(row, column) * weightPlane;
                }

                for (int output = firstOutput; output < endOutput; output += TRow.Length)
                {
                    ref float x = ref planes;
                    ref float y = ref Unsafe.Add(ref products, (row * widest.Columns + column) * targetPlane + output);
                    ref float w = ref Unsafe.Add(ref weights, output / block * block * channels + output % block);
                    nint next = channels * block;
                    int left = tiles;
                    for (; left > THalf.Rows; left -= TTile.Rows)
                    {
                        TTile tile = default;
                        for (int term = 0; term < terms; term++)
                        {
                            ref float weight = ref Unsafe.Add(ref w, weightTerms[term]);
                            RegisterTile.MultiplyAdd<TTile, TRow>(ref tile, ref Unsafe.Add(ref x, sourceTerms[term]), stride, 1, ref weight, block, channels, ref Unsafe.Add(ref weight, next), aheadStep);
                        }

                        tile.Store(ref y, outputs);
                        x = ref Unsafe.Add(ref x, TTile.Rows * stride);
                        y = ref Unsafe.Add(ref y, TTile.Rows * outputs);
                        next += share;
                    }

                    if (left > 0)
                    {
                        THalf tile = default;
                        for (int term = 0; term < terms; term++)
                            RegisterTile.MultiplyAdd<THalf, TRow>(ref tile, ref Unsafe.Add(ref x, sourceTerms[term]), stride, 1, ref Unsafe.Add(ref w, weightTerms[term]), block, channels);
                        tile.Store(ref y, outputs);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRow, TTile>(in WinogradGeometry geometry, StridedWinogradPhase phase, ref float planes, ref float gradients, in WinogradUnit unit, ref float sums, in WinogradOrder tiles, bool grows)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
    {
        const int Points = StridedWinogradPhase.Points;
        (int inputs, int outputs) = (unit.Inputs, unit.Outputs);
        nint plane = geometry.Plane(inputs), gradientPlane = geometry.Plane(outputs), stride = StridedWinogradPhase.WeightPlanes * (nint)outputs;
        Span<nint> sourceTerms = stackalloc nint[StridedWinogradPhase.ProductPlanes], gradientTerms = stackalloc nint[StridedWinogradPhase.ProductPlanes];
        Span<int> lengths = stackalloc int[StridedWinogradPhase.ProductPlanes];
        for (int weight = 0; weight < phase.WeightRows * phase.WeightColumns; weight++)
        {
            int weightPlane = phase.WeightPlane(0, 0) + weight, terms = 0;
            for (int row = 0; row < phase.Rows; row++)
            {
                for (int column = 0; column < phase.Columns; column++)
                {
                    (int first, int count) = tiles.Of(row == Points - 1, column == Points - 1);
                    if (phase.WeightPlane(row, column) != weightPlane || count == 0)
                        continue;
                    sourceTerms[terms] = (row * phase.Columns + column) * plane + (nint)first * inputs;
                    gradientTerms[terms] = (row * Points + column) * gradientPlane + (nint)first * outputs;
                    lengths[terms++] = count;
                }
            }

            if (terms == 0 && grows)
                continue;
            for (int output = 0; output < outputs; output += TRow.Length)
            {
                ref float sum = ref Unsafe.Add(ref sums, (nint)weightPlane * outputs + output);
                for (int input = 0; input < inputs; input += TTile.Rows)
                {
                    TTile tile = default;
                    if (grows)
                        tile.Load(ref sum, stride);
                    for (int term = 0; term < terms; term++)
                    {
                        RegisterTile.MultiplyAdd<TTile, TRow>(
                            ref tile, ref Unsafe.Add(ref planes, sourceTerms[term] + input), 1, inputs,
                            ref Unsafe.Add(ref gradients, gradientTerms[term] + output), outputs, lengths[term]);
                    }

                    tile.Store(ref sum, stride);
                    sum = ref Unsafe.Add(ref sum, TTile.Rows * stride);
                }
            }
        }
    }
}
