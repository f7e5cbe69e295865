using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>libtorch's multi-head attention over a sequence, or between a convolution of it and the sequence.</summary>
internal sealed class TorchAttention : TorchModel
{
    private readonly TorchSharp.Modules.MultiheadAttention _attention;
    private readonly TorchSharp.Modules.Conv1d? _queries;
    private readonly bool _isCausal;
    private readonly long _features;

    public TorchAttention(Network network)
        : base(network, network.Architecture.Layers[^2].OutputShape.Length)
    {
        LayerInfo attention = network.Architecture.Layers.Single(layer => layer.Operation is OperationInfo.MultiHeadAttention);
        OperationInfo.MultiHeadAttention operation = (OperationInfo.MultiHeadAttention)attention.Operation;
        long memory = network.Architecture.InputShape.Channels;
        (_features, _isCausal) = (attention.OutputShape.Channels, operation.Causal);
        if (network.Architecture.Layers[0].Operation is OperationInfo.Convolution convolution)
            _queries = nn.Conv1d(memory, _features, convolution.Horizontal.Size, stride: convolution.Horizontal.Stride);
        _attention = _queries is null ? nn.MultiheadAttention(_features, operation.Heads) : nn.MultiheadAttention(_features, operation.Heads, kdim: memory, vdim: memory);
    }

    protected override IEnumerable<nn.Module> Layers => _queries is null ? [_attention] : [_queries, _attention];

    /// <summary>Biases of queries, keys and values are one tensor there.</summary>
    protected override (Tensor Theirs, long FirstRow) Find(ParameterTensor tensor, string role) => role switch
    {
        "weight" or "bias" => (ByName(_queries!)[role], 0),
        "q_proj_bias" => (ByName(_attention)["in_proj_bias"], 0),
        "k_proj_bias" => (ByName(_attention)["in_proj_bias"], _features),
        "v_proj_bias" => (ByName(_attention)["in_proj_bias"], 2 * _features),
        _ => (ByName(_attention)[role], 0),
    };

    protected override Tensor Features(Tensor input)
    {
        // There steps come in front of samples.
        Tensor memory = input.transpose(0, 1);
        Tensor queries = _queries is null ? memory : _queries.call(input.transpose(1, 2)).permute(2, 0, 1);
        Tensor? mask = _isCausal ? torch.full(queries.shape[0], memory.shape[0], double.NegativeInfinity, input.dtype).triu(1) : null;
        // Dense layers here count the columns of a flattened sequence feature by feature.
        return _attention.call(queries, memory, memory, null, false, mask).Item1.permute(1, 2, 0).flatten(1);
    }
}
