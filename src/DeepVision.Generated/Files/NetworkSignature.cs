namespace DeepVision.Generated;

/// <summary>An architecture as text, one line a layer, as weights files carry it to name the layer where two networks part.</summary>
internal static class NetworkSignature
{
    /// <summary>
    /// The input, then each layer with its name, its description and the shape behind it; and what it reads, unless that is the
    /// layer before, as everywhere in a chain.
    /// </summary>
    public static string[] Describe(NetworkArchitecture architecture)
    {
        string[] lines = new string[architecture.Layers.Count + 1];
        lines[0] = string.Join(", ", architecture.Inputs);
        for (int i = 0; i < architecture.Layers.Count; i++)
        {
            LayerInfo layer = architecture.Layers[i];
            lines[i + 1] = $"{layer.Name}: {layer.Description}{Wiring(architecture, i)} -> {layer.OutputShape}";
        }

        return lines;
    }

    private static string Wiring(NetworkArchitecture architecture, int layer)
    {
        IReadOnlyList<int> inputs = architecture.Layers[layer].Inputs;
        return inputs is [int only] && only == layer - 1
            ? ""
            : " of " + string.Join(", ", inputs.Select(input => input < 0 ? architecture.Inputs.ElementAt(LayerInfo.NetworkInput - input).Name : architecture.Layers[input].Name));
    }

    /// <summary>Says where <paramref name="stored"/> first differs from <paramref name="expected"/>; null if nowhere.</summary>
    public static string? FirstDifference(string[] stored, string[] expected, string network)
    {
        for (int i = 0; i < Math.Max(stored.Length, expected.Length); i++)
        {
            string? theirs = i < stored.Length ? stored[i] : null;
            string? ours = i < expected.Length ? expected[i] : null;
            if (theirs == ours)
                continue;

            string where = i == 0 ? "The input differs" : FormattableString.Invariant($"Layer {i} differs");
            return $"{where}: {Quote(theirs)} in the file, {Quote(ours)} in {network}.";
        }

        return null;
    }

    private static string Quote(string? line) => line is null ? "nothing" : $"\"{line}\"";
}
