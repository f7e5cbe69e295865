using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The weights of a Winograd convolution.</summary>
public static class WinogradWeights
{
    private const int Taps = 3;

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
    public static void Transform(ref float weights, int firstBlock, int block, int inputs, int outputs, ref float transformed, int firstSlice, int endSlice)
    {
        int targetBlock = Block(outputs);
        nint tap = (nint)inputs * block, plane = Plane(inputs, outputs);
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

    /// <summary>Outputs packed side by side in a plane.</summary>
    internal static int Block(int outputs) => outputs % (2 * Lanes.Count) == 0 ? 2 * Lanes.Count : Lanes.Count;

    /// <summary>Floats from one plane to the next.</summary>
    internal static nint Plane(int inputs, int outputs) => (nint)inputs * outputs + PlaneGap;

    /// <summary>Sixteen outputs of one input: columns first, whose results stay in registers, then rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(ref float source, nint tap, ref float target, nint plane)
    {
        TransformColumn(ref source, tap, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3, out Vector512<float> a4, out Vector512<float> a5);
        TransformColumn(ref Unsafe.Add(ref source, tap), tap, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3, out Vector512<float> b4, out Vector512<float> b5);
        TransformColumn(ref Unsafe.Add(ref source, 2 * tap), tap, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3, out Vector512<float> c4, out Vector512<float> c5);
        StoreRow(a0, b0, c0, ref target, plane);
        StoreRow(a1, b1, c1, ref Unsafe.Add(ref target, 6 * plane), plane);
        StoreRow(a2, b2, c2, ref Unsafe.Add(ref target, 12 * plane), plane);
        StoreRow(a3, b3, c3, ref Unsafe.Add(ref target, 18 * plane), plane);
        StoreRow(a4, b4, c4, ref Unsafe.Add(ref target, 24 * plane), plane);
        StoreRow(a5, b5, c5, ref Unsafe.Add(ref target, 30 * plane), plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformColumn(
        ref float source, nint tap,
        out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5) =>
        WinogradTransform.Weights(
            Vector512.LoadUnsafe(ref source), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, Taps * tap)), Vector512.LoadUnsafe(ref Unsafe.Add(ref source, 2 * Taps * tap)),
            out t0, out t1, out t2, out t3, out t4, out t5);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(Vector512<float> g0, Vector512<float> g1, Vector512<float> g2, ref float target, nint plane)
    {
        WinogradTransform.Weights(
            g0, g1, g2,
            out Vector512<float> t0, out Vector512<float> t1, out Vector512<float> t2, out Vector512<float> t3, out Vector512<float> t4, out Vector512<float> t5);
        t0.StoreUnsafe(ref target);
        t1.StoreUnsafe(ref Unsafe.Add(ref target, plane));
        t2.StoreUnsafe(ref Unsafe.Add(ref target, 2 * plane));
        t3.StoreUnsafe(ref Unsafe.Add(ref target, 3 * plane));
        t4.StoreUnsafe(ref Unsafe.Add(ref target, 4 * plane));
        t5.StoreUnsafe(ref Unsafe.Add(ref target, 5 * plane));
    }
}
