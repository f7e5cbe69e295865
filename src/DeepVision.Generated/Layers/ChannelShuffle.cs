namespace DeepVision.Generated;

/// <summary>Takes channels by turns from each group, so that what stands behind mixes the groups; the shape stays as it is.</summary>
/// <remarks>
/// y[…, k · groups + g] = x[…, g · c / groups + k] (Zhang et al. 2017, arXiv:1707.01083), as between convolutions in groups.
/// Keras: none. PyTorch: <c>nn.ChannelShuffle(groups)</c>.
/// </remarks>
/// <param name="groups">Groups of neighbouring channels; must divide the channels.</param>
public sealed class ChannelShuffle(int groups) : Layer
{
    /// <summary>Groups of neighbouring channels.</summary>
    public int Groups { get; } = groups;
}
