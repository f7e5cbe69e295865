using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>libtorch's recurrent layers, whose last state the scores are made of, or the mean of their states.</summary>
internal sealed class TorchRecurrence : TorchModel
{
    private readonly nn.Module _recurrent;
    private readonly long _piece;
    private readonly bool _takesMean;

    public TorchRecurrence(Network network)
        : base(network, network.Architecture.Layers[0].OutputShape.Channels)
    {
        LayerInfo first = network.Architecture.Layers[0];
        long features = network.Architecture.InputShape.Channels, units = first.OutputShape.Channels;
        _piece = network.GetType().GetCustomAttributes<RecurrentLayer>().Max(layer => layer.TruncatedBackpropagationSteps);
        _takesMean = network.Architecture.Layers.Any(layer => layer.Operation is OperationInfo.GlobalAveragePooling);
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
        Tensor states = _piece == 0 ? States(input, null).States : InPieces(input);
        return _takesMean ? states.mean([1]) : states[.., -1];
    }

    /// <summary>The states of all steps, cut off from those of the piece before.</summary>
    private Tensor InPieces(Tensor input)
    {
        List<Tensor> pieces = [];
        (Tensor State, Tensor? Memory)? last = null;
        for (long first = 0; first < input.shape[1]; first += _piece)
        {
            (Tensor states, (Tensor State, Tensor? Memory) end) = States(input.narrow(1, first, Math.Min(_piece, input.shape[1] - first)), last);
            pieces.Add(states);
            last = (end.State.detach(), end.Memory?.detach());
        }

        return cat(pieces, dim: 1);
    }

    private (Tensor States, (Tensor State, Tensor? Memory) Last) States(Tensor input, (Tensor State, Tensor? Memory)? before)
    {
        switch (_recurrent)
        {
            case TorchSharp.Modules.LSTM lstm:
                (Tensor states, Tensor state, Tensor memory) = before is { Memory: { } kept } given ? lstm.call(input, (given.State, kept)) : lstm.call(input);
                return (states, (state, memory));
            case TorchSharp.Modules.GRU gru:
                (Tensor ofGates, Tensor lastOfGates) = gru.call(input, before?.State);
                return (ofGates, (lastOfGates, null));
            case TorchSharp.Modules.RNN rnn:
                (Tensor plain, Tensor lastPlain) = rnn.call(input, before?.State);
                return (plain, (lastPlain, null));
            default:
                throw new InvalidOperationException("It has no recurrent layer.");
        }
    }
}
