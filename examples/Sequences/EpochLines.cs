using DeepVision.Generated;

namespace Sequences;

/// <summary>Prints a line for each epoch of a training.</summary>
internal sealed class EpochLines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.EpochResult is { } epoch)
            Console.WriteLine(epoch);
    }
}
