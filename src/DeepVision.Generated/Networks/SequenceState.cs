namespace DeepVision.Generated;

/// <summary>
/// What the recurrent layers of a network remember of the steps that they have read, and its causal attention the keys and values of these: <see cref="Network.Next"/> reads one more. It
/// begins as a new sequence.
/// One thread at a time may use it.
/// </summary>
public sealed class SequenceState
{
    internal SequenceState(Network network, int length) => (Network, Values) = (network, new float[length]);

    internal Network Network { get; }

    internal float[] Values { get; }

    /// <summary>Steps read so far.</summary>
    public long Steps { get; internal set; }

    /// <summary>Begins a new sequence.</summary>
    public void Reset()
    {
        Array.Clear(Values);
        Steps = 0;
    }

    /// <summary>Becomes what another one is, for going on from one place in several ways.</summary>
    /// <param name="other">The state of the same network.</param>
    /// <exception cref="ArgumentException">It belongs to another network.</exception>
    public void CopyFrom(SequenceState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Network != Network)
            throw new ArgumentException($"The state belongs to another network ({other.Network.Architecture.Name}).", nameof(other));
        other.Values.CopyTo(Values, 0);
        Steps = other.Steps;
    }
}
