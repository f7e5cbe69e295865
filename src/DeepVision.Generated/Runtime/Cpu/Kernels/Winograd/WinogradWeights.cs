using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The weights of a Winograd convolution.</summary>
public static class WinogradWeights
{
    /// <summary>Floats between two planes beyond their weights: without them all planes of a weight would compete for the same few places of a cache.</summary>
    private const int PlaneGap = 16;

    /// <summary>
    /// Writes G g Gᵀ of every pair of channels: from [output block][3][3][input][block] to 36 planes of
    /// [output block][input][block of 32 or, where that doesn't divide the outputs, 16].
    /// </summary>
    /// <param name="weights">The packed weights, from <paramref name="firstBlock"/> on.</param>
    /// <param name="firstBlock">Blocks of packed weights that are left out in front.</param>
    /// <param name="block">Outputs packed side by side in them, a multiple of 16.</param>
    /// <param name="inputs">Inputs that each output reads.</param>
    /// <param name="outputs">Outputs, padded to a multiple of 16.</param>
    /// <param name="transformed">Receives the 36 planes, inputs · outputs + 16 floats from one to the next.</param>
    /// <param name="firstSlice">First slice of 16 outputs to write.</param>
    /// <param name="endSlice">Slice before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(ref float weights, int firstBlock, int block, int inputs, int outputs, ref float transformed, int firstSlice, int endSlice) =>
        WinogradWeightWalk.Transform<WinogradWeightTransform>(ref weights, firstBlock, block, inputs, outputs, ref transformed, firstSlice, endSlice);

    /// <summary>Outputs packed side by side in a plane.</summary>
    internal static int Block(int outputs) => outputs % (2 * Lanes.Count) == 0 ? 2 * Lanes.Count : Lanes.Count;

    /// <summary>Floats from one plane to the next.</summary>
    internal static nint Plane(int inputs, int outputs) => (nint)inputs * outputs + PlaneGap;
}
