using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Cuts a row of positions into register tiles.</summary>
internal static class TileSplit
{
    /// <summary>Splits n positions into as few parts of at most <paramref name="largest"/> as possible, as even as possible.</summary>
    public static int[] Balanced(int n, int largest)
    {
        int parts = (n + largest - 1) / largest;
        return [.. Enumerable.Range(0, parts).Select(part => n / parts + (part < n % parts ? 1 : 0))];
    }

    /// <summary>The largest divisor of n within [smallest, largest], or <paramref name="largest"/> when there is none.</summary>
    public static int DivisorOrLargest(int n, int smallest, int largest)
    {
        for (int size = Math.Min(n, largest); size >= smallest; size--)
        {
            if (n % size == 0)
                return size;
        }

        return Math.Min(n, largest);
    }

    /// <summary>The largest divisor of n within [smallest, largest], or the larger of two nearly even parts when there is none.</summary>
    public static int DivisorOrEven(int n, int smallest, int largest)
    {
        int size = DivisorOrLargest(n, smallest, largest);
        return n % size == 0 ? size : Balanced(n, largest)[0];
    }
}
