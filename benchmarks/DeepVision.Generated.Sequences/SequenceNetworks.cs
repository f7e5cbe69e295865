namespace DeepVision.Generated.Sequences;

/// <summary>Two layers of 128 units over the rows of an image.</summary>
[Network(28, 28)]
[LSTM(128, ReturnSequences = true), LSTM(128)]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowsLSTM;

/// <summary>The same with gated recurrent units.</summary>
[Network(28, 28)]
[GRU(128, ReturnSequences = true), GRU(128)]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowsGRU;

/// <summary>The same with plain cells.</summary>
[Network(28, 28)]
[SimpleRNN(128, ReturnSequences = true), SimpleRNN(128)]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowsRNN;

/// <summary>One layer of 128 units over the rows of an image.</summary>
[Network(28, 28)]
[LSTM(128)]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowsReader;

/// <summary>Plain cells with ReLU, and units that don't fill vectors.</summary>
[Network(9, 7)]
[SimpleRNN(37, ReturnSequences = true, Nonlinearity = Nonlinearity.ReLU), SimpleRNN(37, Nonlinearity = Nonlinearity.ReLU)]
[Dense(10), SoftmaxCrossEntropy]
public partial class OddReLU;

/// <summary>Units that don't fill vectors.</summary>
[Network(9, 7)]
[LSTM(37, ReturnSequences = true), LSTM(37)]
[Dense(10), SoftmaxCrossEntropy]
public partial class OddLSTM;

/// <summary>Units that don't fill vectors.</summary>
[Network(9, 7)]
[GRU(37, ReturnSequences = true), GRU(37)]
[Dense(10), SoftmaxCrossEntropy]
public partial class OddGRU;

/// <summary>Truncated backpropagation, through pieces that don't divide the steps.</summary>
[Network(9, 7)]
[LSTM(37, ReturnSequences = true, TruncatedBackpropagationSteps = 4), LSTM(37, ReturnSequences = true, TruncatedBackpropagationSteps = 4)]
[GlobalAvgPool1D, Dense(10), SoftmaxCrossEntropy]
public partial class PiecesLSTM;

/// <summary>The same with gated recurrent units, through pieces that divide them.</summary>
[Network(9, 7)]
[GRU(37, ReturnSequences = true, TruncatedBackpropagationSteps = 3), GRU(37, ReturnSequences = true, TruncatedBackpropagationSteps = 3)]
[GlobalAvgPool1D, Dense(10), SoftmaxCrossEntropy]
public partial class PiecesGRU;

/// <summary>Four heads over the rows of an image.</summary>
[Network(28, 28)]
[MultiHeadAttention(4), Flatten]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowsAttention;

/// <summary>Heads that don't fill vectors, and steps that read those before them.</summary>
[Network(9, 21)]
[MultiHeadAttention(3, Causal = true), Flatten]
[Dense(10), SoftmaxCrossEntropy]
public partial class OddAttention;

/// <summary>Steps that read the network's input, of another length and with other features.</summary>
[Network(13, 10)]
[Conv1D(21, 3, Stride = 2), MultiHeadAttention(7, Memory = "input"), Flatten]
[Dense(10), SoftmaxCrossEntropy]
public partial class CrossAttention;

/// <summary>The networks by their names.</summary>
internal static class SequenceNetworks
{
    public static readonly string[] All = [nameof(RowsLSTM), nameof(RowsGRU), nameof(RowsRNN), nameof(OddLSTM), nameof(OddGRU), nameof(OddReLU), nameof(PiecesLSTM), nameof(PiecesGRU), nameof(RowsAttention), nameof(OddAttention), nameof(CrossAttention)];

    public static readonly string[] Measured = [nameof(RowsLSTM), nameof(RowsGRU), nameof(RowsRNN), nameof(RowsAttention)];

    public static ClassificationNetwork Create(string name) => name switch
    {
        nameof(RowsLSTM) => new RowsLSTM(seed: 1),
        nameof(RowsGRU) => new RowsGRU(seed: 1),
        nameof(RowsRNN) => new RowsRNN(seed: 1),
        nameof(OddLSTM) => new OddLSTM(seed: 1),
        nameof(OddGRU) => new OddGRU(seed: 1),
        nameof(PiecesLSTM) => new PiecesLSTM(seed: 1),
        nameof(PiecesGRU) => new PiecesGRU(seed: 1),
        nameof(RowsAttention) => new RowsAttention(seed: 1),
        nameof(OddAttention) => new OddAttention(seed: 1),
        nameof(CrossAttention) => new CrossAttention(seed: 1),
        _ => new OddReLU(seed: 1),
    };

    /// <summary>A step of training.</summary>
    public static void TrainStep(ClassificationNetwork network, Batch batch, Optimizer optimizer) => _ = network switch
    {
        RowsLSTM net => net.TrainStep(batch, optimizer),
        RowsGRU net => net.TrainStep(batch, optimizer),
        RowsRNN net => net.TrainStep(batch, optimizer),
        OddLSTM net => net.TrainStep(batch, optimizer),
        OddGRU net => net.TrainStep(batch, optimizer),
        PiecesLSTM net => net.TrainStep(batch, optimizer),
        PiecesGRU net => net.TrainStep(batch, optimizer),
        RowsAttention net => net.TrainStep(batch, optimizer),
        OddAttention net => net.TrainStep(batch, optimizer),
        CrossAttention net => net.TrainStep(batch, optimizer),
        OddReLU net => net.TrainStep(batch, optimizer),
        _ => throw new ArgumentException($"{network.Architecture.Name} isn't one of them.", nameof(network)),
    };

    /// <summary>A batch of random sequences.</summary>
    public static Batch Draw(Network network, int count, int seed)
    {
        Random random = new(seed);
        Batch batch = new(count, network.Architecture.InputShape.Length, targetLength: 0) { Count = count };
        for (int i = 0; i < batch.Inputs.Length; i++)
            batch.Inputs[i] = random.NextSingle();
        for (int i = 0; i < count; i++)
            batch.Labels[i] = random.Next(10);
        return batch;
    }
}
