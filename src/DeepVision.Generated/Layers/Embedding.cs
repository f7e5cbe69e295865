namespace DeepVision.Generated;

/// <summary>Looks up a learned vector for each token: tokens, a vector (steps) or a sequence (steps, 1) → sequence (steps, units).</summary>
/// <remarks>
/// y[t] = w[x[t]]. Tokens are whole numbers from 0 to <c>vocabularySize − 1</c>, given as the floats of an input: <c>[Network(12)]</c> takes 12 of
/// them, and <c>[Input("tokens", 12)]</c> beside another input. So the layer reads an input of the network and no other layer. A number that is no token is refused before
/// anything is computed. Weight [vocabularySize, units], PyTorch's order, drawn by it from N(0, 1); Keras draws from ±0.05. A step's gradient
/// is that of the rows in use, zero for all others; optimizers go over all rows, as those of Keras and PyTorch do. By its input there is no gradient: it is 0.
/// Keras: <c>Embedding(vocabularySize, units)</c>. PyTorch: <c>nn.Embedding(vocabularySize, units)</c>.
/// </remarks>
/// <param name="vocabularySize">Number of tokens, 1 or more.</param>
/// <param name="units">Length of each token's vector, 1 or more.</param>
public sealed class Embedding(int vocabularySize, int units) : Layer
{
    /// <summary>Number of tokens.</summary>
    public int VocabularySize { get; } = vocabularySize;

    /// <summary>Length of each token's vector.</summary>
    public int Units { get; } = units;

    /// <summary>
    /// The token that stands for none, such as what fills up a short sentence: its vector begins as zeros and gets no gradient. −1, the default, for no
    /// such token. PyTorch: <c>padding_idx</c>.
    /// </summary>
    public int PaddingIndex { get; init; } = -1;
}
