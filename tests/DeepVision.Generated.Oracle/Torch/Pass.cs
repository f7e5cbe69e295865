namespace DeepVision.Generated.Oracle.Torch;

/// <summary>What a forward pass depends on besides input and weights.</summary>
/// <param name="IsTraining">Dropout, and statistics of the batch.</param>
/// <param name="MovesStatistics">Whether running statistics follow the batch.</param>
/// <param name="Seed">With the step, what dropout masks are drawn from.</param>
/// <param name="Step">Steps taken before.</param>
internal readonly record struct Pass(bool IsTraining, bool MovesStatistics, int Seed, long Step)
{
    public static Pass Prediction { get; } = new(false, false, 0, 0);
}
