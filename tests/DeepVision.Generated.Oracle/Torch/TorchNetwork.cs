using DeepVision.Generated.Oracle.Chains;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;
using Parameter = TorchSharp.Modules.Parameter;

namespace DeepVision.Generated.Oracle.Torch;

/// <summary>
/// A chain written with PyTorch's functions. Images are (sample, channel, row, column); a vector has the order that Flatten gives it
/// here, (row, column, channel), and a Dense layer right behind it takes its columns in PyTorch's order, as weight files have them.
/// </summary>
internal sealed class TorchNetwork : IDisposable
{
    private readonly Chain _chain;
    private readonly ScalarType _type;
    private readonly Dictionary<(int Layer, string Role), Tensor> _tensors = [];
    private readonly Dictionary<int, Tensor> _outputs = [];

    public TorchNetwork(Chain chain, Network weights, ScalarType type)
    {
        (_chain, _type) = (chain, type);
        foreach (ParameterTensor tensor in weights.Architecture.Parameters)
        {
            string role = tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
            using Tensor values = torch.tensor(weights.GetLayer(tensor.Layer)[role]);
            Tensor copy = values.to(type).reshape([.. tensor.Shape.Select(extent => (long)extent)]);
            _tensors[(tensor.Layer, role)] = tensor.IsTrainable ? new Parameter(copy) : copy;
        }
    }

    /// <summary>What training adjusts, by layer and role.</summary>
    public IEnumerable<KeyValuePair<(int Layer, string Role), Parameter>> Parameters => _tensors
        .Where(pair => pair.Value is Parameter).Select(pair => KeyValuePair.Create(pair.Key, (Parameter)pair.Value));

    /// <summary>How near the last pass in training came to a place where float32 may take another branch.</summary>
    public double KinkDistance { get; private set; }

    public Tensor this[int layer, string role] => _tensors[(layer, role)];

    /// <summary>Goes on with the weights of a network, but with statistics of its own.</summary>
    public void TakeWeights(Network network)
    {
        using IDisposable noGradients = no_grad();
        foreach (((int layer, string role), Parameter parameter) in Parameters)
        {
            using Tensor values = torch.tensor(network.GetLayer(layer)[role]);
            parameter.copy_(values.reshape(parameter.shape));
        }
    }

    /// <summary>Some samples in the order (row, column, channel) as the tensor that <see cref="Forward"/> takes.</summary>
    public Tensor Images(float[] values, int count)
    {
        SampleShape shape = _chain.Input;
        Tensor all = torch.tensor(values.AsMemory(0, count * shape.Length).ToArray()).to(_type);
        return shape.Rank == 1 ? all.reshape(count, shape.Length) : all.reshape(count, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2);
    }

    /// <summary>The scores in the order (sample, row, column, channel).</summary>
    public Tensor Forward(Tensor input, in Pass pass)
    {
        KinkDistance = double.PositiveInfinity;
        SampleShape columns = _chain.Input;
        int count = _chain.Layers.Count - (_chain.Loss is BinaryCrossEntropyLoss ? 1 : 0);
        for (int i = 0; i < count; i++)
        {
            ChainLayer layer = _chain.Layers[i];
            input = layer is DenseLayer dense ? Dense(i, dense, input, columns) : Apply(i, layer, input, pass);
            if (input.requires_grad && layer is ConvolutionLayer or DenseLayer or BatchNormLayer)
            {
                input.retain_grad();
                _outputs[i] = input;
            }

            columns = layer is FlattenLayer ? layer.Input : layer is ActivationLayer or DropoutLayer ? columns : layer.Output;
        }

        return input.dim() == 4 ? input.permute(0, 2, 3, 1).contiguous() : input;
    }

