using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The weights of a Winograd convolution with stride 2.</summary>
public static class StridedWinogradWeights
{
    /// <summary>
    /// Writes G g Gᵀ of every pair of channels, phase by phase: from [output block][3][3][input][block] to 36 planes of
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
        WinogradWeightWalk.Transform<StridedWinogradWeightTransform>(ref weights, firstBlock, block, inputs, outputs, ref transformed, firstSlice, endSlice);
}
