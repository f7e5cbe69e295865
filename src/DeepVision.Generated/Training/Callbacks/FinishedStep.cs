using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// The step that training has just taken, as <see cref="TrainingOptions.OnStep"/> gets it. The same object at every step of a run:
/// take what you want to keep out of it.
/// </summary>
public sealed class FinishedStep
{
    private readonly TrainingRun _run;

    internal FinishedStep(TrainingRun run) => _run = run;

    /// <summary>The epoch under way, from 1.</summary>
    public int Epoch => _run.Epoch;

    /// <summary>Number of the step in its epoch, from 1.</summary>
    public int Step => _run.StepInEpoch;

    /// <summary>Steps of one epoch.</summary>
    public int StepsPerEpoch => _run.StepsPerEpoch;

    /// <summary>
    /// Loss and correct samples before the update. A device that queues its steps returns before it knows them: read them at every
    /// tenth step, say, because each reading waits for it.
    /// </summary>
    public StepResult Result { get; internal set; }

    /// <summary>The mean loss over the batch: that of <see cref="Result"/>.</summary>
    /// <exception cref="TrainingDivergedException">A device that queues its steps has found that this one, or one before, diverged.</exception>
    public float Loss => Result.Loss;

    /// <summary>The learning rate of the step.</summary>
    public float LearningRate => _run.LearningRate;

    /// <summary>What the step has learned from.</summary>
    public Batch Batch => _run.Batch;

    /// <summary>The network behind the step. It may be evaluated and saved; its weights can't be replaced before training ends.</summary>
    public Network Network => _run.Network;

    /// <summary>
    /// Ends training behind this step, with <see cref="StopReason.Callback"/>. Unless this was the last step of its epoch, that is not in
    /// the history, as behind a cancellation, and the network keeps what it has learned in it.
    /// </summary>
    public void Stop() => _run.Stop();
}
