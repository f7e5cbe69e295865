namespace DeepVision.Generated;

/// <summary>Takes neighbouring channels of each pixel or step: (…, c) → (…, count).</summary>
/// <remarks>
/// y = x[…, first : first + count], the other channels are left out and get no gradient. Several of them, each in a branch, split a value.
/// Keras: <c>x[..., first:first + count]</c>. PyTorch: <c>torch.narrow(x, 1, first, count)</c>, several of them <c>torch.split</c>.
/// </remarks>
/// <param name="first">The first channel, counted from 0.</param>
/// <param name="count">Channels, 1 or more.</param>
public sealed class SliceChannels(int first, int count) : Layer
{
    /// <summary>The first channel, counted from 0.</summary>
    public int First { get; } = first;

    /// <summary>Channels.</summary>
    public int Count { get; } = count;
}
