using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A plain recurrent cell: h = f(p + q) with p of the input and q of the state. It notes its state.</summary>
/// <typeparam name="TNonlinearity">f, whose gradient follows from h.</typeparam>
public readonly struct SimpleCell<TNonlinearity> : IRecurrentCell
    where TNonlinearity : struct, IElementwiseFunction
{
    /// <inheritdoc/>
    public static int Notes => 1;

    /// <inheritdoc/>
    public static bool PassesState => false;

    /// <inheritdoc/>
    public static bool HasHiddenGradient => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int units, int stride, ref float projection, ref float product, ref float state, ref float memory, ref float notes)
    {
        for (int unit = 0; unit < units; unit += Lanes.Count)
        {
            Vector512<float> value = TNonlinearity.Value(GateLanes.Load(ref projection, 0, unit, units, stride) + GateLanes.Load(ref product, 0, unit, units, stride));
            value.StoreUnsafe(ref state, (nuint)unit);
            if (!Unsafe.IsNullRef(ref notes))
                value.StoreUnsafe(ref notes, (nuint)unit);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int units, ref float stateGradient, ref float memoryGradient, ref float state, ref float notes, ref float memoryBefore, ref float passed, ref float hidden, ref float target)
    {
        for (int unit = 0; unit < units; unit += Lanes.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref notes, (nuint)unit);
            GateLanes.Store(TNonlinearity.InputGradient(Vector512.LoadUnsafe(ref stateGradient, (nuint)unit), value), ref hidden, 0, unit, units);
        }
    }
}
