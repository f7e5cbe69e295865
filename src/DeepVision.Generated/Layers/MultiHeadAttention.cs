namespace DeepVision.Generated;

/// <summary>
/// Multi-head attention: sequence (steps, features) → sequence (steps, features). Every step asks all steps of the sequence, or of another one that <see cref="Memory"/> names, and
/// gets a mean of what they say, weighted by how well they fit.
/// </summary>
/// <remarks>
/// y = (softmax(Q Kᵀ / √d) V of all heads) Wₒᵀ + bₒ (Vaswani et al. 2017, arXiv:1706.03762), with queries Q, keys K and values V projections of each step and d = features / heads.
/// Tensors have PyTorch's names and shapes: in_proj_weight [3 · features, features] and in_proj_bias [3 · features] for queries, keys and values in this order, out_proj.weight
/// [features, features], out_proj.bias [features]. With <see cref="Memory"/> the first two are in parts, q_proj_weight, k_proj_weight and v_proj_weight [features, memory features],
/// q_proj_bias, k_proj_bias and v_proj_bias. Before training weights are drawn by <see cref="Initializer.GlorotUniform"/>, and biases are 0.
/// Keras: <c>MultiHeadAttention(heads, features // heads)</c>. PyTorch: <c>nn.MultiheadAttention(features, heads, batch_first=True)</c>.
/// </remarks>
/// <param name="heads">Heads, 1 or more; must divide the features.</param>
public sealed class MultiHeadAttention(int heads) : Layer
{
    /// <summary>Heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>
    /// Name of the layer or input whose sequence has the keys and values (cross-attention); it may have other steps and features. Without one they come from the layer's own input
    /// (self-attention).
    /// </summary>
    public string? Memory { get; init; }

    /// <summary>Whether a step reads the steps up to its own alone, as where the next step is to be told; false by default.</summary>
    public bool Causal { get; init; }

    /// <summary>
    /// In training, the probability of a weight of the mean being dropped; those kept are scaled by 1 / (1 − Dropout), and their sum is 1 on the average alone. At least 0 and below 1; 0 by default.
    /// </summary>
    public float Dropout { get; init; }

    /// <summary>Whether the projections have biases; true by default.</summary>
    public bool Bias { get; init; } = true;
}
