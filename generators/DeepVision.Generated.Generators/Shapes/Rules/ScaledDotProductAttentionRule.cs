using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Queries (steps, d), keys (memory steps, d) and values (memory steps, e) → sequence (steps, e).</summary>
internal sealed class ScaledDotProductAttentionRule : LayerRule
{
    private const string Heads = "Heads";

    public override string Kind => "ScaledDotProductAttention";

    public override IReadOnlyList<LayerOption> Options { get; } = [new(Heads, 1), new("Causal", false), new(AttentionChecks.Dropout, 0f)];

    public override LayerResult Infer(LayerContext layer)
    {
        (InputSource query, InputSource key, InputSource value) = (layer.Source, layer.Sources[Math.Min(1, layer.Sources.Count - 1)], layer.Sources[layer.Sources.Count - 1]);
        bool areSequences = AttentionChecks.AreSequences(layer);
        if (layer.Sources.Count > 3)
            layer.ReportShape(ShapeDiagnostics.TooManyAttended, layer.Here, Text.Of(layer.Sources.Count));
        if (areSequences && query.Shape.Channels != key.Shape.Channels)
            layer.ReportShape(ShapeDiagnostics.QueriesAndKeysDiffer, layer.Here, query.Shape.WithArticle(), query.GiverText, key.Shape.WithArticle(), key.GiverText, Text.Of(key.Shape.Channels));
        if (areSequences && key.Shape.Width != value.Shape.Width)
            layer.ReportShape(ShapeDiagnostics.KeysAndValuesDiffer, layer.Here, key.Shape.WithArticle(), key.GiverText, value.Shape.WithArticle(), value.GiverText);
        AttentionOperation operation = new(AttentionChecks.Heads(layer, Heads, query, value), layer.Flag("Causal")) { Dropout = AttentionChecks.DropoutOf(layer) };
        (int steps, int keys) = (query.Shape.Width, key.Shape.Width);
        AttentionChecks.CheckScores(layer, operation.Heads, steps, keys);
        return new LayerResult(
            operation, Shape.Sequence(steps, value.Shape.Channels), Parameters: [],
            Sizes.Saturated(steps, keys, (int)Math.Min(int.MaxValue, (long)query.Shape.Channels + value.Shape.Channels)));
    }
}
