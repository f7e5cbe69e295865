using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>Two layers in both directions over sequences that differ in length.</summary>
[Network(9, 7, VariableLength = true)]
[LSTM(37, Bidirectional = true, ReturnSequences = true), LSTM(37, Bidirectional = true)]
[Dense(10), SoftmaxCrossEntropy]
public partial class LengthsLSTM;

/// <summary>The same with gated recurrent units.</summary>
[Network(9, 7, VariableLength = true)]
[GRU(37, Bidirectional = true, ReturnSequences = true), GRU(37, Bidirectional = true)]
[Dense(10), SoftmaxCrossEntropy]
public partial class LengthsGRU;

/// <summary>
/// Compares layers in both directions over sequences of different length with libtorch's over <c>pack_padded_sequence</c>, in double precision. What both give is the state behind the last
/// step of each sequence, beside that behind its first.
/// </summary>
internal static class LengthAgreement
{
    private const int Count = 16;

    /// <summary>The largest differences of probabilities and of gradients, and the tensor that has it.</summary>
    public static (double Outputs, double Gradients, string Worst) Compare(string name)
    {
        using MultiNetwork network = name == nameof(LengthsLSTM) ? new LengthsLSTM(seed: 1) : new LengthsGRU(seed: 1);
        Agreement.Randomise(network);
        TensorShape shape = network.Architecture.InputShape;
        (Batch batch, int[] lengths) = Draw(network);
        using nn.Module recurrent = network is LengthsLSTM
            ? nn.LSTM(shape.Channels, 37, numLayers: 2, bidirectional: true, batchFirst: true)
            : nn.GRU(shape.Channels, 37, numLayers: 2, bidirectional: true, batchFirst: true);
        using TorchSharp.Modules.Linear dense = nn.Linear(2 * 37, 10);
        (ParameterTensor Ours, Tensor Theirs)[] pairs = [.. network.Architecture.Parameters.Select(tensor => (tensor, Partner(tensor, recurrent, dense)))];
        using (no_grad())
        {
            foreach ((ParameterTensor ours, Tensor theirs) in pairs)
            {
                using Tensor values = tensor(network.GetLayer(ours.Layer)[RoleOf(ours)]);
                theirs.copy_(values.reshape(theirs.shape));
            }
        }

        recurrent.to(ScalarType.Float64);
        dense.to(ScalarType.Float64);
        using Tensor input = tensor(batch.Inputs).reshape(Count, shape.Width, shape.Channels).to(ScalarType.Float64);
        using Tensor scores = dense.call(LastStates(recurrent, input, lengths));
        using Tensor loss = nn.functional.cross_entropy(scores, tensor(batch.Labels, ScalarType.Int64));
        loss.backward();
        double[] expected = scores.softmax(-1).detach().data<double>().ToArray();
        float[] probabilities = new float[Count * 10];
        Predict(network, batch.Inputs, lengths, probabilities);
        double outputs = probabilities.Select((probability, i) => Math.Abs(probability - expected[i])).Max();
        network.ComputeGradients(batch);
        (double gradients, string worst) = (0, "");
        foreach ((ParameterTensor ours, _) in pairs)
        {
            double[] gradient = Gradient(ours);
            float[] actual = network.GetGradient(ours.Name);
            double difference = gradient.Select((value, i) => Math.Abs(actual[i] - value)).Max() / gradient.Max(Math.Abs);
            if (difference > gradients)
                (gradients, worst) = (difference, ours.Name);
        }

        return (outputs, gradients, worst);

        // A module that was moved to double precision has new parameters.
        double[] Gradient(ParameterTensor ours) => Partner(ours, recurrent, dense).grad!.contiguous().data<double>().ToArray();
    }

    /// <summary>The last layer's states behind the last step of each sequence and behind its first, [sample, 2 · units].</summary>
    private static Tensor LastStates(nn.Module recurrent, Tensor input, int[] lengths)
    {
        using Tensor counts = tensor(lengths, ScalarType.Int64);
        using nn.utils.rnn.PackedSequence packed = nn.utils.rnn.pack_padded_sequence(input, counts, batch_first: true, enforce_sorted: false);
        Tensor states = recurrent switch
        {
            TorchSharp.Modules.LSTM lstm => lstm.call(packed).Item2,
            TorchSharp.Modules.GRU gru => gru.call(packed).Item2,
            _ => throw new InvalidOperationException("It is no recurrent layer."),
        };
        return cat([states[2], states[3]], dim: 1);
    }

    private static (Batch Batch, int[] Lengths) Draw(MultiNetwork network)
    {
        Random random = new(2);
        TensorShape shape = network.Architecture.InputShape;
        Batch batch = network.CreateBatch(Count);
        batch.Count = Count;
        int[] lengths = [.. Enumerable.Range(0, Count).Select(_ => random.Next(1, shape.Width + 1))];
        for (int i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = random.NextSingle();
        for (int i = 0; i < Count; i++)
            (batch.Labels[i], batch.GetInput("lengths")[i]) = (random.Next(10), lengths[i]);
        return (batch, lengths);
    }

    private static void Predict(MultiNetwork network, float[] inputs, int[] lengths, float[] probabilities)
    {
        if (network is LengthsLSTM lstm)
            lstm.Predict(inputs, lengths, probabilities);
        else
            ((LengthsGRU)network).Predict(inputs, lengths, probabilities);
    }

    /// <summary>The second layer's tensors have l1 in their names there.</summary>
    private static TorchSharp.Modules.Parameter Partner(ParameterTensor tensor, nn.Module recurrent, TorchSharp.Modules.Linear dense) =>
        tensor.Name.StartsWith("dense", StringComparison.Ordinal)
            ? dense.named_parameters().Single(pair => pair.name == RoleOf(tensor)).parameter
            : recurrent.named_parameters().Single(pair => pair.name == RoleOf(tensor).Replace("l0", tensor.Name.Contains("_2.", StringComparison.Ordinal) ? "l1" : "l0", StringComparison.Ordinal)).parameter;

    private static string RoleOf(ParameterTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
}
