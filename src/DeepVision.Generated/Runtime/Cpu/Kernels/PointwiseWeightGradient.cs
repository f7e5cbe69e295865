using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of a convolution of 1×1 that moves pixel by pixel: tiles of inputs × a few vectors of outputs, past which pixels stream that stay
/// in the first-level cache until all inputs of a unit have met them. Each weight is one chain of multiply-adds in the order of the pixels, whatever the tile.
/// Its work is cut into units, each a block of outputs × range of inputs, which are independent. Neighbouring units share every pixel that comes from memory:
/// their gradients stay in the second-level cache, and while a pass of pixels meets them, the pixels of the next one are on their way.
/// </summary>
public static class PointwiseWeightGradient
{
    /// <summary>Pixels of a pass: with the inputs and outputs of a unit they fill the first-level cache.</summary>
    private const int PassPixels = 64;

    /// <summary>Adds the gradients of some units.</summary>
    /// <param name="geometry">The shapes of the forward pass; rows are pixels.</param>
    /// <param name="source">First float of the first pixel of x; its stride is a multiple of 16.</param>
    /// <param name="gradient">First float of dy of the first pixel.</param>
    /// <param name="weightGradient">Gradient of the weights, in their layout, added to.</param>
    /// <param name="biasGradient">Gradient of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">64 · (ranges together · range + blocks together · block) floats.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="inputRange">Inputs of a unit, a multiple of 16 or all.</param>
    /// <param name="rangesTogether">Ranges of one block whose units share pixels, at most.</param>
    /// <param name="blocksTogether">Blocks with all of their ranges whose units share pixels, at most.</param>
    /// <param name="firstUnit">First unit; ranges of inputs count first.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, nint pixels, int inputRange, int rangesTogether, int blocksTogether, int firstUnit, int endUnit)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Run<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
            else if (geometry.Block == 32)
                Run<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
            else
                Run<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, SixRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
        else
        {
            Run<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
    }

    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">A tile.</typeparam>
    /// <typeparam name="TTwelfths">The tile where twelve divides the inputs.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRow, TTile, TTwelfths>(
        in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, nint pixels, int inputRange, int rangesTogether, int blocksTogether, int firstUnit, int endUnit)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int ranges = (geometry.Inputs + inputRange - 1) / inputRange;
        for (int unit = firstUnit, units; unit < endUnit; unit += units)
        {
            (int block, int range) = Math.DivRem(unit, ranges);
            int rangeCount = Math.Min(Math.Min(ranges - range, rangesTogether), endUnit - unit);
            int blockCount = rangeCount == ranges ? Math.Clamp((endUnit - unit) / ranges, 1, blocksTogether) : 1;
            units = rangeCount * blockCount;

            int output = block * geometry.Block, firstInput = range * inputRange;
            for (int part = 0; range == 0 && !Unsafe.IsNullRef(ref biasGradient) && part < blockCount * geometry.Block; part += TRow.Length)
                BiasGradients.Add<TRow>(ref Unsafe.Add(ref gradient, output + part), pixels, geometry.OutputStride, ref Unsafe.Add(ref biasGradient, output + part));
            Add<TRow, TTile, TTwelfths>(
                geometry, ref Unsafe.Add(ref source, firstInput), ref Unsafe.Add(ref gradient, output), ref Unsafe.Add(ref weightGradient, geometry.WeightOffset(output) + firstInput * geometry.Block),
                ref scratch, pixels, inputRange, Math.Min(rangeCount * inputRange, geometry.Inputs - firstInput), blockCount * geometry.Block);
        }
    }

    /// <summary>Adds the gradients of some blocks of outputs by some inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRow, TTile, TTwelfths>(
        in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float scratch, nint pixels, int inputRange, int inputs, int outputs)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int block = geometry.Block, padded = Lanes.RoundUp(inputs);
        bool splitsSource = Conflicts(geometry.InputStride, Math.Min(padded, inputRange)), splitsGradient = Conflicts(geometry.OutputStride, block);
        nint blockWeights = (nint)geometry.Inputs * block;
        ref float gradientPanels = ref Unsafe.Add(ref scratch, PassPixels * padded);
        for (nint pixel = 0; pixel < pixels; pixel += PassPixels)
        {
            int count = (int)Math.Min(PassPixels, pixels - pixel);
            ref float sourceRows = ref Unsafe.Add(ref source, pixel * geometry.InputStride);
            ref float gradientRows = ref Unsafe.Add(ref gradient, pixel * geometry.OutputStride);
            nint ahead = pixel + 2 * PassPixels <= pixels ? PassPixels : 0;
            ref float nextSource = ref Unsafe.Add(ref sourceRows, ahead * geometry.InputStride);
            ref float nextGradient = ref Unsafe.Add(ref gradientRows, ahead * geometry.OutputStride);
            if (splitsSource)
                SamplePanels.Split(ref sourceRows, geometry.InputStride, count, padded, inputRange, PassPixels, ref scratch);
            if (splitsGradient)
                SamplePanels.Split(ref gradientRows, geometry.OutputStride, count, outputs, block, PassPixels, ref gradientPanels);

            for (int input = 0; input < inputs; input += inputRange)
            {
                int length = Math.Min(inputRange, inputs - input);
                ref float x = ref splitsSource ? ref Unsafe.Add(ref scratch, input * PassPixels) : ref Unsafe.Add(ref sourceRows, input);
                nint sourceStride = splitsSource ? Lanes.RoundUp(length) : geometry.InputStride;
                for (int output = 0; output < outputs; output += block)
                {
                    ref float dy = ref splitsGradient ? ref Unsafe.Add(ref gradientPanels, output * PassPixels) : ref Unsafe.Add(ref gradientRows, output);
                    ref float dw = ref Unsafe.Add(ref weightGradient, output / block * blockWeights + input * block);

                    // The first block brings what is read of the inputs next; the others bring the gradients, one block with each range of inputs.
                    bool bringsSource = output == 0;
                    DenseWeightGradient.AddSamples<TRow, TTile, TTwelfths>(
                        block, ref x, sourceStride, ref dy, splitsGradient ? block : geometry.OutputStride, ref dw, length, count, grows: true,
                        ref bringsSource ? ref Unsafe.Add(ref nextSource, input) : ref Unsafe.Add(ref nextGradient, input / inputRange * block % outputs), bringsSource ? geometry.InputStride : geometry.OutputStride);
                }
            }
        }
    }

    /// <summary>Whether rows lie a multiple of 512 bytes apart, so that the first-level cache has too few places for those of a pass.</summary>
    private static bool Conflicts(int stride, int length) => stride > length && stride % 128 == 0;
}
