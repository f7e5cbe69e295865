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
    /// <param name="input">The features of the step, or its image.</param>
    /// <param name="output">Takes what the network gives: of a network whose output is a sequence, that of this step.</param>
    /// <exception cref="ArgumentException">The state belongs to another network, or a length is wrong.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public void Next(SequenceState state, ReadOnlySpan<float> input, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Network != this)
            throw new ArgumentException($"The state belongs to another network ({state.Network.Architecture.Name}): take one of {nameof(CreateState)} of this one.", nameof(state));
        (int features, int values) = (Architecture.InputShape.Length / Architecture.InputShape.Steps, Architecture.OutputShape.Channels);
        if (input.Length != features)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} takes {Quantity.Of(features, "feature")} for a step, but {Quantity.Given(input.Length)}."), nameof(input));
        if (output.Length != values)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(values, "value")} for a step, but there is room for {output.Length}."), nameof(output));
        using (UseEngine())
            Engine.Next(state.Values, input, output);
        state.Steps++;
        if (this is ClassificationNetwork)
            ScoreSoftmax.InPlace(output);
        else if (this is BinaryNetwork)
            ScoreSigmoid.InPlace(output);
    }
}
