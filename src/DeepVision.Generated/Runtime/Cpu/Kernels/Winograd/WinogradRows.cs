namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Which of the six rows of planes are at hand. A weight gradient takes one half of them after the other, so that sums and
/// planes of both sides stay in the second-level cache.
/// </summary>
internal interface IWinogradRows
{
    /// <summary>Whether the first three rows are.</summary>
    static abstract bool HasUpper { get; }

    /// <summary>Whether the last three rows are.</summary>
    static abstract bool HasLower { get; }
}

/// <summary>All six rows.</summary>
internal readonly struct AllRows : IWinogradRows
{
    public static bool HasUpper => true;

    public static bool HasLower => true;
}

/// <summary>The first three rows.</summary>
internal readonly struct UpperRows : IWinogradRows
{
    public static bool HasUpper => true;

    public static bool HasLower => false;
}

/// <summary>The last three rows.</summary>
internal readonly struct LowerRows : IWinogradRows
{
    public static bool HasUpper => false;

    public static bool HasLower => true;
}
