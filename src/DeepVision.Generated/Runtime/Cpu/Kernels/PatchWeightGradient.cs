using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The weight gradient of a convolution whose windows don't meet, 2×2 or 1×1 with stride 2 for example: for each tap of the window it is that of a convolution of 1×1
/// over the pixels under the tap. Those of a pass are gathered, and stay in the first-level cache until all inputs of a unit have met them. Each weight is
/// one chain of multiply-adds in the order of the pixels, whatever the tile. The work is cut into units, each a block of outputs × tap × range of inputs, which
/// are independent. Neighbouring units share the pixels of dy, and while a pass meets them, those of the next one are on their way: units of one range with all
/// taps are neighbours, so that together they read whole rows.
/// </summary>
public static class PatchWeightGradient
{
    /// <summary>Windows of a pass: with the inputs and outputs of a unit they fill the first-level cache.</summary>
    private const int PassPixels = 64;

    /// <summary>Adds the gradients of some units.</summary>
    /// <param name="geometry">The shapes of the forward pass, which has one group and no padding; the distance of two pixels of x is a multiple of 16.</param>
    /// <param name="block">Outputs packed side by side in the weights: 16, 32 or 64.</param>
    /// <param name="source">First float of the first pixel of x.</param>
    /// <param name="gradient">First float of dy of the first pixel.</param>
    /// <param name="weightGradient">Gradient of the weights, in their layout, added to.</param>
    /// <param name="biasGradient">Gradient of the bias, added to, or a null reference for none.</param>
    /// <param name="scratch">64 · (ranges together · range, rounded up to a multiple of 16, + blocks together · block) floats.</param>
    /// <param name="count">Samples.</param>
    /// <param name="inputRange">Inputs of a unit, a multiple of 16 or all.</param>
    /// <param name="rangesTogether">Ranges of one block, of all taps where these are few enough, whose units share dy, at most.</param>
    /// <param name="blocksTogether">Blocks with all of their ranges whose units share the gathered pixels, at most.</param>
    /// <param name="firstUnit">First unit; taps count first, then ranges of inputs.</param>
    /// <param name="endUnit">Unit before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in GroupedGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int inputRange, int rangesTogether, int blocksTogether, int firstUnit, int endUnit)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (block == 16)
                Run<OneVector<Width512, Vector512<float>>, EightRows<OneVector<Width512, Vector512<float>>>, TwelveRows<OneVector<Width512, Vector512<float>>>>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
            else if (block == 32)
                Run<TwoVectors<Width512, Vector512<float>>, EightRows<TwoVectors<Width512, Vector512<float>>>, TwelveRows<TwoVectors<Width512, Vector512<float>>>>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
            else
                Run<FourVectors<Width512, Vector512<float>>, SixRows<FourVectors<Width512, Vector512<float>>>, SixRows<FourVectors<Width512, Vector512<float>>>>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TwoVectors<Width256, Vector256<float>>, SixRows<TwoVectors<Width256, Vector256<float>>>, SixRows<TwoVectors<Width256, Vector256<float>>>>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
        else
        {
            Run<TwoVectors<Width128, Vector128<float>>, SixRows<TwoVectors<Width128, Vector128<float>>>, SixRows<TwoVectors<Width128, Vector128<float>>>>(geometry, block, ref source, ref gradient, ref weightGradient, ref biasGradient, ref scratch, count, inputRange, rangesTogether, blocksTogether, firstUnit, endUnit);
        }
    }

    /// <typeparam name="TRow">Outputs of a tile.</typeparam>
    /// <typeparam name="TTile">A tile.</typeparam>
    /// <typeparam name="TTwelfths">The tile where twelve divides the inputs.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TRow, TTile, TTwelfths>(
        in GroupedGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient, ref float scratch, int count, int inputRange, int rangesTogether, int blocksTogether, int firstUnit, int endUnit)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int taps = geometry.KernelHeight * geometry.KernelWidth, ranges = taps * ((geometry.InputChannels + inputRange - 1) / inputRange);
        nint pixels = (nint)count * geometry.OutputHeight * geometry.OutputWidth, blockWeights = (nint)taps * geometry.InputChannels * block;
        for (int unit = firstUnit, units; unit < endUnit; unit += units)
        {
            (int firstBlock, int range) = Math.DivRem(unit, ranges);
            int rangeCount = Math.Min(Math.Min(ranges - range, rangesTogether), endUnit - unit);
            int blockCount = rangeCount == ranges ? Math.Clamp((endUnit - unit) / ranges, 1, blocksTogether) : 1;
            units = rangeCount * blockCount;

            int output = firstBlock * block;
            for (int part = 0; range == 0 && !Unsafe.IsNullRef(ref biasGradient) && part < blockCount * block; part += TRow.Length)
                BiasGradients.Add<TRow>(ref Unsafe.Add(ref gradient, output + part), pixels, geometry.OutputPixelStride, ref Unsafe.Add(ref biasGradient, output + part));
            Add<TRow, TTile, TTwelfths>(
                geometry, block, ref source, ref Unsafe.Add(ref gradient, output), ref Unsafe.Add(ref weightGradient, firstBlock * blockWeights), ref scratch,
                pixels, inputRange, range, rangeCount, blockCount * block);
        }
    }

    /// <summary>Adds the gradients of some blocks of outputs by some ranges of inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TRow, TTile, TTwelfths>(
        in GroupedGeometry geometry, int block, ref float source, ref float gradient, ref float weightGradient, ref float scratch, nint pixels, int inputRange, int firstRange, int rangeCount, int outputs)
        where TRow : struct, ITileRow<TRow>
        where TTile : struct, ITile<TRow>
        where TTwelfths : struct, ITile<TRow>
    {
        int inputs = geometry.InputChannels, taps = geometry.KernelHeight * geometry.KernelWidth, panel = PassPixels * Lanes.RoundUp(inputRange);
        bool splitsGradient = geometry.OutputPixelStride > block && geometry.OutputPixelStride % 128 == 0;
        int passRows = rangeCount < taps ? 1 : Math.Max(1, PassPixels / geometry.OutputWidth);
        nint blockWeights = (nint)taps * inputs * block, windowStride = (nint)geometry.HorizontalStride * geometry.InputPixelStride;
        ref float gradientPanels = ref Unsafe.Add(ref scratch, (nint)rangeCount * panel);
        for (nint pixel = 0; pixel < pixels; pixel += PassPixels)
        {
            int count = (int)Math.Min(PassPixels, pixels - pixel);
            nint ahead = pixel + 2 * PassPixels <= pixels ? PassPixels : 0;
            ref float gradientRows = ref Unsafe.Add(ref gradient, pixel * geometry.OutputPixelStride);
            ref float nextGradient = ref Unsafe.Add(ref gradientRows, ahead * geometry.OutputPixelStride);
            ref float nextWindow = ref Unsafe.Add(ref source, WindowOffset(geometry, pixel + ahead));
            Gather(geometry, ref source, pixel, count, taps == 1 ? ahead : 0, inputRange, firstRange, rangeCount, ref scratch);
            if (splitsGradient)
                SamplePanels.Split(ref gradientRows, geometry.OutputPixelStride, count, outputs, block, PassPixels, ref gradientPanels);

            for (int range = 0; range < rangeCount; range++)
            {
                (int part, int tap) = Math.DivRem(firstRange + range, taps);
                int firstInput = part * inputRange, length = Math.Min(inputRange, inputs - firstInput);

                // Windows of several rows follow one another as if the image had one row only: so the taps of each row of the kernel bring their share of the rows, without a gap.
                nint place = TapOffset(geometry, tap / geometry.KernelWidth * passRows, tap % geometry.KernelWidth) + firstInput;
                for (int output = 0; output < outputs; output += block)
                {
                    ref float dy = ref splitsGradient ? ref Unsafe.Add(ref gradientPanels, output * PassPixels) : ref Unsafe.Add(ref gradientRows, output);
                    ref float dw = ref Unsafe.Add(ref weightGradient, output / block * blockWeights + ((nint)tap * inputs + firstInput) * block);

                    // The first block brings the windows of the next pass, those behind the end of a row by their neighbours; the others bring the gradients, one block with each range.
                    // Windows of a single tap have gaps between their rows, and come while they are gathered.
                    bool bringsSource = output == 0 && taps > 1;
                    DenseWeightGradient.AddSamples<TRow, TTile, TTwelfths>(
                        block, ref Unsafe.Add(ref scratch, (nint)range * panel), Lanes.RoundUp(length), ref dy, splitsGradient ? block : geometry.OutputPixelStride, ref dw, length, count, grows: true,
                        ref bringsSource ? ref Unsafe.Add(ref nextWindow, place) : ref Unsafe.Add(ref nextGradient, (range * block + output) % outputs), bringsSource ? windowStride : geometry.OutputPixelStride);
                }
            }
        }
    }

    /// <summary>Copies what some ranges see of some windows: a panel for each range, with its inputs window by window. Asks for the windows <paramref name="ahead"/> of them, unless that is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(in GroupedGeometry geometry, ref float source, nint pixel, int count, nint ahead, int inputRange, int firstRange, int rangeCount, ref float panels)
    {
        int inputs = geometry.InputChannels, panel = PassPixels * Lanes.RoundUp(inputRange);
        (int firstPart, int firstTap) = Math.DivRem(firstRange, geometry.KernelHeight * geometry.KernelWidth);
        (int firstKernelRow, int firstKernelColumn) = Math.DivRem(firstTap, geometry.KernelWidth);
        for (int window = 0; window < count; window++)
        {
            ref float x = ref Unsafe.Add(ref source, WindowOffset(geometry, pixel + window));
            if (ahead > 0)
                CachePrefetch.Rows(ref Unsafe.Add(ref source, WindowOffset(geometry, pixel + window + ahead) + firstPart * inputRange), 0, 1, inputs - firstPart * inputRange);
            int kernelRow = firstKernelRow, kernelColumn = firstKernelColumn, part = firstPart;
            for (int range = 0; range < rangeCount; range++)
            {
                int firstInput = part * inputRange, length = Lanes.RoundUp(Math.Min(inputRange, inputs - firstInput));
                ref float values = ref Unsafe.Add(ref x, TapOffset(geometry, kernelRow, kernelColumn) + firstInput);
                ref float copy = ref Unsafe.Add(ref panels, (nint)range * panel + (nint)window * length);
                for (int value = 0; value < length; value += Vector512<float>.Count)
                    Vector512.LoadUnsafe(ref values, (nuint)value).StoreUnsafe(ref copy, (nuint)value);
                if (++kernelColumn < geometry.KernelWidth)
                    continue;
                kernelColumn = 0;
                if (++kernelRow < geometry.KernelHeight)
                    continue;
                kernelRow = 0;
                part++;
            }
        }
    }

    /// <summary>Floats from the first pixel of x to the first one under the window of a pixel of dy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint WindowOffset(in GroupedGeometry geometry, nint pixel)
    {
        (int row, int column) = Math.DivRem((int)pixel, geometry.OutputWidth);
        (int sample, row) = Math.DivRem(row, geometry.OutputHeight);
        return (((nint)sample * geometry.InputHeight + row * geometry.VerticalStride) * geometry.InputWidth + column * geometry.HorizontalStride) * geometry.InputPixelStride;
    }

    /// <summary>Floats from the first pixel under a window to that under a tap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint TapOffset(in GroupedGeometry geometry, int kernelRow, int kernelColumn) =>
        ((nint)kernelRow * geometry.VerticalDilation * geometry.InputWidth + kernelColumn * geometry.HorizontalDilation) * geometry.InputPixelStride;
}
