using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The weights of a Winograd convolution.</summary>
public static class WinogradWeights
{
    private const int Taps = 3;
    private const int Size = WinogradGeometry.SourceTile;

    /// <summary>
    /// Writes G g Gᵀ of every pair of channels: from [output block][3][3][input][block] to 36 planes of
    /// [output block][input][block of 32 or, where that doesn't divide the outputs, 16].
    /// </summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="block">Outputs packed side by side in them, a multiple of 16.</param>
    /// <param name="inputs">Inputs that each output reads.</param>
    /// <param name="outputs">Outputs, padded to a multiple of 16.</param>
    /// <param name="transformed">Receives the 36 planes of inputs · outputs floats.</param>
    /// <param name="firstSlice">First slice of 16 outputs to write.</param>
    /// <param name="endSlice">Slice before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(ref float weights, int block, int inputs, int outputs, ref float transformed, int firstSlice, int endSlice)
    {
        int targetBlock = outputs % (2 * Lanes.Count) == 0 ? 2 * Lanes.Count : Lanes.Count;
        nint tap = (nint)inputs * block, plane = (nint)inputs * outputs;
        Span<float> columns = stackalloc float[Size * Taps * Lanes.Count];
        ref float scratch = ref columns[0];
        for (int slice = firstSlice; slice < endSlice; slice++)
        {
            int output = slice * Lanes.Count;
            ref float source = ref Unsafe.Add(ref weights, output / block * Taps * Taps * tap + output % block);
            ref float target = ref Unsafe.Add(ref transformed, (nint)(output / targetBlock * targetBlock) * inputs + output % targetBlock);
            for (int input = 0; input < inputs; input++)
            {
                for (nint column = 0; column < Taps; column++)
                    WinogradTransform.Weights(ref Unsafe.Add(ref source, column * tap), Taps * tap, ref Unsafe.Add(ref scratch, column * Lanes.Count), Taps * Lanes.Count);
                for (nint row = 0; row < Size; row++)
                    WinogradTransform.Weights(ref Unsafe.Add(ref scratch, row * Taps * Lanes.Count), Lanes.Count, ref Unsafe.Add(ref target, row * Size * plane), plane);
                source = ref Unsafe.Add(ref source, block);
                target = ref Unsafe.Add(ref target, targetBlock);
            }
        }
    }
}
