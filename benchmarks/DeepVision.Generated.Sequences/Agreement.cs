using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>Compares outputs and gradients with those of libtorch in double precision, for the same weights and sequences.</summary>
internal static class Agreement
{
    private const int Count = 16;
    private const double OutputTolerance = 1e-5, GradientTolerance = 1e-4;

    /// <summary>What gradients that are zero are compared with: attention stays as it is when all keys move together, so the bias of keys has none.</summary>
    private const double LeastGradient = 1e-3;

    public static bool Run()
    {
        bool isEqual = true;
        Console.WriteLine("network    probabilities   gradients (largest difference of a tensor, as a part of its largest value)");
        foreach (string name in (string[])[.. SequenceNetworks.All, nameof(LengthsLSTM), nameof(LengthsGRU)])
        {
            (double outputs, double gradients, string worst) = SequenceNetworks.All.Contains(name) ? Compare(name) : LengthAgreement.Compare(name);
            isEqual &= outputs <= OutputTolerance && gradients <= GradientTolerance;
            Console.WriteLine(FormattableString.Invariant($"{name,-10} {outputs:0.0e+0}         {gradients:0.0e+0} ({worst})"));
        }

        return isEqual;
    }

    private static (double Outputs, double Gradients, string Worst) Compare(string name)
    {
        using ClassificationNetwork network = SequenceNetworks.Create(name);
        Randomise(network);
        Batch batch = SequenceNetworks.Draw(network, Count, seed: 2);
        TensorShape shape = network.Architecture.InputShape;
        using TorchModel model = TorchModel.Of(network, ScalarType.Float64);
        using Tensor input = tensor(batch.Inputs).reshape(Count, shape.Width, shape.Channels).to(ScalarType.Float64);
        using Tensor scores = model.Forward(input);
        using Tensor loss = nn.functional.cross_entropy(scores, tensor(batch.Labels, ScalarType.Int64));
        loss.backward();
        double[] expected = scores.softmax(-1).detach().data<double>().ToArray();
        double outputs = 0;
        float[] probabilities = new float[10];
        for (int sample = 0; sample < Count; sample++)
        {
            network.Predict(batch.Inputs.AsSpan(sample * shape.Length, shape.Length), probabilities);
            for (int label = 0; label < 10; label++)
                outputs = Math.Max(outputs, Math.Abs(probabilities[label] - expected[sample * 10 + label]));
        }

        // With learning rate 1 a weight changes by its gradient.
        Dictionary<string, float[]> before = Values(network);
        SequenceNetworks.TrainStep(network, batch, new SGD(1));
        Dictionary<string, float[]> after = Values(network);
        (double gradients, string worst) = (0, "");
        foreach ((ParameterTensor ours, Tensor theirs, long firstRow) in model.Pairs(network))
        {
            double[] gradient = theirs.grad!.narrow(0, firstRow, ours.Shape[0]).contiguous().data<double>().ToArray();
            double largest = Math.Max(LeastGradient, gradient.Max(Math.Abs));
            double difference = gradient.Select((value, i) => Math.Abs((double)before[ours.Name][i] - after[ours.Name][i] - value)).Max() / largest;
            if (difference > gradients)
                (gradients, worst) = (difference, ours.Name);
        }

        return (outputs, gradients, worst);
    }

    /// <summary>Weights that keep states away from zero, and biases that aren't zero.</summary>
    public static void Randomise(Network network)
    {
        Random random = new(3);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            float spread = 1f / MathF.Sqrt(tensor.Shape[^1]);
            network.GetLayer(tensor.Layer)[TorchModel.RoleOf(network, tensor)] =
                [.. Enumerable.Range(0, tensor.Layout.Count).Select(_ => spread * (2 * random.NextSingle() - 1))];
        }
    }

    private static Dictionary<string, float[]> Values(Network network) => network.Architecture.Parameters.ToDictionary(
        tensor => tensor.Name, tensor => network.GetLayer(tensor.Layer)[TorchModel.RoleOf(network, tensor)]);
}
