namespace DeepVision.Generated;

/// <summary>y = x for x &gt; 0, else a · x with a learned slope a for each channel (or each value of a vector); any shape stays as it is.</summary>
/// <remarks>
/// From He et al. 2015 (arXiv:1502.01852), who let no weight decay pull the slopes to zero. The slopes are the tensor <c>weight</c> [channels].
/// Keras: <c>PReLU(shared_axes=[1, 2])</c>, whose slopes begin at 0. PyTorch: <c>nn.PReLU(channels, init)</c>.
/// </remarks>
/// <param name="initialSlope">What all slopes begin with; 0.25 by default.</param>
public sealed class PReLU(float initialSlope = 0.25f) : Layer
{
    /// <summary>What all slopes begin with.</summary>
    public float InitialSlope { get; } = initialSlope;
}
