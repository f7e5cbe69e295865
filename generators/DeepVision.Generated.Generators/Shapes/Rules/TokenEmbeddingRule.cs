using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Tokens, a vector (steps) or a sequence (steps, 1) → sequence (steps, units).</summary>
internal sealed class TokenEmbeddingRule : LayerRule
{
    private const string VocabularySize = "vocabularySize", PaddingIndex = "PaddingIndex";

    /// <summary>Tokens come as floats, which hold whole numbers up to here.</summary>
    private const int LargestVocabulary = 1 << 24;

    public override string Kind => "Embedding";

    public override IReadOnlyList<LayerOption> Options { get; } = [new(PaddingIndex, EmbeddingOperation.NoPadding)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        int vocabulary = ReadVocabulary(layer);
        int units = layer.AtLeast(1, "units");
        int padding = layer.Int(PaddingIndex);
        if (padding < EmbeddingOperation.NoPadding || padding >= vocabulary)
            layer.ReportRange(PaddingIndex, "a token of the vocabulary, 0 to " + Text.Of(vocabulary - 1), Text.Of(padding));
        CheckInput(layer);
        int steps = layer.Input.Rank == 1 ? layer.Input.Channels : layer.Input.Width;
        // Of a row one input is 1 and all others are 0, as far as initial weights are concerned.
        ParameterDeclaration weight = new(ParameterRole.Weight, [vocabulary, units], FanIn: 1, FanOut: units) { Initializer = "LeCunNormal" };
        return new LayerResult(new EmbeddingOperation(steps, vocabulary, units, padding), Shape.Sequence(steps, units), [weight], MultiplyAdds: 0);
    }

    private static int ReadVocabulary(LayerContext layer)
    {
        int vocabulary = layer.AtLeast(1, VocabularySize);
        if (vocabulary <= LargestVocabulary)
            return vocabulary;
        layer.ReportRange(VocabularySize, "at most " + Text.Grouped(LargestVocabulary) + ", because tokens are floats", Text.Grouped(vocabulary));
        return LargestVocabulary;
    }

    private static void CheckInput(LayerContext layer)
    {
        Shape input = layer.Input;
        if (layer.Source.Value >= 0)
        {
            layer.ReportShape(ShapeDiagnostics.TokensAreComputed, layer.Here, input.WithArticle(), layer.Source.GiverText);
            return;
        }

        if (input.Rank == 1 || input is { Rank: 2, Channels: 1 })
            return;
        string steps = Text.Of(input.Rank == 2 ? input.Width : input.Length);
        layer.ReportShape(ShapeDiagnostics.NeedsTokens, layer.Here, input.WithArticle(), layer.Source.GiverText, steps, steps);
    }
}
