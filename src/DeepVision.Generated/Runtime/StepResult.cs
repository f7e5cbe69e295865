using System.Text.Json.Serialization;

namespace DeepVision.Generated.Runtime;

/// <summary>
/// What a training step reports. Devices that queue their work return it before the step has run: reading
/// <see cref="Loss"/> or <see cref="Correct"/> then waits for it, so read a few steps late.
/// </summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct StepResult
{
    private readonly Network? _network;
    private readonly long _ticket;
    private readonly float _loss;
    private readonly int _correct;

    /// <summary>The report of a step that has run.</summary>
    /// <param name="loss">Mean loss over the batch, without penalties.</param>
    /// <param name="correct">Labels that have the largest score; 0 where the loss has no labels.</param>
    /// <param name="count">Samples in the batch.</param>
    [JsonConstructor]
    public StepResult(float loss, int correct, int count) => (_loss, _correct, Count, Weight, LabelCount) = (loss, correct, count, count, count);

    /// <summary>The report of a step that is queued.</summary>
    /// <param name="network">The network, whose engine knows the step.</param>
    /// <param name="ticket">Number that the engine has given the step.</param>
    /// <param name="count">Samples in the batch.</param>
    public StepResult(Network network, long ticket, int count)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _ticket, Count, Weight, LabelCount) = (network, ticket, count, count, count);
    }

    /// <summary>
    /// Mean loss over the batch, without penalties; with class weights Σ weighted losses / Σ weights, and 0 if all samples of
    /// the batch have the weight 0. It is the sum over all heads, each times its weight; <see cref="MultiNetwork.GetHeadLoss(string)"/>
    /// tells that of one.
    /// </summary>
    /// <inheritdoc cref="Correct" path="/exception"/>
    public float Loss => _network is null ? _loss : _network.ReadStep(_ticket).Loss;

    /// <summary>Labels that have the largest score, of samples or of pixels; 0 where the loss has no labels. Of several heads that predict the first counts.</summary>
    /// <exception cref="TrainingDivergedException">A queued step turns out to have diverged, or to come behind one that has.</exception>
    /// <exception cref="InvalidOperationException">A queued step is read after so many others that its numbers are gone.</exception>
    /// <exception cref="ObjectDisposedException">The network of a queued step is disposed.</exception>
    public int Correct => _network is null ? _correct : _network.ReadStep(_ticket).Correct;

    /// <summary>Samples in the batch.</summary>
    public int Count { get; }

    /// <summary>Labels that count: one for each sample or, where every pixel has one, those that aren't ignored. Accuracy is <see cref="Correct"/> / LabelCount.</summary>
    public int LabelCount { get; init; }

    /// <summary>
    /// What the step counts in a mean over several: the sum of the class weights of its labels, or their number without class
    /// weights. The loss over several steps is Σ loss · weight / Σ weight, however the samples fall into batches.
    /// </summary>
    public float Weight { get; init; }

    /// <summary>False while reading would wait for the device.</summary>
    internal bool IsDone => _network is null || _network.IsStepDone(_ticket);

    /// <summary>Takes the report apart, waiting if it must.</summary>
    public void Deconstruct(out float loss, out int correct, out int count) => (loss, correct, count) = (Loss, Correct, Count);

    /// <summary>Compares the numbers, waiting for them if it must.</summary>
    public bool Equals(StepResult other) => Loss.Equals(other.Loss) && Correct == other.Correct && Count == other.Count && LabelCount == other.LabelCount && Weight.Equals(other.Weight);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Correct, Count, LabelCount, Weight);

    /// <summary>The numbers in one line, waiting for them if it must.</summary>
    public override string ToString() => FormattableString.Invariant($"loss {Figure.Number(Loss)}, {Correct} of {LabelCount} correct");
}

/// <summary>How a queued step has ended.</summary>
/// <param name="Loss">Mean loss over the batch, without penalties.</param>
/// <param name="Correct">Labels that were met.</param>
/// <param name="IsLeftOut">True if the update was left out or couldn't be done as a whole, because this step or one before has diverged.</param>
public readonly record struct StepOutcome(float Loss, int Correct, bool IsLeftOut);

/// <summary>Where the training of an engine that queues its steps has diverged.</summary>
/// <param name="Step">Steps taken before, <see cref="StepContext.Step"/>.</param>
/// <param name="Loss">The loss of the step.</param>
/// <param name="LearningRate">The rate of the update that was left out.</param>
/// <param name="Batch">What is wrong with the batch.</param>
/// <param name="Fault">What was not finite beside the loss.</param>
public readonly record struct StepDivergence(long Step, float Loss, float LearningRate, BatchDefects Batch, UpdateFault Fault = default);

/// <summary>What a look for the reason of a divergence finds in a batch.</summary>
/// <param name="BadInput">First sample with an input that is infinite or not a number; -1 if there is none.</param>
/// <param name="BadTarget">First sample with such a target; -1 if there is none.</param>
/// <param name="LargestInput">Largest absolute value of the inputs.</param>
public readonly record struct BatchDefects(int BadInput, int BadTarget, float LargestInput);
