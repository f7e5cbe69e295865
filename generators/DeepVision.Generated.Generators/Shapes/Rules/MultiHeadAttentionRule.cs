using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Sequence (steps, features), and the memory that it reads if that is another one → sequence (steps, features).</summary>
internal sealed class MultiHeadAttentionRule : LayerRule
{
    public override string Kind => "MultiHeadAttention";

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Memory", null), new("Causal", false), new(AttentionChecks.Dropout, 0f), new("Bias", true)];

    public override LayerResult Infer(LayerContext layer)
    {
        AttentionChecks.AreSequences(layer);
        InputSource memory = layer.Sources[layer.Sources.Count - 1];
        int heads = AttentionChecks.Heads(layer, "heads", layer.Source);
        int features = layer.Input.Channels;
        MultiHeadAttentionOperation operation = new(
            heads, layer.Input.Width, features, memory.Shape.Width, memory.Shape.Channels, layer.Flag("Causal"), layer.Flag("Bias"), IsSelf: layer.Sources.Count == 1) { Dropout = AttentionChecks.DropoutOf(layer) };
        AttentionChecks.CheckScores(layer, heads, operation.Steps, operation.MemorySteps);
        // Queries and the last projection, keys and values, and the products of all pairs of steps.
        double products = 2 * Sizes.Product(operation.Steps, features, features)
            + 2 * Sizes.Product(operation.MemorySteps, operation.MemoryFeatures, features)
            + 2 * Sizes.Product(operation.Steps, operation.MemorySteps, features);
        return new LayerResult(
            operation, Shape.Sequence(operation.Steps, features), Parameters(operation).ToEquatableArray(), products < 9e18 ? (long)products : long.MaxValue);
    }

    /// <summary>Each bias lies behind its weight: backends may sum both gradients in one piece.</summary>
    private static IEnumerable<ParameterDeclaration> Parameters(MultiHeadAttentionOperation operation)
    {
        int features = operation.Features;
        IEnumerable<ParameterDeclaration> projections = operation.IsSelf
            ? Projection(AttentionRoles.InputWeight, AttentionRoles.InputBias, features, (int)Math.Min(int.MaxValue, 3L * features))
            :
            [
                .. Projection(AttentionRoles.QueryWeight, AttentionRoles.QueryBias, features, features),
                .. Projection(AttentionRoles.KeyWeight, AttentionRoles.KeyBias, operation.MemoryFeatures, features),
                .. Projection(AttentionRoles.ValueWeight, AttentionRoles.ValueBias, operation.MemoryFeatures, features),
            ];
        return [.. projections, .. Projection(AttentionRoles.OutputWeight, AttentionRoles.OutputBias, features, features)];

        IEnumerable<ParameterDeclaration> Projection(ParameterRole weight, ParameterRole bias, int inputs, int outputs)
        {
            yield return new ParameterDeclaration(weight, [outputs, inputs], FanIn: inputs, FanOut: outputs);
            if (operation.HasBias)
                yield return new ParameterDeclaration(bias, [outputs], FanIn: inputs, FanOut: outputs);
        }
    }
}
