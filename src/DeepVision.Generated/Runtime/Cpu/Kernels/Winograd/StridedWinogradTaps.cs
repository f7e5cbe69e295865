namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Which taps a phase of a convolution with stride 2 has along an axis.</summary>
internal interface IStridedWinogradTaps
{
    /// <summary>Whether they are the two outer ones, which have a fifth point, ∞, and a fifth pixel in a tile.</summary>
    static abstract bool AreOuter { get; }
}

/// <summary>The two outer taps.</summary>
internal readonly struct OuterTaps : IStridedWinogradTaps
{
    public static bool AreOuter => true;
}

/// <summary>The tap in the middle.</summary>
internal readonly struct MiddleTap : IStridedWinogradTaps
{
    public static bool AreOuter => false;
}
