namespace DeepVision.Generated.Zoo.Tests;

/// <summary>Weights and images that a formula gives, so that two programs have the same ones without a file.</summary>
internal static class FormulaWeights
{
    /// <summary>
    /// Kernels as He would draw them; biases, normalisations and statistics away from the zeros and ones they start with, which would hide
    /// mistakes.
    /// </summary>
    public static void Fill(Network network)
    {
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            string role = RoleOf(tensor);
            network.GetLayer(tensor.Layer)[role] = Values(tensor, role);
        }
    }

    /// <summary>Multiplies the scores: weight and bias of the first layer with as many outputs as there are classes.</summary>
    public static void ScaleScores(Network network, float factor)
    {
        int layer = network.Architecture.Parameters.First(tensor => tensor.Shape[0] == network.Architecture.OutputShape.Channels).Layer;
        foreach (string role in network.GetLayer(layer).Roles)
            network.GetLayer(layer)[role] = [.. network.GetLayer(layer)[role].Select(value => value * factor)];
    }

    /// <summary>Values between −1 and 1 in the order (image, row, column, channel).</summary>
    public static float[] Images(Network network, int count) =>
        [.. Enumerable.Range(0, count * network.Architecture.InputShape.Length).Select(index => (float)Uniform(ulong.MaxValue, index))];

    /// <summary>What a tensor is to its layer: <c>weight</c>, <c>running_mean</c>.</summary>
    public static string RoleOf(ParameterTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];

    private static float[] Values(ParameterTensor tensor, string role)
    {
        bool isKernel = tensor.Shape.Count > 1;
        int fanIn = tensor.Shape.Skip(1).Aggregate(1, (product, extent) => product * extent);
        double spread = isKernel ? Math.Sqrt(6.0 / fanIn) : 0.2;
        double centre = role == "running_var" || (role == "weight" && !isKernel) ? 1 : 0;
        ulong key = tensor.Name.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);
        float[] values = new float[tensor.Shape.Aggregate(1, (product, extent) => product * extent)];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(centre + spread * Uniform(key, i));
        return values;
    }

    /// <summary>A number between −1 and 1: SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static double Uniform(ulong key, int index)
    {
        ulong z = key + 0x9e3779b97f4a7c15UL * ((ulong)index + 1);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        z ^= z >> 31;
        return (z >> 11) * (2.0 / (1UL << 53)) - 1;
    }
}
