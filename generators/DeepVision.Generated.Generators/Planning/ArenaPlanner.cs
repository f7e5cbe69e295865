namespace DeepVision.Generated.Generators.Planning;

/// <summary>Something that needs room in an arena from its first use to its last.</summary>
internal readonly record struct ArenaRequest(int Id, int Length, int FirstUse, int LastUse);

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
                bool meets = other.FirstUse <= request.LastUse && request.FirstUse <= other.LastUse;
                if (meets && offset < otherOffset + other.Length && otherOffset < offset + request.Length)
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
