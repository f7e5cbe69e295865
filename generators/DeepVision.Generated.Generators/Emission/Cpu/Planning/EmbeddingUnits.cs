using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>Into how many ranges of rows the gradient of an embedding is cut.</summary>
internal static class EmbeddingUnits
{
    /// <summary>Each unit looks through the tokens of the whole batch, so there are few.</summary>
    private const int Most = 8;

    public static int CountOf(EmbeddingOperation embedding) => Math.Min(Most, embedding.VocabularySize);
}
