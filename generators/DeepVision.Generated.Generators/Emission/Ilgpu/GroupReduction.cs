namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Sums over the threads of a group in shared memory, as a tree: the same order in every run.</summary>
internal static class GroupReduction
{
    /// <summary>Stores each thread's value and adds up until <paramref name="left"/> sums are left; all threads meet at the end.</summary>
    /// <param name="threads">Threads of the group, a power of two.</param>
    public static void Print(SourceWriter writer, string shared, string value, int threads, int left = 1)
    {
        writer.Line($"{shared}[Group.IdxX] = {value};");
        writer.Line("Group.Barrier();");
        for (int width = threads / 2; width >= left; width /= 2)
        {
            using (writer.Block($"if (Group.IdxX < {width})"))
                writer.Line($"{shared}[Group.IdxX] += {shared}[Group.IdxX + {width}];");
            writer.Line("Group.Barrier();");
        }
    }
}
