using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The weights of a Winograd convolution with stride 2.</summary>
public static class StridedWinogradWeights
{
    private const int Taps = 3;

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
    public static void Transform(ref float weights, int firstBlock, int block, int inputs, int outputs, ref float transformed, int firstSlice, int endSlice)
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
                Transform(ref source, tap, ref target, plane);
                source = ref Unsafe.Add(ref source, block);
                target = ref Unsafe.Add(ref target, targetBlock);
            }
        }
    }

    /// <summary>Sixteen outputs of one input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(ref float source, nint tap, ref float target, nint plane)
    {
        ref float middle = ref Unsafe.Add(ref source, Taps * tap);
        ref float last = ref Unsafe.Add(ref source, 2 * Taps * tap);
        StridedWinogradTransform.Weights(
            Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref last),
            out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3, out Vector512<float> a4);
        StridedWinogradTransform.Weights(
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref last, 2 * tap)),
            out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3, out Vector512<float> b4);
        StoreFive(a0, b0, ref target, plane);
        StoreFive(a1, b1, ref Unsafe.Add(ref target, 5 * plane), plane);
        StoreFive(a2, b2, ref Unsafe.Add(ref target, 10 * plane), plane);
        StoreFive(a3, b3, ref Unsafe.Add(ref target, 15 * plane), plane);
        StoreFive(a4, b4, ref Unsafe.Add(ref target, 20 * plane), plane);
        StoreFive(Vector512.LoadUnsafe(ref Unsafe.Add(ref source, tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref last, tap)), ref Unsafe.Add(ref target, 25 * plane), plane);
        StoreFive(Vector512.LoadUnsafe(ref middle), Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, 2 * tap)), ref Unsafe.Add(ref target, 30 * plane), plane);
        Vector512.LoadUnsafe(ref Unsafe.Add(ref middle, tap)).StoreUnsafe(ref Unsafe.Add(ref target, 35 * plane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFive(Vector512<float> g0, Vector512<float> g2, ref float target, nint plane)
    {
        StridedWinogradTransform.Weights(
            g0, g2, out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
    }
}
