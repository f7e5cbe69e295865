namespace DeepVision.Generated;

/// <summary>Base of the pooling layers over sequences: how the window moves over the steps.</summary>
/// <remarks>
/// Steps behind it: ⌈steps / stride⌉ with <see cref="Padding.Same"/>, else ⌊(steps + 2 pad − size) / stride⌋ + 1: a remainder is dropped, unless <see cref="CeilMode"/>.
/// </remarks>
public abstract class SequencePooling : Layer
{
    private protected SequencePooling(int size) => Size = size;

    /// <summary>Steps of the window.</summary>
    public int Size { get; }

    /// <summary>Steps from one window to the next; 0, the default, means the window's own size.</summary>
    public int Stride { get; init; }

    /// <summary>What happens at both ends; <see cref="DeepVision.Generated.Padding.Valid"/> by default.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Steps added at both ends, as in PyTorch's <c>padding=</c>, at most half the window; instead of <see cref="Padding"/>. Not set by default (−1).</summary>
    public int Pad { get; init; } = -1;

    /// <inheritdoc cref="Pooling.CeilMode"/>
    public bool CeilMode { get; init; }
}
