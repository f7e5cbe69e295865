using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// A graph with a batch and parameters, all numbers from one seed: what the reference and the interpreter both start from.
/// Tensors lie in logical order: images by height, width, channel; weights as files hold them, but a Dense layer's columns
/// in the order of the flattened image (height, width, channel).
/// </summary>
internal sealed class GraphData
{
    public GraphData(LayerGraph graph, int samples = 4, int seed = 1)
    {
        (Graph, Samples) = (graph, samples);
        Random random = new(seed);
        double Uniform(double low, double high) => low + (high - low) * random.NextDouble();

        Input = Fill((int)graph.Input.Length * samples, () => Uniform(-1, 1));
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            foreach (ParameterDeclaration parameter in graph.Layers[layer].Parameters)
            {
                // Weights that keep values at about one, whatever the depth.
                double bound = parameter.Dimensions.Count == 1 ? 0.3 : Math.Sqrt(3.0 * parameter.Dimensions[0] / parameter.Count);
                bool isOfNorm = graph.Layers[layer].Operation is BatchNormOperation;
                Parameters.Add((layer, parameter.Role), Fill((int)parameter.Count, () =>
                    parameter.Role == ParameterRole.RunningVariance || (isOfNorm && parameter.Role == ParameterRole.Weight) ? Uniform(0.5, 1.5) : Uniform(-bound, bound)));
            }
        }

        Labels = [.. Enumerable.Range(0, samples).Select(_ => random.Next(graph.Output.Channels))];
        Targets = Fill((int)graph.Output.Length * samples, () => Uniform(0, 1));
    }

    public LayerGraph Graph { get; }

    public int Samples { get; }

    public double[] Input { get; }

    /// <summary>(Layer, role) → values.</summary>
    public Dictionary<(int Layer, ParameterRole Role), double[]> Parameters { get; } = [];

    /// <summary>Classes, for a loss over classes.</summary>
    public int[] Labels { get; }

    /// <summary>Targets from 0 to 1, for other losses.</summary>
    public double[] Targets { get; }

    /// <summary>What a dropout multiplies a value by: nothing, or 1 / (1 − rate), the same at each call.</summary>
    public static double DropoutFactor(int layer, int sample, int index, float rate) =>
        (uint)((layer * 73 + sample) * 1009 + index) * 2654435761u >> 8 < rate * (1 << 24) ? 0 : 1 / (1 - (double)rate);

    private static double[] Fill(int count, Func<double> next)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = next();
        return values;
    }
}
