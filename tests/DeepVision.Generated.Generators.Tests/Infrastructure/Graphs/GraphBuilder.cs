using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

/// <summary>
/// Makes layer graphs by hand, whether or not they can be declared. A layer reads what stands before it;
/// <see cref="As"/> names a value and <see cref="From(string)"/> goes on from it, so values may have several consumers. Layers are
/// called by kind and number: <c>Conv2D1</c>, <c>ReLU1</c>.
/// </summary>
internal sealed class GraphBuilder
{
    private readonly Shape _input;
    private readonly List<LayerNode> _layers = [];
    private readonly List<NetworkHead> _auxiliary = [];
    private readonly Dictionary<string, int> _values = [];
    private readonly Dictionary<string, int> _numbers = [];

    public GraphBuilder(Shape input)
    {
        _input = input;
        _values.Add("input", LayerNode.NetworkInput);
    }

    /// <summary>The layer whose output the next one reads.</summary>
    public int Current { get; private set; } = LayerNode.NetworkInput;

    /// <summary>Layers so far.</summary>
    public int Count => _layers.Count;

    public static GraphBuilder Image(int height, int width, int channels) => new(Shape.Image(height, width, channels));

    public static GraphBuilder Vector(int length) => new(Shape.Vector(length));

    /// <summary>The shape of a layer's output, or of the input.</summary>
    public Shape ShapeOf(int layer) => layer == LayerNode.NetworkInput ? _input : _layers[layer].Output;

    /// <summary>What a layer computes.</summary>
    public LayerOperation OperationOf(int layer) => _layers[layer].Operation;

    /// <summary>Names the value that stands here.</summary>
    public GraphBuilder As(string name)
    {
        _values.Add(name, Current);
        return this;
    }

    /// <summary>Freezes the layer that stands here.</summary>
    public GraphBuilder Frozen()
    {
        _layers[Current] = Freeze(_layers[Current]);
        return this;
    }

    /// <summary>A layer that training leaves as it is.</summary>
    public static LayerNode Freeze(LayerNode layer) => layer with
    {
        IsFrozen = true,
        Parameters = layer.Parameters.Select(parameter => parameter with { Group = Generators.Shapes.ParameterGroup.Frozen }).ToEquatableArray(),
    };

    /// <summary>Goes on from a named value; <c>input</c> is the network's.</summary>
    public GraphBuilder From(string name) => From(_values[name]);

    /// <summary>Goes on from a layer's output.</summary>
    public GraphBuilder From(int layer)
    {
        Current = layer;
        return this;
    }

    public GraphBuilder Conv(
        int filters, int size, int stride = 1, int dilation = 1, int pad = 0, bool same = false, int groups = 1, bool bias = true)
    {
        Shape input = ShapeOf(Current);
        WindowGeometry window = new(size, stride, dilation, same, pad, pad, CeilMode: false);
        (WindowAxis rows, WindowAxis columns) = (window.On(input.Height), window.On(input.Width));
        return Append(
            "Conv2D", new ConvolutionOperation(rows, columns, input.Channels, filters, groups, bias),
            $"{filters}, {size}, stride {stride}, dilation {dilation}, pad {(same ? "same" : pad)}, groups {groups}, bias {bias}",
            Shape.Image(rows.Output, columns.Output, filters), WeightAndBias([filters, input.Channels / groups, size, size], bias));
    }

    public GraphBuilder Dense(int units, bool bias = true)
    {
        int inputs = (int)ShapeOf(Current).Length;
        return Append("Dense", new DenseOperation(inputs, units, bias), $"{units}, bias {bias}", Shape.Vector(units), WeightAndBias([units, inputs], bias));
    }

    public GraphBuilder MaxPool(int size, int stride = 0, int pad = 0, bool same = false) => Pool(PoolingKind.Max, size, stride, pad, same);

    public GraphBuilder AvgPool(int size, int stride = 0, int pad = 0, bool same = false) => Pool(PoolingKind.Average, size, stride, pad, same);

    public GraphBuilder GlobalAvgPool() => Append("GlobalAvgPool2D", new GlobalAveragePoolingOperation(), "", Shape.Vector(ShapeOf(Current).Channels));

    public GraphBuilder Flatten() => Append("Flatten", new FlattenOperation(), "", Shape.Vector((int)ShapeOf(Current).Length));

    public GraphBuilder ReLU() => Activation("ReLU");

    public GraphBuilder ReLU6() => Activation("ReLU6");

    public GraphBuilder LeakyReLU(float slope) => Activation("LeakyReLU", slope);

    public GraphBuilder SiLU() => Activation("SiLU");

    public GraphBuilder Sigmoid() => Activation("Sigmoid");

    public GraphBuilder Tanh() => Activation("Tanh");

    public GraphBuilder Softmax() => Append("Softmax", new SoftmaxOperation(), "", ShapeOf(Current));

    public GraphBuilder Dropout(float rate) => Append("Dropout", new DropoutOperation(rate), $"{rate}", ShapeOf(Current));

    public GraphBuilder BatchNorm()
    {
        ParameterDeclaration Tensor(ParameterRole role) => Parameter(role, [ShapeOf(Current).Channels]);
        return Append(
            "BatchNorm", new BatchNormOperation(Momentum: 0.1f, Epsilon: 0.0625f), "", ShapeOf(Current),
            [Tensor(ParameterRole.Weight), Tensor(ParameterRole.Bias), Tensor(ParameterRole.RunningMean), Tensor(ParameterRole.RunningVariance)]);
    }

