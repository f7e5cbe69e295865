using System.Reflection;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Tests.Reference.Reading;
using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;
using Model = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>
/// One of our networks as a module, built from the attributes of its class as they are at run time. torchvision's own modules compute the
/// same; here the variants for small images and U-Net take part too, and the auxiliary heads learn.
/// </summary>
/// <remarks>
/// Activations work in place, as in torchvision: none of the networks reads what stands before one twice. For prediction, batch
/// normalisation is folded into the convolution before it, as libtorch's own optimisation for inference does.
/// </remarks>
internal sealed class TorchGraph : Model, IModelWithHeads
{
    private readonly Dictionary<string, Model> _modules = [];
    private readonly WrittenLayer _input = new("input", layer: null);
    private readonly IReadOnlyList<WrittenHead> _heads;
    private readonly bool _predicts;

    public TorchGraph(Type network, bool predicts)
        : base(network.Name)
    {
        _predicts = predicts;
        Attribute[] attributes = [.. network.GetCustomAttributes(inherit: false).OfType<Attribute>()];
        (_, _heads, _) = GraphReader.Read(attributes, _input, []);

        // The first images tell the shapes, and so make the modules.
        TensorShape shape = network.GetCustomAttribute<NetworkAttribute>()!.InputShape;
        using IDisposable noGradients = no_grad(), scope = NewDisposeScope();
        Dictionary<WrittenLayer, Tensor> values = Begin(zeros(2, shape.Channels, shape.Height, shape.Width));
        foreach (WrittenHead head in Heads)
            ValueOf(head.Input, values);
        foreach ((string name, Model module) in _modules)
            register_module(name.Replace('.', '_'), module);
    }

    /// <summary>Takes over the weights and statistics of one of our networks of the same class.</summary>
    /// <exception cref="InvalidOperationException">The network has other tensors.</exception>
    public void CopyFrom(Network network)
    {
        using IDisposable noGradients = no_grad(), scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = _modules
            .SelectMany(pair => pair.Value.state_dict().Where(tensor => tensor.Key != "num_batches_tracked").Select(tensor => ($"{pair.Key}.{tensor.Key}", tensor.Value))).ToDictionary();
        foreach (ParameterTensor from in network.Architecture.Parameters)
        {
            if (!tensors.Remove(from.Name, out Tensor? to) || !to.shape.SequenceEqual(from.Shape.Select(extent => (long)extent)))
                throw new InvalidOperationException($"{from} has no counterpart in the module.");
            to.copy_(tensor(network.GetLayer(from.Layer)[FormulaWeights.RoleOf(from)]).reshape(to.shape));
        }

        if (tensors.Count > 0)
            throw new InvalidOperationException($"{network.Architecture.Name} has no {string.Join(", ", tensors.Keys)}.");
    }

    private IEnumerable<WrittenHead> Heads => _heads.Where(head => !_predicts || !head.Loss.TrainingOnly);

    /// <summary>Scores of the head that predicts.</summary>
    public override Tensor forward(Tensor input) => ValueOf(_heads.Single(head => !head.Loss.TrainingOnly).Input, Begin(input));

    public Tensor Loss(Tensor inputs, Tensor labels)
    {
        Dictionary<WrittenLayer, Tensor> values = Begin(inputs);
        return _heads.Select(head => head.Loss.Weight * Functional.cross_entropy(ValueOf(head.Input, values), labels)).Aggregate((sum, loss) => sum + loss);
    }

    private Dictionary<WrittenLayer, Tensor> Begin(Tensor input) => new() { [_input] = input };

    private Tensor ValueOf(WrittenLayer written, Dictionary<WrittenLayer, Tensor> values)
    {
        if (!values.TryGetValue(written, out Tensor? value))
        {
            // A shortcut takes the shape of the path beside it.
            Tensor? beside = written.Beside is { } path ? ValueOf(path, values) : null;
            values[written] = value = Apply(written, [.. written.Inputs.Select(input => ValueOf(input, values))], beside);
        }

        return value;
    }

