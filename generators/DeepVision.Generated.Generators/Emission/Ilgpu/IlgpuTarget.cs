namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>What the compilation says about GPUs: whether it knows our runtime package, and which shapes of groups it asks for.</summary>
/// <param name="IsKnown">Whether <c>DeepVision.Generated.Ilgpu</c> is referenced.</param>
/// <param name="IsSmall">Whether the assembly asks for groups of one thread, for the emulation.</param>
internal readonly record struct IlgpuTarget(bool IsKnown, bool IsSmall)
{
    /// <summary>Threads of a group in kernels of one thread per value.</summary>
    public int Threads => IsSmall ? 1 : 128;

    /// <summary>Threads of a group that adds up the values of one sample.</summary>
    public int ReductionThreads(int values)
    {
        if (IsSmall)
            return 1;
        int threads = 2;
        while (threads < 256 && threads * 2 <= values)
            threads *= 2;
        return threads;
    }
}
