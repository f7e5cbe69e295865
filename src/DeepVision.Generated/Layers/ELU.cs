namespace DeepVision.Generated;

/// <summary>y = x for x &gt; 0, else alpha · (eˣ − 1), value by value; any shape stays as it is.</summary>
/// <remarks>
/// Negative values saturate at −alpha, which brings the mean of the outputs nearer to 0 (Clevert et al. 2015, arXiv:1511.07289).
/// Keras: <c>ELU(alpha)</c>. PyTorch: <c>nn.ELU(alpha)</c>.
/// </remarks>
/// <param name="alpha">Where negative values saturate, 0 or more; 1 by default.</param>
public sealed class ELU(float alpha = 1f) : Layer
{
    /// <summary>Where negative values saturate.</summary>
    public float Alpha { get; } = alpha;
}
