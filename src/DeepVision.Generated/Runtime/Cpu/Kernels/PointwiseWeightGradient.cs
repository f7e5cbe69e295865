using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of a convolution of 1×1 that moves pixel by pixel: tiles of inputs × a few vectors of outputs, past which pixels stream that stay
/// in the first-level cache until all inputs of a unit have met them. Each weight is one chain of multiply-adds in the order of the pixels, whatever the tile.
/// Its work is cut into units, each a block of outputs × range of inputs, which are independent.
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
    /// <param name="scratch">64 · (range + block) floats.</param>
    /// <param name="pixels">Pixels of all samples.</param>
    /// <param name="inputRange">Inputs of a unit, a multiple of 16 or all.</param>
    /// <param name="firstUnit">First unit; ranges of inputs count first.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, nint pixels, int inputRange, int firstUnit, int endUnit)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (geometry.Block == 16)
                Run<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, firstUnit, endUnit);
            else if (geometry.Block == 32)
                Run<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, firstUnit, endUnit);
            else
                Run<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, SixRows<FourVectors<Width512, Vector512<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, firstUnit, endUnit);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, firstUnit, endUnit);
        }
        else
        {
            Run<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(geometry, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, pixels, inputRange, firstUnit, endUnit);
        }
    }

    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">A tile.</typeparam>
    /// <typeparam name="TTwelfths">The tile where twelve divides the inputs.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRow, TTile, TTwelfths>(
        in DenseGeometry geometry, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, nint pixels, int inputRange, int firstUnit, int endUnit)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int ranges = (geometry.Inputs + inputRange - 1) / inputRange;
        for (int unit = firstUnit; unit < endUnit; unit++)
        {
            int output = unit / ranges * geometry.Block, firstInput = unit % ranges * inputRange;
            int inputs = Math.Min(inputRange, geometry.Inputs - firstInput), padded = Lanes.RoundUp(inputs);
            ref float x = ref Unsafe.Add(ref source, firstInput);
            ref float dy = ref Unsafe.Add(ref gradient, output);
            ref float dw = ref Unsafe.Add(ref weightGradient, geometry.WeightOffset(output) + firstInput * geometry.Block);
            for (int part = 0; firstInput == 0 && !Unsafe.IsNullRef(ref biasGradient) && part < geometry.Block; part += TRow.Length)
                BiasGradients.Add<TRow>(ref Unsafe.Add(ref dy, part), pixels, geometry.OutputStride, ref Unsafe.Add(ref biasGradient, output + part));

            bool gathersSource = Gathers(geometry.InputStride, padded), gathersGradient = Gathers(geometry.OutputStride, geometry.Block);
            nint sourceStride = gathersSource ? padded : geometry.InputStride, gradientStride = gathersGradient ? geometry.Block : geometry.OutputStride;
            ref float copies = ref Unsafe.Add(ref scratch, PassPixels * padded);
            for (nint pixel = 0; pixel < pixels; pixel += PassPixels)
            {
                int count = (int)Math.Min(PassPixels, pixels - pixel);
                ref float sourceRows = ref Unsafe.Add(ref x, pixel * geometry.InputStride);
                ref float gradientRows = ref Unsafe.Add(ref dy, pixel * geometry.OutputStride);
                if (gathersSource)
                {
                    SamplePanels.Copy(ref sourceRows, geometry.InputStride, count, padded, ref scratch);
                    sourceRows = ref scratch;
                }

                if (gathersGradient)
                {
                    SamplePanels.Copy(ref gradientRows, geometry.OutputStride, count, geometry.Block, ref copies);
                    gradientRows = ref copies;
                }

                DenseWeightGradient.AddSamples<TRow, TTile, TTwelfths>(geometry.Block, ref sourceRows, sourceStride, ref gradientRows, gradientStride, ref dw, inputs, count, grows: true);
            }
        }
    }

    /// <summary>Whether rows lie a multiple of 512 bytes apart, so that the first-level cache has too few places for those of a pass.</summary>
    private static bool Gathers(int stride, int length) => stride > length && stride % 128 == 0;
}
