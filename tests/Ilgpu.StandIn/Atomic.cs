namespace ILGPU;

/// <summary>Operations on memory that no other thread can come between.</summary>
public static class Atomic
{
    /// <summary>target ← max(target, value).</summary>
    /// <returns>What the target was before.</returns>
    public static int Max(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (seen < value && Interlocked.CompareExchange(ref target, value, seen) is var newer && newer != seen)
            seen = newer;
        return seen;
    }
}
