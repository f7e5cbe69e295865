using DeepVision.Generated.Tests.Reference.Layers;
using DeepVision.Generated.Tests.Reference.Losses;

namespace DeepVision.Generated.Tests.Reference;

/// <summary>
/// Builds the reference of a network from the attributes of its class, by reflection: shapes, paddings and defaults are
/// derived here a second time.
/// </summary>
internal sealed class NetworkReader
{
    private const string LossKinds = "SoftmaxCrossEntropy MeanSquaredError MeanAbsoluteError Huber BinaryCrossEntropy";
    private readonly List<ReferenceLayer> _layers = [];
    private readonly SampleShape _input;
    private SampleShape _current;

    // The image whose values the current vector holds: the columns of a Dense layer follow it, also when activations or
    // dropout stand between. Behind any other layer a vector is just a vector.
    private SampleShape _columns;

    private NetworkReader(SampleShape input) => (_input, _current, _columns) = (input, input, input);

    public static ReferenceNetwork Read(Type network)
    {
        IReadOnlyList<DeclaredLayer> declared = DeclaredLayer.Of(network);
        NetworkReader reader = new(InputShape(declared[0]));
        foreach (DeclaredLayer layer in declared.Skip(1).SkipLast(1))
            reader.Append(layer);

        ReferenceLoss loss = Loss(declared[^1]);

        // The loss works on the scores before the last sigmoid: the two cancel to p − t.
        List<ReferenceLayer> layers = reader._layers;
        if (loss is BinaryCrossEntropyReference)
        {
            if (declared[^2].Kind != "Sigmoid")
                throw new NotSupportedException("BinaryCrossEntropy follows a Sigmoid layer.");
            layers.RemoveAt(layers.Count - 1);
        }

        return new ReferenceNetwork(reader._input, layers, loss);
    }

    private static SampleShape InputShape(DeclaredLayer network)
    {
        if (network.Kind != "Network")
            throw new NotSupportedException($"A network begins with [Network], not [{network.Kind}].");
        if (network.Has("height"))
            return new SampleShape(network.Int("height"), network.Int("width"), network.Int("channels"));
        if (network.Has("steps"))
            return new SampleShape(1, network.Int("steps"), network.Int("features"));
        return new SampleShape(1, 1, network.Int("length"));
    }

    private static ReferenceLoss Loss(DeclaredLayer loss) => loss.Kind switch
    {
        "SoftmaxCrossEntropy" => new SoftmaxCrossEntropyReference(loss.Float("LabelSmoothing", 0), loss.Floats("ClassWeights")),
        "MeanSquaredError" => new MeanSquaredErrorReference(),
        "MeanAbsoluteError" => new MeanAbsoluteErrorReference(),
        "Huber" => new HuberReference(loss.Float("delta", 1)),
        "BinaryCrossEntropy" => new BinaryCrossEntropyReference(),
        _ => throw new NotSupportedException($"The last attribute is one of {LossKinds}, not {loss.Kind}."),
    };

    private void Append(DeclaredLayer declared)
    {
        ReferenceLayer layer = Create(declared);
        bool isElementwise = layer is ActivationReference or DropoutReference or GaussianNoiseReference;
        _columns = layer is FlattenReference ? _current : isElementwise ? _columns : layer.Output;
        _current = layer.Output;
        _layers.Add(layer);
    }

    private ReferenceLayer Create(DeclaredLayer layer) => layer.Kind switch
    {
        "Conv2D" => Convolution(layer, layer.Int("filters"), layer.Int("Groups", 1)),
        "DepthwiseConv2D" => Convolution(layer, _current.Channels * layer.Int("DepthMultiplier", 1), _current.Channels),
        "ConvTranspose2D" => TransposedConvolution(layer),
        "MaxPool2D" => MaxPooling(layer),
        "AvgPool2D" => AveragePooling(layer),
        "GlobalAvgPool2D" => new GlobalAveragePoolingReference(_current),
        "GlobalMaxPool2D" => new MaxPoolingReference(_current, Whole(_current.Height), Whole(_current.Width)),
        "ZeroPad2D" => Border(layer, "pad", sign: 1),
        "Crop2D" => Border(layer, "crop", sign: -1),
        "Upsample2D" => Upsample(layer),
        "Reshape" => new ReshapeReference(_current, ReshapedTo(layer)),
        "Flatten" => new FlattenReference(_current),
        "Dense" => new DenseReference(_current, layer.Int("units"), layer.Bool("Bias", true), _columns),
        "ReLU" => ActivationReference.ReLU(_current),
        "LeakyReLU" => ActivationReference.LeakyReLU(_current, layer.Float("slope", 0.01f)),
        "ELU" => ActivationReference.ELU(_current, layer.Float("alpha", 1)),
        "GELU" => ActivationReference.GELU(_current),
        "SiLU" => ActivationReference.SiLU(_current),
        "Sigmoid" => ActivationReference.Sigmoid(_current),
        "Tanh" => ActivationReference.Tanh(_current),
        "Softmax" => new SoftmaxReference(_current),
        "Dropout" => new DropoutReference(_current, layer.Float("rate", 0), _layers.Count),
        "SpatialDropout2D" => new SpatialDropoutReference(_current, layer.Float("rate", 0), _layers.Count),
        "GaussianNoise" => new GaussianNoiseReference(_current, layer.Float("standardDeviation", 0), _layers.Count),
        "BatchNorm" => new BatchNormReference(_current, layer.Float("Momentum", 0.1f), layer.Float("Epsilon", 1e-5f)),
        "LayerNorm" => SampleNormReference.Layer(_current, layer.Float("Epsilon", 1e-5f)),
        "GroupNorm" => SampleNormReference.Group(_current, layer.Int("groups"), layer.Float("Epsilon", 1e-5f)),
        "InstanceNorm" => SampleNormReference.Group(_current, _current.Channels, layer.Float("Epsilon", 1e-5f)),
        "LocalResponseNorm" => new LocalResponseNormReference(
            _current, layer.Int("size"), layer.Float("Alpha", 1e-4f), layer.Float("Beta", 0.75f), layer.Float("K", 1)),
        "L2Normalize" => new L2NormalizeReference(_current, layer.Float("Epsilon", 1e-12f)),
        _ => throw new NotSupportedException($"The reference knows no layer {layer.Kind}."),
    };

