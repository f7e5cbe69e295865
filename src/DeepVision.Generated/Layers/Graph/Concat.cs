namespace DeepVision.Generated;

/// <summary>
/// Puts channels beside each other, in order: images of equal height and width (h, w, c₁), (h, w, c₂) → (h, w, c₁ + c₂); likewise
/// sequences of equal length, and vectors.
/// </summary>
/// <remarks>
/// Inception modules (Szegedy et al. 2014, arXiv:1409.4842) and dense blocks (Huang et al. 2016, arXiv:1608.06993) are made of it.
/// Keras: <c>Concatenate()</c>. PyTorch: <c>torch.cat([a, b], 1)</c>.
/// </remarks>
/// <param name="names">Layers to take beside the ends of the paths, or beside what stands before the join.</param>
public sealed class Concat(params string[] names) : Join(names);
