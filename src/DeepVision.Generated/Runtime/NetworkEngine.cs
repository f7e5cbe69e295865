namespace DeepVision.Generated.Runtime;

/// <summary>
/// Runs one network on one device. The generator emits a subclass per backend; users meet engines only through the
/// network's own methods. Not safe for concurrent use, except for <see cref="Forward"/> and <see cref="InputGradient"/>.
/// </summary>
public abstract class NetworkEngine : IDisposable
{
    /// <summary>The device as shown to users, for example <c>CPU (2 threads, 512-bit vectors)</c>.</summary>
    public abstract string DeviceName { get; }

    /// <summary>
    /// Runs the samples of a batch forward and backward in training mode and leaves the gradient of their mean loss,
    /// packed like the parameters, in <see cref="Gradients"/>. The parameters stay as they are; running statistics move.
    /// </summary>
    public abstract StepResult ComputeGradients(Batch batch, in StepContext context);

    /// <summary>The gradients of the last <see cref="ComputeGradients"/>: <see cref="NetworkArchitecture.TrainableLength"/> floats, padding zero.</summary>
    public abstract ReadOnlySpan<float> Gradients { get; }

    /// <summary>
    /// The first half of <see cref="ComputeGradients"/> in a network that ends in CustomLoss: runs the samples of a batch forward in
    /// training mode and gives their scores. The second half is <see cref="BackwardTraining"/>.
    /// </summary>
    /// <param name="batch">The inputs, which stay as they are up to the second half.</param>
    /// <param name="context">What the pass depends on besides.</param>
    /// <param name="scores">Receives <c>count × OutputShape.Length</c> values.</param>
    public virtual void ForwardTraining(Batch batch, in StepContext context, Span<float> scores) => throw NoCustomLoss();

    /// <summary>
    /// Runs the batch of the last <see cref="ForwardTraining"/> back, from the gradient of its scores to those of the parameters in
    /// <see cref="Gradients"/>, and on to those of the inputs if they are asked for.
    /// </summary>
    /// <param name="batch">The same batch, with the gradients of its scores in the place of targets.</param>
    /// <param name="inputGradients">Receives <c>count × InputShape.Length</c> values; empty if nobody asks for them.</param>
    public virtual void BackwardTraining(Batch batch, Span<float> inputGradients) => throw NoCustomLoss();