    /// <summary>The mean loss over the batch.</summary>
    public Tensor Loss(Tensor scores, Batch batch)
    {
        if (_chain.Loss is CrossEntropyLoss crossEntropy)
        {
            Tensor labels = torch.tensor(batch.Labels.AsMemory(0, batch.Count).ToArray()).to(ScalarType.Int64);
            Tensor? weights = crossEntropy.ClassWeights is { } values ? torch.tensor(values).to(_type) : null;
            return Functional.cross_entropy(scores, labels, weights, label_smoothing: crossEntropy.LabelSmoothing);
        }

        Tensor targets = torch.tensor(batch.Targets.AsMemory(0, batch.Count * _chain.Output.Length).ToArray()).to(_type).reshape(scores.shape);
        switch (_chain.Loss)
        {
            case SquaredErrorLoss:
                return Functional.mse_loss(scores, targets);
            case AbsoluteErrorLoss:
                NoteKink(Kinks.OfZero(scores - targets));
                return Functional.l1_loss(scores, targets);
            case HuberLoss huber:
                return Functional.huber_loss(scores, targets, huber.Delta);
            default:
                return Functional.binary_cross_entropy_with_logits(scores, targets);
        }
    }

    /// <summary>
    /// The sum of the absolute values whose sum is the gradient of a layer's bias, for the channel where it is largest. Before a batch
    /// normalisation they cancel each other, and what is left is rounding.
    /// </summary>
    public double TermsOfBias(int layer)
    {
        Tensor gradient = _outputs[layer].grad!.abs();
        return (gradient.dim() == 4 ? gradient.sum([0, 2, 3]) : gradient.sum([0])).max().item<double>();
    }

    /// <summary>What a user sees of scores: probabilities, or the scores themselves.</summary>
    public Tensor Answers(Tensor scores) => _chain.Loss switch
    {
        CrossEntropyLoss => scores.softmax(1),
        BinaryCrossEntropyLoss => scores.sigmoid(),
        _ => scores,
    };

    /// <summary>What the layers' L1 and L2 add to the loss.</summary>
    public Tensor? Penalty()
    {
        Tensor? sum = null;
        for (int i = 0; i < _chain.Layers.Count; i++)
        {
            WeightOptions options = _chain.Layers[i] switch { ConvolutionLayer layer => layer.Options, DenseLayer layer => layer.Options, _ => default };
            if (options.L1 > 0)
                sum = Add(sum, this[i, "weight"].abs().sum() * (double)options.L1);
            if (options.L2 > 0)
                sum = Add(sum, this[i, "weight"].square().sum() * (double)options.L2);
        }

        return sum;

        static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
            tensor.Dispose();
    }

    private Tensor Apply(int index, ChainLayer layer, Tensor input, in Pass pass) => layer switch
    {
        ConvolutionLayer convolution => Convolution(index, convolution, input),
        PoolingLayer pooling => Pooling(pooling, input, pass),
        BatchNormLayer normalisation => BatchNorm(index, normalisation, input, pass),
        ActivationLayer activation => Activate(activation, input, pass),
        DropoutLayer dropout => pass.IsTraining ? input * DropoutMask.Draw(dropout, NameOfDropout(index), input, pass).to(_type) : input,
        SoftmaxLayer => input.softmax(1),
        FlattenLayer => input.dim() == 4 ? input.permute(0, 2, 3, 1).flatten(1) : input,
        GlobalAveragePoolingLayer => input.mean([2, 3]),
        _ => throw new NotSupportedException(layer.Text),
    };

    /// <summary>Layers without a name of their own are counted by kind.</summary>
    private string NameOfDropout(int index) => $"dropout_{_chain.Layers.Take(index + 1).Count(layer => layer is DropoutLayer)}";

    private Tensor Convolution(int index, ConvolutionLayer layer, Tensor input)
    {
        Tensor padded = Pad(input, layer.Rows, layer.Columns, 0);
        return Functional.conv2d(
            padded, this[index, "weight"], layer.Options.Bias ? this[index, "bias"] : null,
            strides: [layer.Rows.Stride, layer.Columns.Stride], dilation: [layer.Rows.Dilation, layer.Columns.Dilation], groups: layer.Groups);
    }

