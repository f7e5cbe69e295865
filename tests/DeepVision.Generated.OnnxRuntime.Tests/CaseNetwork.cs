using DeepVision.Generated.LayerCases;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>The networks of the layer cases, with random weights and inputs that their seed reproduces.</summary>
internal static class CaseNetwork
{
    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names => typeof(Conv3x3).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Conv3x3).Namespace && type.IsSubclassOf(typeof(Network)))
        .Select(type => type.Name)
        .Order(StringComparer.Ordinal);

    /// <summary>
    /// A case with weights as He would draw them, and with biases and statistics away from the zeros and ones they start with,
    /// which would hide mistakes.
    /// </summary>
    public static Network Create(string name, int seed)
    {
        Type type = typeof(Conv3x3).Assembly.GetType($"{typeof(Conv3x3).Namespace}.{name}", throwOnError: true)!;
        var network = (Network)Activator.CreateInstance(type, [seed, null])!;
        Random random = new(seed);
        for (int i = 0; i < network.Architecture.Layers.Count; i++)
        {
            LayerWeights layer = network.GetLayer(i);
            foreach (string role in layer.Roles)
                layer[role] = Draw(random, role, layer.GetShape(role));
        }

        return network;
    }

    /// <summary>Values in −1..1, tokens or lengths of sequences, of each input for <paramref name="count"/> samples.</summary>
    public static float[][] DrawInputs(Network network, int count, int seed)
    {
        Random random = new(seed);
        return [.. network.Architecture.Inputs.Index().Select(input => Enumerable.Range(0, count * input.Item.Shape.Length).Select(_ => DrawInput(input.Index, input.Item)).ToArray())];

        float DrawInput(int number, InputInfo input) =>
            input.IsLengths ? random.Next(1, network.Architecture.InputShape.Width + 1)
            : network.Architecture.VocabularyOf(number) is > 0 and int size ? random.Next(size)
            : 2 * random.NextSingle() - 1;
    }

    /// <summary>What the network itself predicts, at each head.</summary>
    public static float[][] Predict(Network network, float[][] inputs, int count)
    {
        if (network is not MultiNetwork several)
            return [Predict(network, inputs[0], count)];
        float[][] outputs = [.. network.Architecture.Heads.Select(head => new float[count * head.Shape.Length])];
        using PredictionPass pass = new(several, count);
        for (int i = 0; i < inputs.Length; i++)
            pass.SetInput(i, inputs[i]);
        pass.Run();
        for (int i = 0; i < outputs.Length; i++)
            pass.GetOutput(i, outputs[i]);
        return outputs;
    }

    private static float[] Predict(Network network, float[] inputs, int count)
    {
        float[] outputs = new float[count * network.Architecture.OutputShape.Length];
        switch (network)
        {
            case ClassificationNetwork classifier:
                classifier.Predict(inputs, outputs);
                break;
            case SegmentationNetwork segmentation:
                segmentation.Predict(inputs, outputs);
                break;
            case BinaryNetwork binary:
                binary.Predict(inputs, outputs);
                break;
            case EmbeddingNetwork embedding:
                embedding.Predict(inputs, outputs);
                break;
            default:
                ((RegressionNetwork)network).Predict(inputs, outputs);
                break;
        }

        return outputs;
    }

    private static float[] Draw(Random random, string role, IReadOnlyList<int> shape)
    {
        bool isKernel = shape.Count > 1;
        double spread = isKernel ? Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1, (product, n) => product * n)) : 0.4;
        double centre = role == "running_var" || (role == "weight" && !isKernel) ? 1 : 0;
        int count = shape.Aggregate(1, (product, n) => product * n);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(centre + spread * (2 * random.NextDouble() - 1)))];
    }
}
