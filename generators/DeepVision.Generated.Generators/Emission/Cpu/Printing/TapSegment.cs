using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>
/// Neighbouring taps [First, End) of a tile for which the same positions of the tile read inside the source.
/// </summary>
internal sealed record TapSegment(int First, int End, int[] Positions)
{
    /// <summary>The segments of a tile of positions [start, start + count) of a class; taps that nobody reads are left out.</summary>
    public static List<TapSegment> Of(AxisClass axis, int start, int count)
    {
        List<TapSegment> segments = [];
        for (int tap = 0; tap < axis.Taps; tap++)
        {
            int[] positions = [.. Enumerable.Range(0, count).Where(i => Contains(axis.TapsOf(start + i), tap))];
            if (positions.Length == 0)
                continue;
            TapSegment? previous = segments.Count == 0 ? null : segments[segments.Count - 1];
            if (previous is not null && previous.End == tap && previous.Positions.SequenceEqual(positions))
                segments[segments.Count - 1] = previous with { End = tap + 1 };
            else
                segments.Add(new TapSegment(tap, tap + 1, positions));
        }

        return segments;
    }

    public static bool SameShape(List<TapSegment> left, List<TapSegment> right) =>
        left.Count == right.Count
        && left.Zip(right, (a, b) => a.First == b.First && a.End == b.End && a.Positions.SequenceEqual(b.Positions)).All(same => same);

    private static bool Contains((int First, int End) range, int tap) => tap >= range.First && tap < range.End;
}
