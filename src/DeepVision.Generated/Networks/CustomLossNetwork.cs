using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>
/// A network that ends in CustomLoss: the program computes the loss, and the network learns from its gradient. A step of training is
/// <see cref="Forward"/>, <see cref="Backward(ReadOnlySpan{float})"/> and <see cref="Step(Optimizer)"/>, in this order.
/// </summary>
/// <remarks>
/// There are no data sets here: <see cref="Network.CreateBatch"/>, <see cref="Network.ComputeGradients"/> and
/// <see cref="Network.BeginTraining"/> throw a <see cref="NotSupportedException"/>. Several networks may take turns: each keeps its own pass.
/// </remarks>
public abstract class CustomLossNetwork : Network
{
    /// <summary>The inputs of the last pass, and in the place of targets the gradients of its outputs.</summary>
    private Batch? _batch;

    private Stage _stage;
    private long _replacements;

    /// <summary>Called by generated code.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="seed">Fixes the initial weights and the dropout masks.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    protected CustomLossNetwork(NetworkArchitecture architecture, int seed, Device? device)
        : base(architecture, seed, device)
    {
    }

    /// <summary>How far a step of training has come.</summary>
    private enum Stage
    {
        None,
        Forward,
        Backward,
    }

    internal sealed override int TargetLength => Architecture.OutputShape.Length;

    /// <summary>Gives the outputs of one input, in prediction mode. Safe to call from several threads at once.</summary>
    /// <param name="input">Values as in training, in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    // First choice for lists of whole numbers, which could be bytes as well.
    [OverloadResolutionPriority(1)]
    public float[] Predict(ReadOnlySpan<float> input) => ScoresOf(input);

    /// <summary>Gives the outputs of one input of bytes, which are scaled to 0..1 as data sets of bytes are, in prediction mode. Safe to call from several threads at once.</summary>
    /// <param name="pixels">Bytes in the order (height, width, channels).</param>
    /// <returns>As many values as the output shape has.</returns>
    /// <exception cref="ArgumentException">The number of values is not that of the input shape.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public float[] Predict(ReadOnlySpan<byte> pixels) => ScoresOf(pixels);

    /// <summary>Gives the outputs of one or several inputs, in prediction mode, without allocating. Safe to call from several threads at once.</summary>
    /// <param name="input">One input, or several one after another.</param>
    /// <param name="values">Takes as many values for each input as the output shape has.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> values) => Score(input, values, nameof(values));

    /// <summary>
    /// Runs a batch forward in training mode: batch normalisation by the statistics of the batch, whose running statistics move, and
    /// with dropout, whose masks follow from the seed and <see cref="Network.StepsTaken"/>. The network keeps what
    /// <see cref="Backward(ReadOnlySpan{float})"/> needs; a pass before is forgotten.
    /// </summary>
    /// <param name="inputs">The inputs of the batch one after another: <c>InputShape.Length</c> values each. They are copied.</param>
    /// <param name="outputs">Receives <c>OutputShape.Length</c> values for each input.</param>
    /// <exception cref="ArgumentException">A length is wrong, or batch normalisation over vectors would get a single sample.</exception>
    /// <exception cref="TrainingDivergedException">
    /// A running statistic would be infinite or not a number; all are as before. On a device that queues its steps: an earlier step has diverged.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is training the network or replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int count = CountInputs(inputs.Length, "input");
        CheckScores(outputs.Length, count, "places for them", nameof(outputs));
        if (count == 1 && BatchNormCheck.OverVectors(Architecture) is { } layer)
            throw new ArgumentException(BatchNormCheck.Describe(layer, "there is 1 input") + " Give two or more.", nameof(inputs));
        if (count > LargestBatch)
            throw new ArgumentException($"A batch of {Architecture.Name} can have {Quantity.Of(LargestBatch, "sample")} at most: one array holds no more.", nameof(inputs));
        Tokens.Check(inputs, count, 0, " of the batch", nameof(inputs));
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            _stage = Stage.None;
            CheckNotDiverged();
            Batch batch = PrepareBatch(count);
            inputs.CopyTo(batch.Inputs);
            batch.Targets.AsSpan().Clear();
            KeepStatistics();
            Engine.ForwardTraining(batch, new StepContext(Seed, StepsTaken, ResolveThreads(Threads)), outputs);
            CheckStatistics(batch);
            (_stage, _replacements) = (Stage.Forward, WeightReplacements);
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>
    /// Takes the gradient of a loss by the outputs of the last <see cref="Forward"/>, and computes those of all parameters
    /// (<see cref="Network.GetGradient"/>), in place of what they were before. One Backward follows one Forward.
    /// </summary>
    /// <param name="outputGradients">dL/dy, as many values as the outputs, in the same order. A loss that is a mean over the batch has the factor 1/batch in it.</param>
    /// <exception cref="ArgumentException">The length is not that of the outputs.</exception>
    /// <exception cref="InvalidOperationException">There is no Forward before it, or weights have been replaced since; or another thread is training the network or replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Backward(ReadOnlySpan<float> outputGradients) => RunBackward(outputGradients, []);

