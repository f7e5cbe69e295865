namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Whether a kernel that pools notes which pixel of each window won.</summary>
public interface ITileWinners
{
    /// <summary>Whether the winners are written.</summary>
    static abstract bool AreKept { get; }
}

/// <summary>In training: the gradient goes to the winners.</summary>
public readonly struct TileWinners : ITileWinners
{
    /// <inheritdoc/>
    public static bool AreKept => true;
}

/// <summary>In prediction.</summary>
public readonly struct TileWithoutWinners : ITileWinners
{
    /// <inheritdoc/>
    public static bool AreKept => false;
}
