namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>How much of a share of <see cref="WorkShares"/> a worker takes at once.</summary>
internal enum PortionKind
{
    /// <summary>One unit.</summary>
    One,

    /// <summary>Half of what is left.</summary>
    Half,

    /// <summary>One of the equal parts of what is left; half of it at most of another worker's share.</summary>
    Part,

    /// <summary>All that is left; half of it of another worker's share.</summary>
    Share,

    /// <summary>Units that run together; one of another worker's share.</summary>
    Together,
}

/// <summary>How many units of a share a worker takes at once.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Size">A half is a multiple of it, a part has so many units at most, and units that run together are such a fraction of what is left at most.</param>
/// <param name="Units">The units that run together.</param>
internal readonly record struct Portion(PortionKind Kind, int Size = 1, UnitHomes? Units = null)
{
    /// <summary>The number of units, of those that are left of a share.</summary>
    /// <param name="first">The first that is left.</param>
    /// <param name="end">The end of the share.</param>
    /// <param name="isOwn">Whether it is the worker's own.</param>
    public int Of(int first, int end, bool isOwn)
    {
        int left = end - first;
        switch (Kind)
        {
            case PortionKind.Half:
                return Math.Clamp((left / 2 + Size - 1) / Size * Size, 1, left);
            case PortionKind.Part when isOwn:
                int parts = (left + Size - 1) / Size;
                return (left + parts - 1) / parts;
            case PortionKind.Part:
                return Math.Clamp(left / 2, 1, Size);
            case PortionKind.Share:
                return isOwn ? left : Math.Max(1, left / 2);
            case PortionKind.Together when isOwn:
                return Math.Max(Math.Clamp(left / Size, 1, Units!.TogetherFrom(first)), Math.Min(Units.WholeFrom(first), left));
            default:
                return 1;
        }
    }
}
