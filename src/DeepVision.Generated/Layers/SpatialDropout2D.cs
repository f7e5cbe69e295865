namespace DeepVision.Generated;

/// <summary>
/// In training, sets each channel of an image to zero as a whole with probability <c>rate</c> and divides the others by 1 − rate; in
/// prediction it does nothing. The shape stays as it is.
/// </summary>
/// <remarks>
/// Neighbouring pixels tell nearly the same, so that <see cref="Dropout"/> of single values takes little away (Tompson et al. 2015,
/// arXiv:1411.4280). Every sample draws for its own channels; the draw follows from the network's seed, the step, the sample's and the
/// channel's place, not from threads or device. Keras: <c>SpatialDropout2D(rate)</c>. PyTorch: <c>nn.Dropout2d(rate)</c>.
/// </remarks>
/// <param name="rate">Probability of a zero, at least 0 and below 1.</param>
public sealed class SpatialDropout2D(float rate) : Layer
{
    /// <summary>Probability of a zero.</summary>
    public float Rate { get; } = rate;
}
