using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Sixteen units of one gate. Gates lie one behind the other without padding, so the last units of a gate may be fewer.</summary>
internal static class GateLanes
{
    /// <summary>Reads some units of a gate; lanes beyond the units are zero.</summary>
    /// <param name="gates">First float of the first gate.</param>
    /// <param name="gate">Number of the gate.</param>
    /// <param name="unit">First unit.</param>
    /// <param name="units">Units of a gate.</param>
    /// <param name="stride">Floats of all gates, padding included.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float gates, int gate, int unit, int units, int stride)
    {
        int place = gate * units + unit;
        return Lanes.LoadPartial(ref Unsafe.Add(ref gates, place), units - unit, stride - place);
    }

    /// <summary>Writes some units of a gate, and nothing beyond the units.</summary>
    /// <param name="values">The values.</param>
    /// <param name="gates">First float of the first gate.</param>
    /// <param name="gate">Number of the gate.</param>
    /// <param name="unit">First unit.</param>
    /// <param name="units">Units of a gate.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, ref float gates, int gate, int unit, int units)
    {
        ref float target = ref Unsafe.Add(ref gates, gate * units + unit);
        if (units - unit >= Lanes.Count)
            values.StoreUnsafe(ref target);
        else
            StoreTail(values, ref target, units - unit);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreTail(Vector512<float> values, ref float target, int count)
    {
        ref float lanes = ref Unsafe.As<Vector512<float>, float>(ref values);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref target, lane) = Unsafe.Add(ref lanes, lane);
    }
}
