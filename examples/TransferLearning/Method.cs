namespace TransferLearning;

/// <summary>The ways in which a network that has learned from many pictures serves for a few others.</summary>
[Flags]
internal enum Method
{
    None = 0,

    /// <summary>What its layers give is computed once for each picture and kept; a classifier learns from that.</summary>
    Bottleneck = 1,

    /// <summary>Its layers stand still, and new ones behind them learn.</summary>
    Frozen = 2,

    /// <summary>All layers learn at a small rate, behind the classifier of the first way.</summary>
    FineTuning = 4,

    All = Bottleneck | Frozen | FineTuning,
}
