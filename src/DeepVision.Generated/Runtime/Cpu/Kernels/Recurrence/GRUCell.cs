using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Gated recurrent unit: with p of the input and q of the state, gates r, z = σ(p + q), n = tanh(p + r q) in the order r, z, n; state
/// h = (1 − z) n + z h′. Notes are the gates and the q of the last one.
/// </summary>
public readonly struct GRUCell : IRecurrentCell
{
    /// <inheritdoc/>
    public static int Notes => 4;

    /// <inheritdoc/>
    public static bool PassesState => true;

    /// <inheritdoc/>
    public static bool HasHiddenGradient => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int units, int stride, ref float projection, ref float product, ref float state, ref float memory, ref float notes)
    {
        nuint padded = (nuint)Lanes.RoundUp(units);
        for (int unit = 0; unit < units; unit += Lanes.Count)
        {
            nuint place = (nuint)unit;
            Vector512<float> reset = LaneMath.Sigmoid(GateLanes.Load(ref projection, 0, unit, units, stride) + GateLanes.Load(ref product, 0, unit, units, stride));
            Vector512<float> update = LaneMath.Sigmoid(GateLanes.Load(ref projection, 1, unit, units, stride) + GateLanes.Load(ref product, 1, unit, units, stride));
            Vector512<float> recalled = GateLanes.Load(ref product, 2, unit, units, stride);
            Vector512<float> candidate = LaneMath.Tanh(Vector512.FusedMultiplyAdd(reset, recalled, GateLanes.Load(ref projection, 2, unit, units, stride)));
            Vector512<float> before = Vector512.LoadUnsafe(ref state, place);
            Vector512.FusedMultiplyAdd(update, before - candidate, candidate).StoreUnsafe(ref state, place);
            if (Unsafe.IsNullRef(ref notes))
                continue;
            reset.StoreUnsafe(ref notes, place);
            update.StoreUnsafe(ref notes, place + padded);
            candidate.StoreUnsafe(ref notes, place + 2 * padded);
            recalled.StoreUnsafe(ref notes, place + 3 * padded);
        }
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
            Vector512<float> reset = Vector512.LoadUnsafe(ref notes, place), update = Vector512.LoadUnsafe(ref notes, place + padded);
            Vector512<float> candidate = Vector512.LoadUnsafe(ref notes, place + 2 * padded), recalled = Vector512.LoadUnsafe(ref notes, place + 3 * padded);
            Vector512<float> dState = Vector512.LoadUnsafe(ref stateGradient, place);

            (dState * update).StoreUnsafe(ref passed, place);
            Vector512<float> dCandidate = dState * (one - update) * (one - candidate * candidate);
            Vector512<float> dReset = dCandidate * recalled * reset * (one - reset);
            Vector512<float> dUpdate = dState * (Vector512.LoadUnsafe(ref state, place) - candidate) * update * (one - update);
            GateLanes.Store(dReset, ref hidden, 0, unit, units);
            GateLanes.Store(dUpdate, ref hidden, 1, unit, units);
            GateLanes.Store(dCandidate * reset, ref hidden, 2, unit, units);
            GateLanes.Store(dReset, ref target, 0, unit, units);
            GateLanes.Store(dUpdate, ref target, 1, unit, units);
            GateLanes.Store(dCandidate, ref target, 2, unit, units);
        }
    }
}
