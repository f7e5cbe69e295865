using System.Diagnostics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Adds up what the steps of an epoch report, and measures how fast they come.</summary>
internal sealed class EpochMeter
{
    private double _lossSum;
    private long _correct;
    private long _epochStart;
    private TimeSpan _earlierStepTime;
    private long _stepsInAll;

    /// <summary>Steps of this epoch.</summary>
    public int Steps { get; private set; }

    /// <summary>Samples of this epoch.</summary>
    public long Samples { get; private set; }

    /// <summary>Mean loss over the samples of this epoch; not a number before the first.</summary>
    public double Loss => _lossSum / Samples;

    /// <summary>Share of the samples of this epoch that were right; not a number before the first.</summary>
    public double Accuracy => (double)_correct / Samples;

    /// <summary>Time since the epoch began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_epochStart);

    /// <summary>Samples per second in this epoch.</summary>
    public double SamplesPerSecond => Samples / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public void BeginEpoch()
    {
        (_lossSum, _correct, Samples, Steps) = (0, 0, 0, 0);
        _epochStart = Stopwatch.GetTimestamp();
    }

    public void Add(in StepResult result)
    {
        _lossSum += (double)result.Loss * result.Count;
        _correct += result.Correct;
        Samples += result.Count;
        Steps++;
        _stepsInAll++;
    }

    /// <summary>Keeps the time of this epoch's steps for later estimates; call it before the validation.</summary>
    public void EndSteps() => _earlierStepTime += Elapsed;

    /// <summary>Time that further steps take at the pace of the run so far; null before the first step.</summary>
    public TimeSpan? Estimate(long furtherSteps, bool epochHasEnded)
    {
        if (_stepsInAll == 0)
            return null;
        TimeSpan spent = epochHasEnded ? _earlierStepTime : _earlierStepTime + Elapsed;
        return spent * ((double)furtherSteps / _stepsInAll);
    }
}
