namespace DeepVision.Generated;

/// <summary>In training, adds a random number of mean 0 to each value; in prediction it does nothing. Any shape stays as it is.</summary>
/// <remarks>
/// y = x + standardDeviation · n with normal n. The numbers follow from the network's seed, the step and the value's place, not from
/// threads; a graphics processor's differ in the last digits. Keras: <c>GaussianNoise(stddev)</c>. PyTorch:
/// <c>x + stddev * torch.randn_like(x)</c>.
/// </remarks>
/// <param name="standardDeviation">How far the numbers spread, 0 or more.</param>
public sealed class GaussianNoise(float standardDeviation) : Layer
{
    /// <summary>How far the numbers spread.</summary>
    public float StandardDeviation { get; } = standardDeviation;
}
