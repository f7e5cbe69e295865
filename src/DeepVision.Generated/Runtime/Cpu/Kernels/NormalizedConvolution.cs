using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Depthwise convolutions of 3×3 that read what a batch normalisation makes of their source: it is normalised while it is read, so that it is never stored. Each value
/// is that of <see cref="GroupedConvolution"/> behind <see cref="BatchNormKernels"/>, to the bit.
/// </summary>
public static class NormalizedConvolution
{
    /// <summary>
    /// Rows of the target at a time. While they are made, the next ones and what these read come from far away: few enough to stay in the caches next to the processor, and
    /// enough that the two rows that neighbouring bands both read don't weigh too much.
    /// </summary>
    private const int BandRows = 4;

    /// <summary>y = f(w ∗ n(x) + bias), where n is the normalisation; the padding of the target is written as zero.</summary>
    /// <typeparam name="TNormalized">The activation behind the normalisation.</typeparam>
    /// <typeparam name="TActivation">f.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="source">First float of the first input sample: x.</param>
    /// <param name="normalization">n.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, padded with zeros to a multiple of 16, or a null reference for none.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    /// <param name="target">First float of the first output sample.</param>
    /// <param name="count">Samples.</param>
    /// <exception cref="NotSupportedException">The convolution isn't one of 3×3 with neighbouring taps, with stride 1 or 2 and at most one column of zeros on each side.</exception>
    public static void Forward<TNormalized, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, in NormalizedSource normalization, ref float weights, ref float bias, float slope, ref float target, int count)
        where TNormalized : struct, ITileActivation
        where TActivation : struct, ITileActivation
    {
        for (int sample = 0; sample < count; sample++)
        {
            ref float from = ref Unsafe.Add(ref source, sample * geometry.InputLength);
            for (int row = 0; row < geometry.OutputHeight; row += BandRows)
            {
                GroupedGeometry rows = geometry.Rows(row, Math.Min(BandRows, geometry.OutputHeight - row));
                ref float to = ref Unsafe.Add(ref target, ((nint)sample * geometry.OutputHeight + row) * geometry.OutputWidth * geometry.OutputPixelStride);
                if (DepthwiseStrips.SuitsForward(rows))
                    DepthwiseStrips.Forward<NormalizedSource<TNormalized>, TileWithoutAddend, TActivation>(rows, layout, ref from, normalization, ref weights, ref bias, ref to, slope, ref to, default);
                else if (Depthwise3x3Apart.Suits(rows))
                    Depthwise3x3Apart.Forward<NormalizedSource<TNormalized>, TileWithoutAddend, TActivation>(rows, layout, ref from, normalization, ref weights, ref bias, ref to, slope, ref to);
                else
                    throw new NotSupportedException("No kernel normalises the source of this convolution.");
            }
        }
    }
}