    /// <summary>
    /// Adds the penalties of the parameter table to the gradients, scales them to a global norm of at most
    /// <paramref name="clipNorm"/> (0: no clipping), lets the optimizer update all trainable parameters, and marks them
    /// as changed. <see cref="OptimizerState.Step"/> already counts this step. If a gradient is not finite nothing is
    /// updated, and a parameter whose new value would not be finite keeps the one it has.
    /// </summary>
    /// <returns>What was not finite; nothing from a device that queues its steps, whose report tells it.</returns>
    public abstract UpdateFault Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads);

    /// <summary>
    /// Runs <paramref name="count"/> samples forward in prediction mode. Writes the scores of the last layer
    /// (<c>count × OutputLength</c>) before the activation that the loss implies: logits for
    /// SoftmaxCrossEntropy and BinaryCrossEntropy, values for MeanSquaredError.
    /// Of several inputs those of one sample lie one behind the other, the network's own first, and so do the scores of several heads.
    /// Safe to call from several threads at once; with <paramref name="threads"/> = 1 it runs on the caller's thread.
    /// </summary>
    public abstract void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads);

    /// <summary>
    /// Runs <paramref name="count"/> samples forward as <see cref="Forward"/> does, and a gradient of their scores back to their inputs:
    /// for each sample the vector–Jacobian product dL/dx = (∂s/∂x)ᵀ · dL/ds.
    /// Safe to call from several threads at once; with <paramref name="threads"/> = 1 it runs on the caller's thread.
    /// </summary>
    /// <param name="inputs">x, <c>count × InputShape.Length</c>.</param>
    /// <param name="count">Samples.</param>
    /// <param name="scoreGradients">dL/ds, <c>count × OutputShape.Length</c>.</param>
    /// <param name="inputGradients">Receives dL/dx, <c>count × InputShape.Length</c>.</param>
    /// <param name="threads">Threads to use; results don't depend on it.</param>
    public virtual void InputGradient(ReadOnlySpan<float> inputs, int count, ReadOnlySpan<float> scoreGradients, Span<float> inputGradients, int threads) =>
        throw new NotSupportedException("This engine gives no gradients of inputs.");

    /// <summary>Values that a prediction step by step carries from one step to the next; 0 if there is no such prediction.</summary>
    public virtual int StateLength => 0;

    /// <summary>How many steps they have room for; 0 for any number.</summary>
    public virtual int StepRoom => 0;

    /// <summary>Values that a step takes of each input, the network's own first: one of tokens, the features of a sequence, all of an input that is the same at every step. None where there are no steps.</summary>
    public virtual ReadOnlySpan<int> StepInputs => [];

    /// <summary>Why there is none, as the end of a sentence.</summary>
    public virtual string WhyNoSteps => "it takes a network over sequences with a recurrent layer or causal self-attention and one head, on the CPU";

    /// <summary>Reads one step of a sequence and gives its raw scores.</summary>
    /// <param name="state"><see cref="StateLength"/> values: zeros in front of the first step, then what the step before left.</param>
    /// <param name="input">The features of the step; of several inputs those of all, one behind the other, the network's own first.</param>
    /// <param name="scores">Takes the scores.</param>
    public virtual void Next(Span<float> state, ReadOnlySpan<float> input, Span<float> scores) => throw new NotSupportedException("This engine runs no single steps.");

    /// <summary>
    /// True for devices that run behind the caller's back: <see cref="ComputeGradients"/> and <see cref="Update"/> return
    /// when their work is queued, the <see cref="StepResult"/> waits for the device when it is read, and an update whose
    /// loss, gradients or statistics are not finite is left out by the device itself, like all that follow until
    /// <see cref="EndDivergence"/>.
    /// </summary>
    public virtual bool QueuesSteps => false;

    /// <summary>True if the engine knows of updates that were left out and nobody has called <see cref="EndDivergence"/>; doesn't wait.</summary>
    public virtual bool HasDiverged => false;

    /// <summary>Whether <see cref="ReadStep"/> would return without waiting.</summary>
    /// <param name="ticket">Number that the engine has given the step.</param>
    public virtual bool IsStepDone(long ticket) => true;

    /// <summary>Waits for a queued step and tells how it ended.</summary>
    /// <param name="ticket">Number that the engine has given the step.</param>
    /// <exception cref="InvalidOperationException">The step is too long ago.</exception>
    public virtual StepOutcome ReadStep(long ticket) => throw new NotSupportedException("This engine queues no steps.");

    /// <summary>
    /// Waits for all queued steps, tells at which of them training diverged last, brings the running statistics back to what
    /// they were before it, and lets later updates happen again.
    /// </summary>
    public virtual StepDivergence EndDivergence() => throw new NotSupportedException("This engine queues no steps.");

    /// <summary>The mean loss of one of several heads that predict over the batch of the last <see cref="ComputeGradients"/>, without its weight.</summary>
    /// <param name="head">Number of the head among those that predict, from 0.</param>
    /// <exception cref="InvalidOperationException">There was no step yet.</exception>
    /// <exception cref="NotSupportedException">The engine keeps the sum over all heads alone.</exception>
    public virtual float GetHeadLoss(int head) => throw new NotSupportedException("This device keeps the sum of the losses of all heads alone. Evaluate gives a result for each.");

    /// <summary>
    /// Gives the classes of a head their weights, for losses with <c>BalancedClasses</c>; all are 1 until then. Losses that learn from the same
    /// labels share them.
    /// </summary>
    /// <param name="head">Number of the head among those that predict, from 0.</param>
    /// <param name="weights">One for each class; used as they are, and must not change afterwards.</param>
    public virtual void SetClassWeights(int head, float[] weights) => throw new NotSupportedException("This engine knows no balanced classes.");

    /// <summary>Samples that a training step can take at most, by the sizes of the engine's arrays.</summary>
    public virtual int LargestBatch => Array.MaxLength;

    /// <summary>Times of the kernels; null unless the network is declared with <c>Profile = true</c>.</summary>
    public virtual KernelTimes? Times => null;

    /// <summary>Brings parameters computed on another memory into the network's host buffer. Nothing to do on the CPU.</summary>
    public virtual void Download()
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    private static NotSupportedException NoCustomLoss() => new("Only a network that ends in CustomLoss takes the gradients of its scores.");

    /// <summary>
    /// Runs an optimizer on host memory, for engines on whose device it can't run, and what follows an update; a parameter whose new
    /// value is not finite keeps the one it had.
    /// </summary>
    /// <param name="network">Has the parameters.</param>
    /// <param name="optimizer">Gives the update rule.</param>
    /// <param name="step">The update.</param>
    /// <param name="gradients">Gradients of all trainable parameters, clipped and with penalties added.</param>
    /// <param name="state">What the optimizer remembers.</param>
    /// <returns>Index of the first parameter that was left as it is; -1 if all were updated.</returns>
    protected static int UpdateOnHost(Network network, Optimizer optimizer, in UpdateStep step, ReadOnlySpan<float> gradients, OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(state);
        ParameterBuffer parameters = network.Parameters;
        Span<float> weights = parameters.Values[..network.Architecture.TrainableLength];
        int fault = GuardedUpdate.Run(parameters.FindUpdateRanges(optimizer), optimizer, step, weights, gradients, state, 0, new float[GuardedUpdate.Part]);
        ConstraintProjection.Apply(network.Architecture, parameters);
        if (state.HasAverages && fault < 0)
            WeightAverage.Move(state.Averages, weights, optimizer.AverageDecay, step.Step);
        return fault;
    }
}

/// <summary>What a training step depends on besides the data and the parameters.</summary>
/// <param name="Seed">Key of all random draws of the network.</param>
/// <param name="Step">Steps taken before, over all epochs; with the seed it fixes the dropout masks.</param>
/// <param name="Threads">Threads to use; results don't depend on it.</param>
public readonly record struct StepContext(int Seed, long Step, int Threads);
