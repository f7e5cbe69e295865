using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Long short-term memory: gates i, f, o = σ(…), g = tanh(…) in the order i, f, g, o; memory c = f c′ + i g, state h = o tanh(c). Notes are the gates and the memory.
/// </summary>
public readonly struct LSTMCell : IRecurrentCell
{
    /// <inheritdoc/>
    public static int Notes => 5;

    /// <inheritdoc/>
    public static bool PassesState => false;

    /// <inheritdoc/>
    public static bool HasHiddenGradient => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int units, int stride, ref float projection, ref float product, ref float state, ref float memory, ref float notes)
    {
        nuint padded = (nuint)Lanes.RoundUp(units);
        for (int unit = 0; unit < units; unit += Lanes.Count)
        {
            nuint place = (nuint)unit;
            Vector512<float> input = Sum(ref projection, ref product, 0, unit, units, stride), forget = Sum(ref projection, ref product, 1, unit, units, stride);
            Vector512<float> cell = Sum(ref projection, ref product, 2, unit, units, stride), output = Sum(ref projection, ref product, 3, unit, units, stride);
            LaneMath.SigmoidsAndTanh(ref input, ref forget, ref output, ref cell);
            Vector512<float> remembered = Vector512.FusedMultiplyAdd(forget, Vector512.LoadUnsafe(ref memory, place), input * cell);
            remembered.StoreUnsafe(ref memory, place);
            output.StoreUnsafe(ref state, place);
            if (Unsafe.IsNullRef(ref notes))
                continue;
            input.StoreUnsafe(ref notes, place);
            forget.StoreUnsafe(ref notes, place + padded);
            cell.StoreUnsafe(ref notes, place + 2 * padded);
            output.StoreUnsafe(ref notes, place + 3 * padded);
            remembered.StoreUnsafe(ref notes, place + 4 * padded);
        }

        Read(units, ref state, ref memory);
    }

    /// <summary>The output gates, which lie in the place of the state, times tanh of the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Read(int units, ref float state, ref float memory)
    {
        int unit = 0;
        for (; unit + 4 * Lanes.Count <= units; unit += 4 * Lanes.Count)
        {
            nuint place = (nuint)unit;
            Vector512<float> first = Vector512.LoadUnsafe(ref memory, place), second = Vector512.LoadUnsafe(ref memory, place + Lanes.Count);
            Vector512<float> third = Vector512.LoadUnsafe(ref memory, place + 2 * Lanes.Count), fourth = Vector512.LoadUnsafe(ref memory, place + 3 * Lanes.Count);
            LaneMath.Tanh(ref first, ref second, ref third, ref fourth);
            (Vector512.LoadUnsafe(ref state, place) * first).StoreUnsafe(ref state, place);
            (Vector512.LoadUnsafe(ref state, place + Lanes.Count) * second).StoreUnsafe(ref state, place + Lanes.Count);
            (Vector512.LoadUnsafe(ref state, place + 2 * Lanes.Count) * third).StoreUnsafe(ref state, place + 2 * Lanes.Count);
            (Vector512.LoadUnsafe(ref state, place + 3 * Lanes.Count) * fourth).StoreUnsafe(ref state, place + 3 * Lanes.Count);
        }

        for (; unit < units; unit += Lanes.Count)
            (Vector512.LoadUnsafe(ref state, (nuint)unit) * LaneMath.Tanh(Vector512.LoadUnsafe(ref memory, (nuint)unit))).StoreUnsafe(ref state, (nuint)unit);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int units, ref float stateGradient, ref float memoryGradient, ref float state, ref float notes, ref float memoryBefore, ref float passed, ref float hidden, ref float target)
    {
        Vector512<float> one = Vector512<float>.One;
        nuint padded = (nuint)Lanes.RoundUp(units);
        for (int unit = 0; unit < units; unit += Lanes.Count)
        {
            nuint place = (nuint)unit;
            Vector512<float> input = Vector512.LoadUnsafe(ref notes, place), forget = Vector512.LoadUnsafe(ref notes, place + padded);
            Vector512<float> cell = Vector512.LoadUnsafe(ref notes, place + 2 * padded), output = Vector512.LoadUnsafe(ref notes, place + 3 * padded);
            Vector512<float> read = LaneMath.Tanh(Vector512.LoadUnsafe(ref notes, place + 4 * padded));
            Vector512<float> before = Unsafe.IsNullRef(ref memoryBefore) ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref memoryBefore, place);

            Vector512<float> dState = Vector512.LoadUnsafe(ref stateGradient, place);
            Vector512<float> dMemory = Vector512.FusedMultiplyAdd(dState * output, one - read * read, Vector512.LoadUnsafe(ref memoryGradient, place));
            (dMemory * forget).StoreUnsafe(ref memoryGradient, place);
            GateLanes.Store(dMemory * cell * input * (one - input), ref hidden, 0, unit, units);
            GateLanes.Store(dMemory * before * forget * (one - forget), ref hidden, 1, unit, units);
            GateLanes.Store(dMemory * input * (one - cell * cell), ref hidden, 2, unit, units);
            GateLanes.Store(dState * read * output * (one - output), ref hidden, 3, unit, units);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum(ref float projection, ref float product, int gate, int unit, int units, int stride) =>
        GateLanes.Load(ref projection, gate, unit, units, stride) + GateLanes.Load(ref product, gate, unit, units, stride);
}
