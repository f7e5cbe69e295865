namespace DeepVision.Generated;

/// <content>The gradient by the input.</content>
public abstract partial class Network
{
    /// <summary>
    /// The gradient of a loss of your own by the input, in prediction mode: what a small change of each value of the input does to
    /// that loss. Saliency maps, adversarial examples and dreams are made of it. Nothing is allocated, and the weights stay as they
    /// are. Safe to call from several threads at once.
    /// </summary>
    /// <remarks>
    /// The network runs forward as in a prediction (batch normalisation by its running statistics, no dropout) and back again:
    /// dL/dx = (∂s/∂x)ᵀ · dL/ds for each sample. The scores s are what the last layer gives before the activation that the loss
    /// implies: logits with SoftmaxCrossEntropy and BinaryCrossEntropy, and what <c>Predict</c> gives with all other losses. The gradient
    /// of the loss that the network learned with follows from its prediction p and the targets t of a sample: with SoftmaxCrossEntropy
    /// dL/ds = p − t, with BinaryCrossEntropy, a mean over the outputs, (p − t) / outputs. By tokens, which an <see cref="Embedding"/> reads, the
    /// gradient is 0: they are names and no quantities.
    /// </remarks>
    /// <param name="inputs">One input, or several one after another: <c>InputShape.Length</c> values each, in the order (height, width, channels).</param>
    /// <param name="scoreGradients">dL/ds: <c>OutputShape.Length</c> values for each input.</param>
    /// <param name="inputGradients">Receives dL/dx: as many values as <paramref name="inputs"/>, in the same order.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    /// <exception cref="NotSupportedException">The network has several inputs or several heads that predict.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void ComputeInputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> scoreGradients, Span<float> inputGradients)
    {
        if (this is MultiNetwork)
            throw new NotSupportedException($"{Architecture.Name} has several inputs or several heads that predict: {nameof(ComputeInputGradient)} is for networks with one of each.");
        int count = CountInputs(inputs.Length, "input");
        CheckScores(scoreGradients.Length, count, "gradients of scores", nameof(scoreGradients));
        CheckInputGradients(inputGradients.Length, count, nameof(inputGradients));
        Tokens.Check(inputs, count, 0, "", nameof(inputs));
        using (UseEngine())
            Engine.InputGradient(inputs, count, scoreGradients, inputGradients, count == 1 ? 1 : ResolveThreads(Threads));
    }

    /// <summary>Checks that inputs are whole.</summary>
    /// <returns>Their number.</returns>
    private protected int CountInputs(int length, string name)
    {
        CheckNotDisposed();
        int inputLength = Architecture.InputShape.Length;
        int count = length / inputLength;
        return count > 0 && length == count * inputLength ? count : throw WrongInputLength(length, name);
    }

    /// <summary>Checks that there are as many values as the scores of so many inputs.</summary>
    private protected void CheckScores(int length, int count, string what, string name)
    {
        int outputLength = Architecture.OutputShape.Length;
        if (length != (long)count * outputLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(outputLength, "score")} for each of {Quantity.Of(count, "input")}, {(long)count * outputLength} in all, but there are {length} {what}."), name);
    }

    private protected void CheckInputGradients(int length, int count, string name)
    {
        int inputLength = Architecture.InputShape.Length;
        if (length != (long)count * inputLength)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(count, "input")} of {Architecture.Name} {(count == 1 ? "has" : "have")} {(long)count * inputLength} values, and so have their gradients, but there is room for {length}."), name);
    }
}
