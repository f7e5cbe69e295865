namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Whether a kernel of the library adds something to its results, in front of the activation; a type, so that none pays for the other.</summary>
internal interface ITileAddend
{
    /// <summary>Whether something is added.</summary>
    static abstract bool IsPresent { get; }
}

/// <summary>What a residual connection brings, or the other term of a gradient.</summary>
internal readonly struct TileAddend : ITileAddend
{
    public static bool IsPresent => true;
}

/// <summary>Nothing is added.</summary>
internal readonly struct TileWithoutAddend : ITileAddend
{
    public static bool IsPresent => false;
}
