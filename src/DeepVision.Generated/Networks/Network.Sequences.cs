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
            CheckSteps();
            return new SequenceState(this, Engine.StateLength);
        }
    }

    /// <summary>
    /// Reads one more step of a sequence, and gives what <c>Predict</c> would give if the sequence ended here. Nothing is allocated. Several threads may
    /// call it, each with a state of its own.
    /// </summary>
    /// <param name="state">What was read so far, of <see cref="CreateState"/>; moves on by the step.</param>
    /// <param name="input">
    /// The features of the step, its token, or its image. Of several inputs those of all, one behind the other, the network's own first: one token or the features of each that
    /// goes step by step, and all values of an image or a vector, which is the same at every step. What only makes the state or the memory that a recurrent layer begins with, an image, a vector or a
    /// whole sequence, is read at the first step behind <see cref="SequenceState.Reset"/>; later its values don't matter. The lengths of sequences are left out: a sequence ends where the steps do.
    /// </param>
    /// <param name="output">Takes what the network gives: of a network whose output is a sequence, that of this step.</param>
    /// <exception cref="ArgumentException">The state belongs to another network, a length is wrong, or a token is none of the vocabulary.</exception>
    /// <exception cref="NotSupportedException">The network can't run step by step; the message says why.</exception>
    /// <exception cref="InvalidOperationException">The network has attention or positions, and the state has read as many steps as the network is declared with.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Next(SequenceState state, ReadOnlySpan<float> input, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Network != this)
            throw new ArgumentException($"The state belongs to another network ({state.Network.Architecture.Name}): take one of {nameof(CreateState)} of this one.", nameof(state));
        int values = Architecture.OutputShape.Channels;
        if (output.Length != values)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(values, "value")} for a step, but there is room for {output.Length}."), nameof(output));
        using (UseEngine())
        {
            CheckSteps();
            CheckStep(input);
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

    private void CheckSteps()
    {
        if (Engine.StateLength == 0)
            throw new NotSupportedException($"{Architecture.Name} can't read a sequence step by step: {Engine.WhyNoSteps}.");
    }

    private void CheckStep(ReadOnlySpan<float> input)
    {
        ReadOnlySpan<int> lengths = Engine.StepInputs;
        int length = 0;
        foreach (int values in lengths)
            length += values;
        if (input.Length != length)
        {
            string noun = lengths.Length > 1 ? "value" : Architecture.VocabularyOf(0) > 0 ? "token" : "feature";
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} takes {Quantity.Of(length, noun)} for a step, but {Quantity.Given(input.Length)}."), nameof(input));
        }

        Tokens.CheckStep(input, lengths);
        // Of sequences that a state begins with: they are the last input.
        if (Architecture.LengthsInput is > 0 and int number && number < lengths.Length)
            SequenceLengths.Check(Architecture, input[^1], 0, "the step", nameof(input));
    }
}