    /// <summary>The sum of what stands here and other values, in this order.</summary>
    public GraphBuilder Add(params string[] others) => Join("Add", new AddOperation(), LayersOf(others));

    /// <summary>Their mean.</summary>
    public GraphBuilder Average(params string[] others) => Join("Average", new AverageOperation(), LayersOf(others));

    /// <summary>The largest of them, value by value.</summary>
    public GraphBuilder Maximum(params string[] others) => Join("Maximum", new MaximumOperation(), LayersOf(others));

    /// <summary>Their product; one of two may be a gate.</summary>
    public GraphBuilder Multiply(params string[] others) => Join("Multiply", new MultiplyOperation(), LayersOf(others));

    /// <summary>Their channels beside each other.</summary>
    public GraphBuilder Concat(params string[] others) => Join("Concat", new ConcatOperation(), LayersOf(others));

    /// <summary>One value of what stands here and the outputs of layers.</summary>
    public GraphBuilder Join(string kind, JoinOperation operation, params int[] layers)
    {
        // Inputs that don't agree are for the verifier to find.
        Shape shape = operation.ShapeOf([ShapeOf(Current), .. layers.Select(ShapeOf)]) ?? ShapeOf(Current);
        return Append(kind, operation, "", shape, [], layers);
    }

    public LayerGraph CrossEntropy(float labelSmoothing = 0, params float[] classWeights) => Build(Classification(labelSmoothing, classWeights));

    public LayerGraph MeanSquaredError(float weight = 1) => Build(Regression(), weight);

    public LayerGraph BinaryCrossEntropy() => Build(Binary());

    /// <summary>Puts a loss that only training knows behind what stands here.</summary>
    public GraphBuilder AuxiliaryCrossEntropy(float weight, float labelSmoothing = 0, params float[] classWeights) =>
        Auxiliary(Classification(labelSmoothing, classWeights), weight);

    public GraphBuilder AuxiliaryMeanSquaredError(float weight) => Auxiliary(Regression(), weight);

    public GraphBuilder AuxiliaryBinaryCrossEntropy(float weight) => Auxiliary(Binary(), weight);

    private GraphBuilder Auxiliary(LossOperation loss, float weight)
    {
        _auxiliary.Add(new NetworkHead(loss, Current, weight, IsTrainingOnly: true));
        return this;
    }

    private LayerGraph Build(LossOperation loss, float weight = 1) =>
        new("Net", _input, _layers.ToEquatableArray(), [.. _auxiliary, new NetworkHead(loss, Current, weight)]);

    private SoftmaxCrossEntropyOperation Classification(float labelSmoothing, float[] classWeights) =>
        new(ShapeOf(Current).Channels, labelSmoothing, classWeights.ToEquatableArray());

    private static ElementwiseLossOperation Binary() => new(LossTable.BinaryCrossEntropy, NetworkKind.Binary, ActivationTable.Sigmoid);

    private static ElementwiseLossOperation Regression() =>
        new(LossTable.Regression.Single(row => row.Kind == "MeanSquaredError").Function(0), NetworkKind.Regression);

    private int[] LayersOf(string[] names) => [.. names.Select(name => _values[name])];

    private GraphBuilder Pool(PoolingKind kind, int size, int stride, int pad, bool same)
    {
        Shape input = ShapeOf(Current);
        WindowGeometry window = new(size, stride == 0 ? size : stride, Dilation: 1, same, pad, pad, CeilMode: false);
        (WindowAxis rows, WindowAxis columns) = (window.On(input.Height), window.On(input.Width));
        return Append(
            kind == PoolingKind.Max ? "MaxPool2D" : "AvgPool2D",
            new PoolingOperation(kind, rows, columns, CountPadding: kind == PoolingKind.Average && pad > 0),
            $"{size}, stride {rows.Stride}, pad {(same ? "same" : pad)}",
            Shape.Image(rows.Output, columns.Output, input.Channels));
    }

    private GraphBuilder Activation(string kind, float? slope = null) => Append(
        kind, new ActivationOperation(ActivationTable.Rows.Single(row => row.Kind == kind).Function(slope ?? 0)), $"{slope}", ShapeOf(Current));

    private GraphBuilder Append(string kind, LayerOperation operation, string options, Shape output, ParameterDeclaration[]? parameters = null, params int[] others)
    {
        int number = _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
        _layers.Add(new LayerNode(
            $"{kind.ToLowerInvariant()}_{number}", [kind + number], $"{kind}({options})", operation, [Current, .. others], ShapeOf(Current), output,
            (parameters ?? []).ToEquatableArray(), MultiplyAdds: 0));
        Current = Count - 1;
        return this;
    }

    private static ParameterDeclaration[] WeightAndBias(int[] dimensions, bool hasBias) =>
        hasBias ? [Parameter(ParameterRole.Weight, dimensions), Parameter(ParameterRole.Bias, [dimensions[0]])] : [Parameter(ParameterRole.Weight, dimensions)];

    private static ParameterDeclaration Parameter(ParameterRole role, int[] dimensions) =>
        new(role, dimensions.ToEquatableArray(), FanIn: 1, FanOut: 1);
}