    private Tensor Apply(WrittenLayer written, Tensor[] inputs, Tensor? beside)
    {
        Tensor x = inputs[0];
        return written.Layer switch
        {
            Conv2D layer => Convolve(written.Name, x, layer, layer.Filters, layer.Groups, layer.Bias),
            DepthwiseConv2D layer => Convolve(written.Name, x, layer, layer.DepthMultiplier * x.shape[1], x.shape[1], layer.Bias),
            ConvTranspose2D layer => Module(written.Name, () => nn.ConvTranspose2d(x.shape[1], layer.Filters, layer.KernelHeight, layer.Stride)).forward(x),
            Shortcut => Project(written.Name, x, beside!),
            BatchNorm when IsFolded(written) => x,
            BatchNorm => Module(written.Name, () => nn.BatchNorm2d(x.shape[1])).forward(x),
            Dense layer => Module(written.Name, () => nn.Linear(x.shape[1], layer.Units, layer.Bias)).forward(x),
            ReLU => Functional.relu(x, inplace: true),
            ReLU6 => Functional.relu6(x, inplace: true),
            SiLU => Functional.silu(x, inplace: true),
            Sigmoid => x.sigmoid(),
            MaxPool2D layer => Functional.max_pool2d(x, layer.Height, StrideOf(layer), PadOf(layer), ceil_mode: layer.CeilMode),
            AvgPool2D layer => Functional.avg_pool2d(x, layer.Height, StrideOf(layer), PadOf(layer), layer.CeilMode, count_include_pad: false),
            GlobalAvgPool2D => Functional.adaptive_avg_pool2d(x, 1).flatten(1),
            Flatten => x.flatten(1),
            Dropout layer => Functional.dropout(x, layer.Rate, training),
            Concat => cat(inputs, 1),
            Add => inputs.Aggregate((sum, input) => sum + input),
            Multiply => inputs.Select(Spread).Aggregate((product, input) => product * input),
            var other => throw new NotSupportedException($"{other!.GetType().Name} has no counterpart here yet."),
        };
    }

    private Tensor Convolve(string name, Tensor x, Convolution layer, long filters, long groups, bool bias)
    {
        (long Rows, long Columns) padding = layer.Padding == Padding.Same ? (layer.KernelHeight / 2, layer.KernelWidth / 2) : (Math.Max(0, layer.Pad), Math.Max(0, layer.Pad));
        if (layer.Pads is [int top, int left, int bottom, int right])
            padding = top == bottom && left == right ? (top, left) : throw new NotSupportedException($"{name} pads its sides differently.");
        (long, long) stride = layer.Strides is [int down, int across] ? (down, across) : (layer.Stride, layer.Stride);
        return Module(name, () => nn.Conv2d(
            x.shape[1], filters, (layer.KernelHeight, layer.KernelWidth), stride, padding, groups: groups, bias: bias || _predicts)).forward(x);
    }

    private Tensor Project(string name, Tensor x, Tensor beside)
    {
        if (x.shape.SequenceEqual(beside.shape))
            return x;
        long filters = beside.shape[1], stride = (x.shape[2] + beside.shape[2] - 1) / beside.shape[2];
        x = Module($"{name}.conv2d_1", () => nn.Conv2d(x.shape[1], filters, 1, stride, bias: _predicts)).forward(x);
        return _predicts ? x : Module($"{name}.batchnorm_1", () => nn.BatchNorm2d(filters)).forward(x);
    }

    private bool IsFolded(WrittenLayer norm) => _predicts && norm.Inputs[0].Layer is Conv2D or DepthwiseConv2D;

    private Model Module(string name, Func<Model> make)
    {
        if (!_modules.TryGetValue(name, out Model? module))
            _modules[name] = module = make();
        return module;
    }

    private static long StrideOf(Pooling layer) => layer.Stride == 0 ? layer.Height : layer.Stride;

    private static long PadOf(Pooling layer) => Math.Max(0, layer.Pad);

    /// <summary>One value of each channel as an image of one pixel.</summary>
    private static Tensor Spread(Tensor x) => x.dim() == 2 ? x.unsqueeze(-1).unsqueeze(-1) : x;
}
