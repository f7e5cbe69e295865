using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>libtorch's recurrent layers and its dense layer with the weights of one of our networks.</summary>
internal sealed class TorchModel : IDisposable
{
    private readonly nn.Module _recurrent;
    private readonly TorchSharp.Modules.Linear _scores;
    private readonly int _layers;

    public TorchModel(Network network, ScalarType type)
    {
        TensorShape input = network.Architecture.InputShape;
        LayerInfo first = network.Architecture.Layers[0];
        long features = input.Channels, units = first.OutputShape.Channels;
        _layers = network.Architecture.Layers.Count(layer => layer.Operation is OperationInfo.LSTM or OperationInfo.GRU or OperationInfo.SimpleRNN);
        _recurrent = first.Operation switch
        {
            OperationInfo.LSTM => nn.LSTM(features, units, numLayers: _layers, batchFirst: true),
            OperationInfo.GRU => nn.GRU(features, units, numLayers: _layers, batchFirst: true),
            OperationInfo.SimpleRNN { Nonlinearity: Nonlinearity.ReLU } => nn.RNN(features, units, numLayers: _layers, nonLinearity: nn.NonLinearities.ReLU, batchFirst: true),
            _ => nn.RNN(features, units, numLayers: _layers, batchFirst: true),
        };
        _scores = nn.Linear(units, 10);
        using (no_grad())
        {
            foreach ((ParameterTensor tensor, Tensor parameter) in Pairs(network))
            {
                using Tensor values = torch.tensor(network.GetLayer(tensor.Layer)[RoleOf(tensor)]);
                parameter.copy_(values.reshape(parameter.shape));
            }
        }

        _recurrent.to(type);
        _scores.to(type);
    }

    /// <summary>All parameters.</summary>
    public IEnumerable<TorchSharp.Modules.Parameter> Parameters => _recurrent.parameters().Concat(_scores.parameters());

    /// <summary>The tensors of both, pair by pair: the second layer's tensors end in l1 there.</summary>
    public IEnumerable<(ParameterTensor Ours, Tensor Theirs)> Pairs(Network network)
    {
        Dictionary<string, TorchSharp.Modules.Parameter> recurrent = _recurrent.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        Dictionary<string, TorchSharp.Modules.Parameter> scores = _scores.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            string role = RoleOf(tensor);
            yield return (tensor, tensor.Layer == _layers ? scores[role] : recurrent[role.Replace("l0", $"l{tensor.Layer}", StringComparison.Ordinal)]);
        }
    }

    /// <summary>Scores of sequences [sample, step, feature].</summary>
    public Tensor Forward(Tensor input)
    {
        Tensor states = _recurrent switch
        {
            TorchSharp.Modules.LSTM lstm => lstm.call(input).Item1,
            TorchSharp.Modules.GRU gru => gru.call(input).Item1,
            TorchSharp.Modules.RNN rnn => rnn.call(input).Item1,
            _ => throw new InvalidOperationException("It has no recurrent layer."),
        };
        return _scores.call(states[.., -1]);
    }

    public void Dispose()
    {
        _recurrent.Dispose();
        _scores.Dispose();
    }

    private static string RoleOf(ParameterTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
}