    private ConvolutionReference Convolution(DeclaredLayer layer, int filters, int groups)
    {
        (int height, int width) = Sizes(layer, "kernelSize", "kernelHeight", "kernelWidth");
        int stride = layer.Int("Stride", 1);
        int dilation = layer.Int("Dilation", 1);
        Window vertical = Window.Create(_current.Height, height, stride, dilation, Padding(layer));
        Window horizontal = Window.Create(_current.Width, width, stride, dilation, Padding(layer));
        return new ConvolutionReference(_current, filters, vertical, horizontal, groups, layer.Bool("Bias", true));
    }

    private TransposedConvolutionReference TransposedConvolution(DeclaredLayer layer)
    {
        (int height, int width) = Sizes(layer, "kernelSize", "kernelHeight", "kernelWidth");
        TransposedAxis Axis(int input, int size) =>
            TransposedAxis.Create(input, size, layer.Int("Stride", 1), layer.Int("Dilation", 1), Padding(layer), layer.Int("OutputPadding", 0));
        return new TransposedConvolutionReference(
            _current, layer.Int("filters"), Axis(_current.Height, height), Axis(_current.Width, width), layer.Int("Groups", 1), layer.Bool("Bias", true));
    }

    private MaxPoolingReference MaxPooling(DeclaredLayer layer)
    {
        (Window vertical, Window horizontal) = PoolingWindows(layer);
        return new MaxPoolingReference(_current, vertical, horizontal);
    }

    private AveragePoolingReference AveragePooling(DeclaredLayer layer)
    {
        (Window vertical, Window horizontal) = PoolingWindows(layer);
        return new AveragePoolingReference(_current, vertical, horizontal, Math.Max(0, Padding(layer).Explicit));
    }

    private static Window Whole(int extent) => Window.Create(extent, extent, extent, 1, PaddingRule.Valid);

    private PadReference Border(DeclaredLayer layer, string uniform, int sign)
    {
        int Side(string name) => sign * layer.Int(layer.Has(uniform) ? uniform : name);
        return new PadReference(_current, Side("top"), Side("left"), Side("bottom"), Side("right"));
    }

    private UpsampleReference Upsample(DeclaredLayer layer)
    {
        (int vertical, int horizontal) = Sizes(layer, "factor", "vertical", "horizontal");
        return new UpsampleReference(_current, vertical, horizontal, layer.Member("Interpolation", "Nearest") == "Bilinear");
    }

    private static SampleShape ReshapedTo(DeclaredLayer layer) =>
        layer.Has("height") ? new SampleShape(layer.Int("height"), layer.Int("width"), layer.Int("channels"))
        : layer.Has("steps") ? new SampleShape(1, layer.Int("steps"), layer.Int("features"))
        : new SampleShape(1, 1, layer.Int("length"));

    private (Window Vertical, Window Horizontal) PoolingWindows(DeclaredLayer layer)
    {
        (int height, int width) = Sizes(layer, "size", "height", "width");
        int stride = layer.Int("Stride", 0);
        bool ceiling = layer.Bool("CeilMode", false);
        return (
            Window.Create(_current.Height, height, stride == 0 ? height : stride, 1, Padding(layer), ceiling),
            Window.Create(_current.Width, width, stride == 0 ? width : stride, 1, Padding(layer), ceiling));
    }

    private static (int Height, int Width) Sizes(DeclaredLayer layer, string both, string height, string width) =>
        layer.Has(both) ? (layer.Int(both), layer.Int(both)) : (layer.Int(height), layer.Int(width));

    private static PaddingRule Padding(DeclaredLayer layer) =>
        new(layer.Member("Padding", "Valid") == "Same", layer.Int("Pad", -1));
}
