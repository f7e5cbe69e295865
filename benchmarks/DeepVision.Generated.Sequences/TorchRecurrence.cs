using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>libtorch's recurrent layers.</summary>
internal sealed class TorchRecurrence : TorchModel
{
    private readonly nn.Module _recurrent;

    public TorchRecurrence(Network network)
        : base(network, network.Architecture.Layers[0].OutputShape.Channels)
    {
        LayerInfo first = network.Architecture.Layers[0];
        long features = network.Architecture.InputShape.Channels, units = first.OutputShape.Channels;
        int layers = network.Architecture.Layers.Count(layer => layer.Operation is OperationInfo.LSTM or OperationInfo.GRU or OperationInfo.SimpleRNN);
        _recurrent = first.Operation switch
        {
            OperationInfo.LSTM => nn.LSTM(features, units, numLayers: layers, batchFirst: true),
            OperationInfo.GRU => nn.GRU(features, units, numLayers: layers, batchFirst: true),
            OperationInfo.SimpleRNN { Nonlinearity: Nonlinearity.ReLU } => nn.RNN(features, units, numLayers: layers, nonLinearity: nn.NonLinearities.ReLU, batchFirst: true),
            _ => nn.RNN(features, units, numLayers: layers, batchFirst: true),
        };
    }

    protected override IEnumerable<nn.Module> Layers => [_recurrent];

    /// <summary>A layer's number stands behind the l of its tensors there.</summary>
    protected override (Tensor Theirs, long FirstRow) Find(ParameterTensor tensor, string role) => (ByName(_recurrent)[role.Replace("l0", $"l{tensor.Layer}", StringComparison.Ordinal)], 0);

    protected override Tensor Features(Tensor input)
    {
        Tensor states = _recurrent switch
        {
            TorchSharp.Modules.LSTM lstm => lstm.call(input).Item1,
            TorchSharp.Modules.GRU gru => gru.call(input).Item1,
            TorchSharp.Modules.RNN rnn => rnn.call(input).Item1,
            _ => throw new InvalidOperationException("It has no recurrent layer."),
        };
        return states[.., -1];
    }
}
