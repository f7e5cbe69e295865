using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Samples as vector lanes: a panel holds one value of several neighbouring samples side by side, then the next value of
/// the same samples.
/// </summary>
public static class SamplePanels
{
    /// <summary>Turns rows of samples into panels, one behind the other; samples that the last one lacks are zero.</summary>
    /// <param name="rows">First value of the first sample.</param>
    /// <param name="stride">Floats from one sample to the next.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="values">Values of each sample, a multiple of 8.</param>
    /// <param name="panels">Receives [panel][value][<paramref name="width"/> samples].</param>
    /// <param name="width">Samples of a panel, a multiple of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(ref float rows, nint stride, int samples, int values, ref float panels, int width)
    {
        for (int first = 0; first < samples; first += width)
        {
            ref float panel = ref Unsafe.Add(ref panels, (nint)first * values);
            for (int lane = 0; lane < width; lane += TileTranspose.Size)
            {
                // Where no sample is left nothing is read, and the reference stays inside the rows.
                int count = Math.Clamp(samples - first - lane, 0, TileTranspose.Size);
                ref float row = ref Unsafe.Add(ref rows, Math.Min(first + lane, samples - 1) * stride);
                for (int value = 0; value < values; value += TileTranspose.Size)
                    TileTranspose.Transpose(ref Unsafe.Add(ref row, value), stride, count, ref Unsafe.Add(ref panel, (nint)value * width + lane), width, TileTranspose.Size);
            }
        }
    }

    /// <summary>Turns some values of up to eight samples of a panel back into rows.</summary>
    /// <param name="panel">First value of the first of these samples.</param>
    /// <param name="width">Samples of a panel.</param>
    /// <param name="samples">Number of samples, at most 8.</param>
    /// <param name="values">Values of each sample, a multiple of 8.</param>
    /// <param name="rows">Receives the first value of the first sample.</param>
    /// <param name="stride">Floats from one sample to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(ref float panel, int width, int samples, int values, ref float rows, nint stride)
    {
        for (int value = 0; value < values; value += TileTranspose.Size)
            TileTranspose.Transpose(ref Unsafe.Add(ref panel, (nint)value * width), width, TileTranspose.Size, ref Unsafe.Add(ref rows, value), stride, samples);
    }

    /// <summary>Copies some values of each sample, so that they lie close together.</summary>
    /// <param name="rows">First of these values of the first sample.</param>
    /// <param name="stride">Floats from one sample to the next.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="values">Values of each sample, a multiple of 16.</param>
    /// <param name="target">Receives [sample][value].</param>
    public static void Copy(ref float rows, nint stride, int samples, int values, ref float target) => Split(ref rows, stride, samples, values, values, samples, ref target);

    /// <summary>Cuts the values of each sample into pieces: a panel holds one piece of all samples, close together.</summary>
    /// <param name="rows">First of these values of the first sample.</param>
    /// <param name="stride">Floats from one sample to the next.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="values">Values of each sample, a multiple of 16.</param>
    /// <param name="piece">Values of a piece, a multiple of 16; the last one may be shorter.</param>
    /// <param name="panelSamples">Samples that a panel has room for.</param>
    /// <param name="target">Receives [piece][sample][value of the piece]; the n-th piece begins at n · <paramref name="piece"/> · <paramref name="panelSamples"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(ref float rows, nint stride, int samples, int values, int piece, int panelSamples, ref float target)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            // Rows are read as a whole, so that the processor foresees what comes next.
            ref float row = ref Unsafe.Add(ref rows, sample * stride);
            for (int first = 0; first < values; first += piece)
            {
                int length = Math.Min(piece, values - first);
                ref float part = ref Unsafe.Add(ref row, first);
                ref float copy = ref Unsafe.Add(ref target, (nint)first * panelSamples + (nint)sample * length);
                for (int value = 0; value < length; value += Vector512<float>.Count)
                    Vector512.LoadUnsafe(ref part, (nuint)value).StoreUnsafe(ref copy, (nuint)value);
            }
        }
    }
}
