using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>libtorch's layers with the weights of one of our networks.</summary>
internal abstract class TorchModel : IDisposable
{
    private readonly TorchSharp.Modules.Linear _scores;
    private readonly int _scoresLayer;

    /// <param name="network">Our network; its last layer makes scores.</param>
    /// <param name="features">What the scores are made of.</param>
    protected TorchModel(Network network, long features)
    {
        _scores = nn.Linear(features, 10);
        _scoresLayer = network.Architecture.Layers.Count - 1;
    }

    /// <summary>The model of a network.</summary>
    public static TorchModel Of(Network network, ScalarType type)
    {
        bool attends = network.Architecture.Layers.Any(layer => layer.Operation is OperationInfo.MultiHeadAttention);
        TorchModel model = attends ? new TorchAttention(network) : new TorchRecurrence(network);
        using (no_grad())
        {
            foreach ((ParameterTensor ours, Tensor theirs, long firstRow) in model.Pairs(network))
            {
                using Tensor values = torch.tensor(network.GetLayer(ours.Layer)[RoleOf(network, ours)]), part = theirs.narrow(0, firstRow, ours.Shape[0]);
                part.copy_(values.reshape(part.shape));
            }
        }

        foreach (nn.Module module in model.Modules)
            module.to(type);
        return model;
    }

    /// <summary>All parameters.</summary>
    public IEnumerable<TorchSharp.Modules.Parameter> Parameters => Modules.SelectMany(module => module.parameters());

    /// <summary>The tensors of both, pair by pair; ours may be some rows of one there, from the given one on.</summary>
    public IEnumerable<(ParameterTensor Ours, Tensor Theirs, long FirstRow)> Pairs(Network network)
    {
        Dictionary<string, TorchSharp.Modules.Parameter> scores = ByName(_scores);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            string role = RoleOf(network, tensor);
            if (tensor.Layer == _scoresLayer)
            {
                yield return (tensor, scores[role], 0);
                continue;
            }

            (Tensor theirs, long firstRow) = Find(tensor, role);
            yield return (tensor, theirs, firstRow);
        }
    }

    /// <summary>Scores of sequences [sample, step, feature].</summary>
    public Tensor Forward(Tensor input) => _scores.call(Features(input));

    public void Dispose()
    {
        foreach (nn.Module module in Modules)
            module.Dispose();
    }

    /// <summary>A tensor's name within its layer; those of a part of a layer have the name of the whole.</summary>
    public static string RoleOf(Network network, ParameterTensor tensor)
    {
        string layer = network.Architecture.Layers[tensor.Layer].Name + ".";
        return tensor.Name.StartsWith(layer, StringComparison.Ordinal) ? tensor.Name[layer.Length..] : tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
    }

    protected static Dictionary<string, TorchSharp.Modules.Parameter> ByName(nn.Module module) => module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);

    /// <summary>The layers in front of the scores.</summary>
    protected abstract IEnumerable<nn.Module> Layers { get; }

    /// <summary>The counterpart of one of their tensors.</summary>
    protected abstract (Tensor Theirs, long FirstRow) Find(ParameterTensor tensor, string role);

    /// <summary>What the scores are made of.</summary>
    protected abstract Tensor Features(Tensor input);

    private IEnumerable<nn.Module> Modules => Layers.Append(_scores);
}
