namespace DeepVision.Generated;

/// <summary>
/// Scaled dot-product attention: queries (steps, d), keys (memory steps, d) and values (memory steps, e) → sequence (steps, e). Two inputs are queries and what is both keys and
/// values. Each step of the result is a mean of the values, weighted by how well their keys fit its query.
/// </summary>
/// <remarks>
/// y = softmax(Q Kᵀ / √d) V for each head (Vaswani et al. 2017, arXiv:1706.03762). It has no weights; <see cref="MultiHeadAttention"/> has the projections too.
/// Keras: <c>Attention()</c>, whose order is query, value, key and which doesn't scale. PyTorch: <c>F.scaled_dot_product_attention(q, k, v)</c>.
/// </remarks>
/// <param name="names">Layers to take beside the ends of the paths, or beside what stands before: keys, or keys and values.</param>
public sealed class ScaledDotProductAttention(params string[] names) : Join(names)
{
    /// <summary>Heads, whose features lie beside each other in queries, keys and values and which must divide them; d counts those of one head. 1 by default.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>Whether a query reads the keys up to its own step alone, as where the next step is to be told; false by default.</summary>
    public bool Causal { get; init; }

    /// <summary>
    /// In training, the probability of a weight of the mean being dropped; those kept are scaled by 1 / (1 − Dropout), and their sum is 1 on the average alone. At least 0 and below 1; 0 by default.
    /// </summary>
    public float Dropout { get; init; }
}
