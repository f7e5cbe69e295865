namespace DeepVision.Generated;

/// <summary>In training, sets each value to zero with probability <c>rate</c> and divides the others by 1 − rate; in prediction it does nothing. Any shape stays as it is.</summary>
/// <remarks>
/// Inverted dropout (Srivastava et al. 2014). The mask follows from the network's seed, the step and the value's place, not
/// from threads or device. Keras: <c>Dropout(rate)</c>. PyTorch: <c>nn.Dropout(rate)</c>.
/// </remarks>
/// <param name="rate">Probability of a zero, at least 0 and below 1.</param>
public sealed class Dropout(float rate) : Layer
{
    /// <summary>Probability of a zero.</summary>
    public float Rate { get; } = rate;
}
