using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Runtime;

/// <summary>What a step goes through asks for large pages.</summary>
public class HugePagesTests
{
    private const int LargeLength = 4 << 20;

    [Fact]
    public void MemoryThatAsksKeepsItsValues()
    {
        float[] memory = GC.AllocateArray<float>(LargeLength, pinned: true);
        for (int i = 0; i < memory.Length; i++)
            memory[i] = i;

        HugePages.AskFor<float>(memory);

        for (int i = 0; i < memory.Length; i++)
            Assert.Equal(i, memory[i]);
    }

    [Fact]
    public void ActivationsAndWeightsAskForThem()
    {
        AlignedBuffer<float> buffer = new(LargeLength);
        Assert.Contains("hg", FlagsOf(ref buffer.Reference));
        GC.KeepAlive(buffer);
    }

    [Fact]
    public void WhatAnOptimizerRemembersAsksForThem()
    {
        OptimizerState state = new(new Adam(), LargeLength);
        Assert.Contains("hg", FlagsOf(ref state[0][0]));
        Assert.Contains("hg", FlagsOf(ref state[1][0]));
    }

    /// <summary>What Linux notes of the memory in the middle of a large array: "hg" where it wants large pages.</summary>
    private static string[] FlagsOf(ref float first)
    {
        const string Maps = "/proc/self/smaps", Flags = "VmFlags:";
        Assert.SkipUnless(File.Exists("/sys/kernel/mm/transparent_hugepage/enabled") && File.Exists(Maps), "This system has no large pages for those that ask.");

        // Where the array lies follows from its distance to one whose address can be asked for.
        float[] known = GC.AllocateArray<float>(1, pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(known, 0) + Unsafe.ByteOffset(ref known[0], ref first) + LargeLength / 2 * sizeof(float);
        bool isInside = false;
        foreach (string line in File.ReadLines(Maps))
        {
            string[] range = line.Split(' ')[0].Split('-');
            if (range.Length == 2 && long.TryParse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long begin) && long.TryParse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long end))
                isInside = begin <= address && address < end;
            else if (isInside && line.StartsWith(Flags, StringComparison.Ordinal))
                return line[Flags.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        Assert.Skip("This system doesn't tell what it notes of memory.");
        return [];
    }
}
