using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Goes through packed weights and the planes that they are transformed into, which lie the same whatever the transform.</summary>
internal static class WinogradWeightWalk
{
    private const int Taps = 3;

    /// <summary>Inputs whose weights are asked for before they are transformed: they lie too far apart to be foreseen.</summary>
    private const int InputsAhead = 8;

    /// <summary>Transforms some slices of outputs: from [output block][3][3][input][block] to 36 planes of [output block][input][block].</summary>
    /// <param name="weights">The packed weights, from <paramref name="firstBlock"/> on.</param>
    /// <param name="firstBlock">Blocks of packed weights that are left out in front.</param>
    /// <param name="block">Outputs packed side by side in them, a multiple of 16.</param>
    /// <param name="inputs">Inputs that each output reads.</param>
    /// <param name="outputs">Outputs, padded to a multiple of 16.</param>
    /// <param name="transformed">Receives the planes.</param>
    /// <param name="firstSlice">First slice of 16 outputs to write.</param>
    /// <param name="endSlice">Slice before which to stop.</param>
    /// <typeparam name="TTransform">The transform.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<TTransform>(ref float weights, int firstBlock, int block, int inputs, int outputs, ref float transformed, int firstSlice, int endSlice)
        where TTransform : struct, IWinogradWeightTransform
    {
        int targetBlock = WinogradWeights.Block(outputs);
        nint tap = (nint)inputs * block, plane = WinogradWeights.Plane(inputs, outputs);
        for (int slice = firstSlice; slice < endSlice; slice++)
        {
            int output = slice * Lanes.Count;
            ref float source = ref Unsafe.Add(ref weights, (output / block - firstBlock) * Taps * Taps * tap + output % block);
            ref float target = ref Unsafe.Add(ref transformed, (nint)(output / targetBlock * targetBlock) * inputs + output % targetBlock);
            for (int input = 0; input < inputs; input++)
            {
                CachePrefetch.Lines(ref Unsafe.Add(ref source, InputsAhead * block), tap, Taps * Taps);
                TTransform.Transform(ref source, tap, ref target, plane);
                source = ref Unsafe.Add(ref source, block);
                target = ref Unsafe.Add(ref target, targetBlock);
            }
        }
    }
}
