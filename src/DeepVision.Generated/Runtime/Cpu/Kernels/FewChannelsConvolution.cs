using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The way back through a first convolution, to a network's input of few channels: grey or colour images. Sixteen outputs are a vector,
/// since sixteen inputs are more than there are, so each value is a sum of vectors whose lanes are added at the end.
/// </summary>
public static class FewChannelsConvolution
{
    /// <summary>Channels of the input that run together: as many sums as hide the time that each multiply-add takes.</summary>
    private const int Together = 4;

    /// <summary>dx = dy ⋆ flipped w.</summary>
    /// <param name="geometry">The shapes; one group.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="gradient">dy of the first sample.</param>
    /// <param name="weights">The weights as stored, not transposed.</param>
    /// <param name="target">Receives dx of the first sample, zeros in its padding.</param>
    /// <param name="count">Samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float target, int count)
    {
        for (int sample = 0; sample < count; sample++)
        {
            for (int row = 0; row < geometry.InputHeight; row++)
            {
                for (int column = 0; column < geometry.InputWidth; column++)
                {
                    for (int channel = 0; channel < geometry.InputPixelStride; channel += Lanes.Count)
                        Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)channel);
                    for (int channel = 0; channel < geometry.InputChannels; channel += Together)
                        AddChannels(geometry, layout, ref gradient, ref weights, row, column, channel, ref target);
                    target = ref Unsafe.Add(ref target, geometry.InputPixelStride);
                }
            }

            gradient = ref Unsafe.Add(ref gradient, geometry.OutputLength);
        }
    }

    /// <summary>Some channels of a pixel. Where fewer are left, the last one is computed several times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddChannels(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, int row, int column, int channel, ref float pixel)
    {
        nint last = Math.Min(Together, geometry.InputChannels - channel) - 1, block = layout.Block;
        nint second = Math.Min(1, last) * block, third = Math.Min(2, last) * block, fourth = last * block;
        nint nextBlock = layout.PackedOffset(layout.Block, 0, 0, 0);
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
        {
            int outputRow = geometry.OutputRow(row, kernelRow);
            for (int kernelColumn = 0; outputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
            {
                int outputColumn = geometry.OutputColumn(column, kernelColumn);
                if (outputColumn < 0)
                    continue;
                ref float dy = ref Unsafe.Add(ref gradient, ((nint)outputRow * geometry.OutputWidth + outputColumn) * geometry.OutputPixelStride);
                ref float w = ref Unsafe.Add(ref weights, layout.PackedOffset(0, channel, kernelRow, kernelColumn));
                for (nint output = 0; output < geometry.OutputPixelStride; output += block, w = ref Unsafe.Add(ref w, nextBlock))
                {
                    for (nint lane = 0; lane < block; lane += Lanes.Count)
                    {
                        Vector512<float> value = Vector512.LoadUnsafe(ref dy, (nuint)(output + lane));
                        sum0 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref w, (nuint)lane), sum0);
                        sum1 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref w, (nuint)(second + lane)), sum1);
                        sum2 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref w, (nuint)(third + lane)), sum2);
                        sum3 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref w, (nuint)(fourth + lane)), sum3);
                    }
                }
            }
        }

        Unsafe.Add(ref pixel, channel + fourth / block) = Lanes.Sum(sum3);
        Unsafe.Add(ref pixel, channel + third / block) = Lanes.Sum(sum2);
        Unsafe.Add(ref pixel, channel + second / block) = Lanes.Sum(sum1);
        Unsafe.Add(ref pixel, channel) = Lanes.Sum(sum0);
    }
}
