namespace DeepVision.Generated;

/// <summary>y = x for x &gt; 0, else slope · x, value by value; any shape stays as it is.</summary>
/// <remarks>Keras: <c>LeakyReLU(negative_slope)</c>, where the default is 0.3. PyTorch: <c>nn.LeakyReLU(negative_slope)</c>, 0.01 as here.</remarks>
/// <param name="slope">Slope for negative values, 0 or more; 0.01 by default.</param>
public sealed class LeakyReLU(float slope = 0.01f) : Layer
{
    /// <summary>Slope for negative values.</summary>
    public float Slope { get; } = slope;
}
