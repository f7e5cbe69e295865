namespace DeepVision.Generated.Generators.Planning;

/// <summary>What lies in an arena while somebody runs a schedule in thought.</summary>
internal sealed class ArenaContents
{
    private readonly Dictionary<int, (int Start, int End)> _held = [];

    /// <summary>Whether the values of something lie there still.</summary>
    public bool Holds(int id) => _held.ContainsKey(id);

    /// <summary>What would be overwritten, whole or in part, by something at this place.</summary>
    public int[] At(int id, int start, int length) => Holds(id)
        ? []
        : [.. _held.Where(other => other.Value.Start < start + length && start < other.Value.End).Select(other => other.Key)];

    /// <summary>Puts something at its place, over what lies there.</summary>
    public void Put(int id, int start, int length)
    {
        foreach (int other in At(id, start, length))
            _held.Remove(other);
        _held[id] = (start, start + length);
    }
}
