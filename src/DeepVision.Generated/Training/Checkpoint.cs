namespace DeepVision.Generated;

/// <summary>Writes and reads checkpoints.</summary>
/// <param name="Epochs">The finished epochs.</param>
/// <param name="BestWeights">Packed parameters of the best epoch, if early stopping keeps them.</param>
internal sealed record Checkpoint(IReadOnlyList<EpochResult> Epochs, float[]? BestWeights)
{
    public static void Save(string path, Network network, TrainingOptions options, TrainingHistory history, float[]? bestWeights) =>
        throw new WeightsFileException(path, "Not written yet.");

    public static Checkpoint Load(string path, Network network, TrainingOptions options) =>
        throw new WeightsFileException(path, "Not written yet.");
}
