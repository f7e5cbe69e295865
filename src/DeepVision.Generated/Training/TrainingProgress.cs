using System.Text.Json.Serialization;

namespace DeepVision.Generated;

/// <summary>How far training has come; reported at most ten times a second, and at the end of each epoch.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="StepsPerEpoch">Steps of one epoch.</param>
/// <param name="Loss">Mean loss over the samples of this epoch so far; not a number before the first step.</param>
/// <param name="Accuracy">Share of them that were right, 0 to 1; null where the loss has no labels.</param>
/// <param name="SamplesPerSecond">Samples per second in this epoch.</param>
/// <param name="Remaining">Estimated time to the end of the last epoch, validation not counted; null before the first step.</param>
/// <param name="DeviceName">Where the network runs.</param>
/// <param name="EpochResult">The finished epoch, in the last report of each epoch; else null.</param>
/// <param name="Message">Something to tell the user, once; usually null.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int StepsPerEpoch,
    double Loss,
    double? Accuracy,
    double SamplesPerSecond,
    TimeSpan? Remaining,
    string DeviceName,
    EpochResult? EpochResult = null,
    string? Message = null)
{
    /// <summary>The report in one line, for example for a log.</summary>
    public override string ToString()
    {
        string accuracy = Accuracy is { } share ? $", accuracy {Figure.Percent(share)}" : "";
        string remaining = Remaining is { } time ? $", {Figure.Duration(time)} left" : "";
        string message = Message is null ? "" : $". {Message}";
        return FormattableString.Invariant($"epoch {Epoch} of {Epochs}, step {Step} of {StepsPerEpoch}: loss {Figure.Number(Loss)}{accuracy}, {Figure.Whole(SamplesPerSecond)} samples/s{remaining}{message}");
    }
}