    /// <summary>
    /// The same, and gives the gradient of the loss by the inputs of that pass too: what a network in front of this one learns from.
    /// Unlike <see cref="Network.ComputeInputGradient"/>, which runs as in a prediction, it is that of the pass in training mode.
    /// </summary>
    /// <param name="outputGradients">dL/dy, as many values as the outputs, in the same order.</param>
    /// <param name="inputGradients">Receives dL/dx, as many values as the inputs, in the same order.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <inheritdoc cref="Backward(ReadOnlySpan{float})" path="/exception[not(@cref='T:System.ArgumentException')]"/>
    public void Backward(ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        CheckNotDisposed();
        if (inputGradients.IsEmpty)
            throw new ArgumentException($"There is no room for the gradients of the inputs. Leave the argument out if nobody needs them.", nameof(inputGradients));
        RunBackward(outputGradients, inputGradients);
    }

    /// <summary>
    /// Updates all weights from the gradients of the last <see cref="Backward(ReadOnlySpan{float})"/>, which are used up by it. What the
    /// optimizer remembers belongs to this network and lasts as long as the same optimizer instance is given.
    /// </summary>
    /// <param name="optimizer">Gives the update rule and the learning rate.</param>
    /// <exception cref="TrainingDivergedException">
    /// A gradient or a running statistic is not a finite number; weights are as before, and running statistics as before the last
    /// <see cref="Forward"/>. Or the update would have made a weight infinite; that weight is as before. On a device that queues its
    /// steps this shows a few steps later.
    /// </exception>
    /// <exception cref="InvalidOperationException">There is no Backward before it; or another thread is training the network or replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Step(Optimizer optimizer)
    {
        CheckNotDisposed();
        ArgumentNullException.ThrowIfNull(optimizer);
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            if (_stage != Stage.Backward)
                throw new InvalidOperationException($"There are no gradients to update {Architecture.Name} from: call {nameof(Forward)} and {nameof(Backward)} before each {nameof(Step)}.");
            CheckWeightsAreThose();
            _stage = Stage.None;
            CheckNotDiverged();
            TakeStep(_batch!, optimizer, hasGradients: true);
        }
        finally
        {
            LeaveStep();
        }
    }

    internal sealed override ValidationScore Validate(Dataset data, int batchSize, int threads, CancellationToken cancellationToken) => throw NoData();

    private protected sealed override void CheckAnswers(Batch batch) => throw NoData();

    private protected sealed override void CheckLearnsFromData() => throw NoData();

    private void RunBackward(ReadOnlySpan<float> outputGradients, Span<float> inputGradients)
    {
        CheckNotDisposed();
        EnterStep();
        try
        {
            using EngineUse use = UseEngine();
            if (_stage != Stage.Forward)
                throw new InvalidOperationException($"There is no pass of {Architecture.Name} to go back: call {nameof(Forward)} before each {nameof(Backward)}.");
            CheckWeightsAreThose();
            int count = _batch!.Count;
            CheckScores(outputGradients.Length, count, "gradients of them", nameof(outputGradients));
            if (!inputGradients.IsEmpty)
                CheckInputGradients(inputGradients.Length, count, nameof(inputGradients));
            outputGradients.CopyTo(_batch.Targets);
            _stage = Stage.None;
            Engine.BackwardTraining(_batch, inputGradients);
            MarkGradients();
            _stage = Stage.Backward;
        }
        finally
        {
            LeaveStep();
        }
    }

    /// <summary>Throws if somebody has replaced weights since the forward pass.</summary>
    private void CheckWeightsAreThose()
    {
        if (_replacements != WeightReplacements)
            throw new InvalidOperationException($"The weights of {Architecture.Name} have been replaced since {nameof(Forward)} ran with others: call {nameof(Forward)} again.");
    }

    /// <summary>A device that queues its steps looks by itself, in the update.</summary>
    private void CheckStatistics(Batch batch)
    {
        if (Engine.QueuesSteps || FindFault() is not { Kind: not UpdateFaultKind.None } fault)
            return;
        RestoreStatistics();
        throw DivergenceCause.Explain(new StepDivergence(StepsTaken, 0, 0, DivergenceCause.Inspect(batch, this), fault), this);
    }

    private Batch PrepareBatch(int count)
    {
        if (_batch is null || _batch.Capacity < count)
            _batch = new Batch(count, Architecture.InputShape.Length, TargetLength);
        _batch.Count = count;
        return _batch;
    }

    private NotSupportedException NoData() => new(
        $"{Architecture.Name} ends in CustomLoss, so it learns from gradients that the program gives, not from a data set: call {nameof(Forward)}, {nameof(Backward)} and {nameof(Step)}.");
}
