namespace DeepVision.Generated;

/// <content>Predictions step by step.</content>
public abstract partial class Network
{
    /// <summary>A state with which <see cref="Next"/> reads a sequence of any length, one step at a time.</summary>
    /// <exception cref="NotSupportedException">The network can't run step by step; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public SequenceState CreateState()
    {
        using (UseEngine())
        {
            return Engine.StateLength > 0
                ? new SequenceState(this, Engine.StateLength)
                : throw new NotSupportedException($"{Architecture.Name} can't read a sequence step by step: {Engine.WhyNoSteps}.");
        }
    }

    /// <summary>
    /// Reads one more step of a sequence, and gives what <c>Predict</c> would give if the sequence ended here. Nothing is allocated. Several threads may
    /// call it, each with a state of its own.
    /// </summary>
    /// <param name="state">What was read so far, of <see cref="CreateState"/>; moves on by the step.</param>
    /// <param name="input">
    /// The features of the step, its token, or its image. Of several inputs those of all, one behind the other, the network's own first: one token or the features of each that
    /// goes step by step, and all values of an image or a vector, which is the same at every step.
    /// </param>
    /// <param name="output">Takes what the network gives: of a network whose output is a sequence, that of this step.</param>
    /// <exception cref="ArgumentException">The state belongs to another network, a length is wrong, or a token is none of the vocabulary.</exception>
    /// <exception cref="InvalidOperationException">The network has attention or positions, and the state has read as many steps as the network is declared with.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Next(SequenceState state, ReadOnlySpan<float> input, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Network != this)
            throw new ArgumentException($"The state belongs to another network ({state.Network.Architecture.Name}): take one of {nameof(CreateState)} of this one.", nameof(state));
        (int features, int values) = (Tokens.StepLength, Architecture.OutputShape.Channels);
        if (input.Length != features)
        {
            string noun = Architecture.FurtherInputs.Count > 0 ? "value" : Architecture.VocabularyOf(0) > 0 ? "token" : "feature";
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} takes {Quantity.Of(features, noun)} for a step, but {Quantity.Given(input.Length)}."), nameof(input));
        }

        if (output.Length != values)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(values, "value")} for a step, but there is room for {output.Length}."), nameof(output));
        Tokens.CheckStep(input);
        using (UseEngine())
        {
            if (Engine.StepRoom > 0 && state.Steps >= Engine.StepRoom)
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"{Architecture.Name} reads sequences of up to {Quantity.Of(Engine.StepRoom, "step")}, and the state has read them all. {nameof(SequenceState.Reset)} begins a new sequence."));
            }

            Engine.Next(state.Values, input, output);
        }

        state.Steps++;
        HeadKind? head = Architecture.Heads is [{ Kind: var kind }, ..] ? kind : null;
        if (this is ClassificationNetwork or SegmentationNetwork || head is HeadKind.Classification or HeadKind.Segmentation)
            ScoreSoftmax.InPlace(output);
        else if (this is BinaryNetwork || head == HeadKind.Binary)
            ScoreSigmoid.InPlace(output);
    }
}
