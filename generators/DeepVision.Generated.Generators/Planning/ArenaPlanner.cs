namespace DeepVision.Generated.Generators.Planning;

/// <summary>Something that needs room in an arena from its first use to its last.</summary>
internal readonly record struct ArenaRequest(int Id, int Length, int FirstUse, int LastUse)
{
    /// <summary>First and last use of a second time in which it needs the same room, made anew; in between the room is free.</summary>
    public (int First, int Last)? Again { get; init; }

    /// <summary>Whether two of them need their rooms at the same time.</summary>
    public bool Meets(ArenaRequest other) =>
        Meets((FirstUse, LastUse), other) || (Again is { } again && Meets(again, other));

    private static bool Meets((int First, int Last) time, ArenaRequest other) =>
        Meets(time, (other.FirstUse, other.LastUse)) || (other.Again is { } again && Meets(time, again));

    private static bool Meets((int First, int Last) one, (int First, int Last) other) => one.First <= other.Last && other.First <= one.Last;
}

/// <summary>
/// Gives offsets in one arena to buffers that may share room when their lifetimes don't meet. Greedy, largest first,
/// each at the lowest offset that is free for its whole lifetime.
/// </summary>
internal static class ArenaPlanner
{
    /// <returns>Offset of each request by its id, and the arena's length.</returns>
    public static (Dictionary<int, int> Offsets, int Length) Plan(IEnumerable<ArenaRequest> requests)
    {
        // In the order of their offsets.
        List<(ArenaRequest Request, int Offset)> placed = [];
        foreach (ArenaRequest request in requests.OrderByDescending(request => request.Length).ThenBy(request => request.Id))
        {
            int offset = 0;
            foreach ((ArenaRequest other, int otherOffset) in placed)
            {
                if (request.Meets(other) && offset < otherOffset + other.Length && otherOffset < offset + request.Length)
                    offset = otherOffset + other.Length;
            }

            int index = placed.FindIndex(item => item.Offset > offset);
            placed.Insert(index < 0 ? placed.Count : index, (request, offset));
        }

        return (
            placed.ToDictionary(item => item.Request.Id, item => item.Offset),
            placed.Count == 0 ? 0 : placed.Max(item => item.Offset + item.Request.Length));
    }
}
