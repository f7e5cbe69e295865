namespace DeepVision.Generated.Generators.Shapes;

/// <summary>The rows of a table that the tokens of an input name.</summary>
/// <param name="Steps">Tokens of a sample.</param>
/// <param name="VocabularySize">Rows.</param>
/// <param name="Units">Values of a row.</param>
/// <param name="PaddingIndex">The row that gets no gradient, or <see cref="NoPadding"/>.</param>
internal sealed record EmbeddingOperation(int Steps, int VocabularySize, int Units, int PaddingIndex) : LayerOperation
{
    public const int NoPadding = -1;
}

/// <summary>One vector at every step.</summary>
internal sealed record RepeatOperation(int Steps) : LayerOperation;