    private Tensor Dense(int index, DenseLayer layer, Tensor input, SampleShape columns)
    {
        if (columns.Rank > 1)
            input = input.reshape(-1, columns.Height, columns.Width, columns.Channels).permute(0, 3, 1, 2).flatten(1);
        return Functional.linear(input, this[index, "weight"], layer.Options.Bias ? this[index, "bias"] : null);
    }

    private Tensor Pooling(PoolingLayer layer, Tensor input, in Pass pass)
    {
        (Window rows, Window columns) = (layer.Rows, layer.Columns);
        long[] size = [rows.Size, columns.Size], stride = [rows.Stride, columns.Stride];
        bool isSymmetric = rows.Before == rows.After && columns.Before == columns.After && layer.CountsPadding;
        if (layer.IsMax)
        {
            if (pass.IsTraining)
                NoteKink(Kinks.OfMaxima(input, layer));
            return isSymmetric
                ? Functional.max_pool2d(input, size, stride, [rows.Before, columns.Before], ceil_mode: rows.CeilMode)
                : Functional.max_pool2d(Pad(input, rows, columns, double.NegativeInfinity), size, stride);
        }

        if (isSymmetric)
            return Functional.avg_pool2d(input, size, stride, [rows.Before, columns.Before], rows.CeilMode, count_include_pad: true);

        // What lies outside doesn't count: the mean over all positions, divided by the share of those inside.
        Tensor inside = Pad(ones_like(input), rows, columns, 0);
        return Functional.avg_pool2d(Pad(input, rows, columns, 0), size, stride) / Functional.avg_pool2d(inside, size, stride);
    }

    private Tensor BatchNorm(int index, BatchNormLayer layer, Tensor input, in Pass pass)
    {
        (Tensor mean, Tensor variance) = (this[index, "running_mean"], this[index, "running_var"]);
        if (pass.IsTraining && !pass.MovesStatistics)
            (mean, variance) = (mean.clone(), variance.clone());
        return Functional.batch_norm(input, mean, variance, this[index, "weight"], this[index, "bias"], pass.IsTraining, layer.Momentum, layer.Epsilon);
    }

    private Tensor Activate(ActivationLayer layer, Tensor input, in Pass pass)
    {
        double[] kinks = layer.Kind switch
        {
            Activation.ReLU or Activation.LeakyReLU or Activation.SELU => [0],
            Activation.ELU when layer.Parameter != 1 => [0],
            Activation.ReLU6 => [0, 6],
            Activation.HardSwish or Activation.HardSigmoid => [-3, 3],
            Activation.HardTanh => [-1, 1],
            _ => [],
        };
        foreach (double kink in pass.IsTraining ? kinks : [])
            NoteKink(Kinks.OfZero(kink == 0 ? input : input - kink));
        return layer.Kind switch
        {
            Activation.ReLU => input.relu(),
            Activation.ReLU6 => Functional.relu6(input),
            Activation.LeakyReLU => Functional.leaky_relu(input, layer.Parameter),
            Activation.ELU => Functional.elu(input, layer.Parameter),
            Activation.GELU => Functional.gelu(input),
            Activation.SiLU => Functional.silu(input),
            Activation.SELU => Functional.selu(input),
            Activation.Mish => Functional.mish(input),
            Activation.HardSwish => Functional.hardswish(input),
            Activation.Softplus => Functional.softplus(input),
            Activation.HardSigmoid => Functional.hardsigmoid(input),
            Activation.HardTanh => input.clamp(-1, 1),
            Activation.Softsign => Functional.softsign(input),
            Activation.Sigmoid => input.sigmoid(),
            _ => input.tanh(),
        };
    }

    private static Tensor Pad(Tensor input, Window rows, Window columns, double value) =>
        Functional.pad(input, (columns.Before, columns.After, rows.Before, rows.After), PaddingModes.Constant, value);

    private void NoteKink(double distance) => KinkDistance = Math.Min(KinkDistance, distance);
}
