using DeepVision.Generated.Generators.Declaration;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>
/// Finds multi-head attentions: a scaled dot product whose queries, keys and values are projections that nobody else reads, and that another projection alone reads.
/// One layer computes the same, with the same tensors.
/// </summary>
internal static class AttentionLayers
{
    /// <summary>The layers, each projection that ends a multi-head attention replaced by that.</summary>
    /// <param name="layers">The layers of a file.</param>
    /// <param name="readers">By each of them those that read it, of the ones that a network needs.</param>
    /// <param name="last">The last one that it needs.</param>
    public static IReadOnlyList<ImportedLayer> Fuse(IReadOnlyList<ImportedLayer> layers, ILookup<int, int> readers, int last)
    {
        Search search = new(layers, readers, last);
        return [.. layers.Select(layer => search.EndingWith(layer) ?? layer)];
    }

    private sealed class Search(IReadOnlyList<ImportedLayer> layers, ILookup<int, int> readers, int last)
    {
        public ImportedLayer? EndingWith(ImportedLayer output)
        {
            if (output.Features == 0 || output.Inputs is not [>= 0 and var middle] || layers[middle] is not { Declaration: { Kind: "ScaledDotProductAttention" } attention, Inputs: [>= 0 and var query, >= 0 and var key, >= 0 and var value] }
                || !IsReadBy(middle, 1) || !IsReadBy(query, 1) || !IsReadBy(key, 1) || !IsReadBy(value, 1))
            {
                return null;
            }

            int features = output.Features;
            bool hasBias = HasBias(output);
            LayerDeclaration layer = Layer("MultiHeadAttention", ("heads", attention["Heads"] as int? ?? 1)).With("Causal", attention["Causal"] is true, otherwise: false).With("Bias", hasBias, otherwise: true);
            return !Projects(output, features, features) ? null : Joint(query, key, value) ?? Separate(layers[query], layers[key], layers[value]);

            // One product for all three, which is cut.
            ImportedLayer? Joint(params int[] parts)
            {
                return layers[parts[0]].Inputs is [>= 0 and var whole] && layers[whole] is var projection && Projects(projection, features, 3 * features) && HasBias(projection) == hasBias && IsReadBy(whole, 3)
                    && parts.Select((part, number) => layers[part] is { Declaration: { Kind: "SliceChannels" } slice, Inputs: [var cut] } && cut == whole && slice["first"] is int first && first == number * features
                        && slice["count"] is int count && count == features).All(isPart => isPart)
                    ? output with { Declaration = layer, Inputs = projection.Inputs, Weights = [.. Renamed(projection, "in_proj_weight", "in_proj_bias"), .. Output()], Features = 0 }
                    : null;
            }

            // A product for each; keys and values may come of another sequence.
            ImportedLayer? Separate(ImportedLayer queries, ImportedLayer keys, ImportedLayer values)
            {
                bool fits = Projects(queries, features, features) && Projects(keys, keys.Features, features) && Projects(values, keys.Features, features)
                    && keys.Inputs[0] == values.Inputs[0] && new[] { queries, keys, values }.All(projection => HasBias(projection) == hasBias);
                return !fits ? null : output with
                {
                    Declaration = layer,
                    Inputs = [queries.Inputs[0], keys.Inputs[0]],
                    Weights = [.. Renamed(queries, "q_proj_weight", "q_proj_bias"), .. Renamed(keys, "k_proj_weight", "k_proj_bias"), .. Renamed(values, "v_proj_weight", "v_proj_bias"), .. Output()],
                    Features = 0,
                    FurtherReads = [KnownNames.LayerMemory],
                };
            }

            IEnumerable<OnnxWeight> Output() => Renamed(output, "out_proj.weight", "out_proj.bias");
        }

        private bool IsReadBy(int layer, int count) => layer != last && readers[layer].Count() == count;

        private static bool Projects(ImportedLayer layer, int features, int outputs) => layer.Features > 0 && layer.Features == features && layer.Declaration["filters"] is int filters && filters == outputs;

        private static bool HasBias(ImportedLayer layer) => layer.Weights.Any(weight => weight.Role == "bias");

        private static IEnumerable<OnnxWeight> Renamed(ImportedLayer layer, string weight, string bias) =>
            layer.Weights.Select(parameter => parameter with { Role = parameter.Role == "bias" ? bias : weight });
    }
}
