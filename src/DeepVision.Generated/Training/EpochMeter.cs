using System.Diagnostics;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Adds up what the steps of an epoch report, and measures how fast they come.</summary>
/// <remarks>Reports of devices that queue their steps wait here, so that reading them doesn't stall the device.</remarks>
internal sealed class EpochMeter
{
    /// <summary>Reports that may wait; a device that finishes its whole queue at each reading then does so once in as many steps.</summary>
    private const int Patience = 16;

    private readonly Queue<StepResult> _waiting = new(Patience);
    private long _samplesRead;
    private long _labelsRead;
    private double _lossSum;
    private double _weightSum;
    private long _correct;
    private long _epochStart;
    private TimeSpan _earlierStepTime;
    private long _stepsInAll;

    /// <summary>Steps of this epoch.</summary>
    public int Steps { get; private set; }

    /// <summary>Samples of this epoch.</summary>
    public long Samples { get; private set; }

    /// <summary>
    /// Mean loss over the samples (or pixels) of this epoch whose reports have been read, weighted by their class weights; 0 if all of
    /// these are, and not a number before the first report.
    /// </summary>
    public double Loss => _samplesRead == 0 ? double.NaN : _weightSum == 0 ? 0 : _lossSum / _weightSum;

    /// <summary>Share of their labels that were met; not a number before the first.</summary>
    public double Accuracy => (double)_correct / _labelsRead;

    /// <summary>Time since the epoch began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_epochStart);

    /// <summary>Samples per second in this epoch.</summary>
    public double SamplesPerSecond => Samples / Math.Max(Elapsed.TotalSeconds, 1e-9);

    public void BeginEpoch()
    {
        (_lossSum, _weightSum, _correct, _samplesRead, _labelsRead, Samples, Steps) = (0, 0, 0, 0, 0, 0, 0);
        _waiting.Clear();
        _epochStart = Stopwatch.GetTimestamp();
    }

    /// <summary>Takes note of a step.</summary>
    /// <exception cref="TrainingDivergedException">A queued step read on this occasion has diverged.</exception>
    public void Add(in StepResult result)
    {
        Samples += result.Count;
        Steps++;
        _stepsInAll++;
        if (_waiting.Count == 0 && result.IsDone)
        {
            Read(result);
            return;
        }

        if (_waiting.Count == Patience)
            Read(_waiting.Dequeue());
        _waiting.Enqueue(result);
        ReadDone();
    }

    /// <summary>Reads what can be read without waiting, and at least one report.</summary>
    public void ReadForDisplay()
    {
        if (_samplesRead == 0 && _waiting.Count > 0)
            Read(_waiting.Dequeue());
        ReadDone();
    }

    /// <summary>Waits for the reports of all steps.</summary>
    public void ReadAll()
    {
        while (_waiting.Count > 0)
            Read(_waiting.Dequeue());
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

    private void ReadDone()
    {
        while (_waiting.Count > 0 && _waiting.Peek().IsDone)
            Read(_waiting.Dequeue());
    }

    private void Read(in StepResult result)
    {
        (float loss, int correct, int count) = result;
        _lossSum += (double)loss * result.Weight;
        _weightSum += result.Weight;
        _correct += correct;
        _samplesRead += count;
        _labelsRead += result.LabelCount;
    }
}
