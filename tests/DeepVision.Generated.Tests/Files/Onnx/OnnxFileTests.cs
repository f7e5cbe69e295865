using System.Globalization;
using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>What stands in an ONNX file.</summary>
public class OnnxFileTests
{
    [Fact]
    public void NodesCarryTheNetworksNamesInItsOrder()
    {
        using SmallDigitNet network = new(seed: 1);

        OnnxContent content = OnnxContent.Of(network);

        Assert.Equal(
            [
                "input.transposed = Transpose(input)",
                "conv2d_1 = Conv(input.transposed, conv2d_1.weight, conv2d_1.bias)",
                "relu_1 = Relu(conv2d_1)",
                "maxpool2d_1 = MaxPool(relu_1)",
                "conv2d_2 = Conv(maxpool2d_1, conv2d_2.weight, conv2d_2.bias)",
                "relu_2 = Relu(conv2d_2)",
                "maxpool2d_2 = MaxPool(relu_2)",
                "flatten_1 = Flatten(maxpool2d_2)",
                "dense_1 = Gemm(flatten_1, dense_1.weight, dense_1.bias)",
                "relu_3 = Relu(dense_1)",
                "dropout_1 = Dropout(relu_3, dropout_1.ratio)",
                "dense_2 = Gemm(dropout_1, dense_2.weight, dense_2.bias)",
                "probabilities = Softmax(dense_2)",
            ],
            content.Nodes.Select(node => node.ToString()));
        Assert.Equal("Conv2D(32, 3)", content.Node("conv2d_1").Documentation);
        Assert.Equal(nameof(SmallDigitNet), content.GraphName);
    }

    [Fact]
    public void InputsAndOutputsAreBatchesOfAnySizeInTheNetworksOrder()
    {
        using SmallDigitNet digits = new();
        using Autoencoder autoencoder = new();
        using BinaryManyValues answers = new();
        using FirstSigmoidSequence sequence = new();

        Check(digits, ["batch", "16", "16", "1"], "probabilities", ["batch", "10"]);
        Check(autoencoder, ["batch", "30"], "values", ["batch", "30"]);
        Check(answers, ["batch", "9", "11", "3"], "probabilities", ["batch", "19"]);
        Check(sequence, ["batch", "7", "5"], "values", ["batch", "3"]);

        static void Check(Network network, string[] input, string output, string[] outputDimensions)
        {
            OnnxContent content = OnnxContent.Of(network);
            Assert.Equal(("input", 1), (content.Input.Name, content.Input.Type));
            Assert.Equal(input, content.Input.Dimensions);
            Assert.Equal((output, 1), (content.Output.Name, content.Output.Type));
            Assert.Equal(outputDimensions, content.Output.Dimensions);
        }
    }

    [Fact]
    public void TheFileSaysWhatItIsAndWhereItComesFrom()
    {
        using SmallDigitNet network = new();

        OnnxContent content = OnnxContent.Of(network);

        Assert.Equal((8, 17), (content.FormatVersion, content.OperatorSet));
        Assert.Equal(("DeepVision.Generated", typeof(Network).Assembly.GetName().Version!.ToString(3)), (content.Producer, content.ProducerVersion));
        Assert.Equal("SmallDigitNet", content.Metadata["deepvision.network"]);
        Assert.StartsWith("input 16×16×1\nconv2d_1: Conv2D(32, 3) -> 14×14×32\n", content.Metadata["deepvision.architecture"], StringComparison.Ordinal);
        Assert.Equal("The samples' values in the order (height, width, channels), as in training.", content.Input.Documentation);
        Assert.Equal("The probability of each class.", content.Output.Documentation);
    }

    [Fact]
    public void AuxiliaryHeadsAreLeftOut()
    {
        using AuxiliaryBinary network = new();

        OnnxContent content = OnnxContent.Of(network);

        Assert.Equal(
            [
                "input.transposed = Transpose(input)",
                "conv2d_1 = Conv(input.transposed, conv2d_1.weight, conv2d_1.bias)",
                "relu_1 = Relu(conv2d_1)",
                "vector = Flatten(relu_1)",
                "scores = Gemm(vector, scores.weight, scores.bias)",
                "sigmoid_1 = Sigmoid(scores)",
                "probabilities = Identity(sigmoid_1)",
            ],
            content.Nodes.Select(node => node.ToString()));
        Assert.Equal(["conv2d_1.weight", "conv2d_1.bias", "scores.weight", "scores.bias"], content.Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void TensorsAreThoseOfTheWeightsFile()
    {
        using ConvBatchNormReLU network = new();
        ReferenceParameters.Randomise(network, seed: 7);

        OnnxContent content = OnnxContent.Of(network);

        Assert.Equal(network.Architecture.Parameters.Select(parameter => parameter.Name), content.Tensors.Select(tensor => tensor.Name));
        foreach (StoredTensor stored in WeightsFile.ToTensors(network.Architecture, network.Parameters))
        {
            OnnxTensor tensor = content.Tensor(stored.Name);
            Assert.Equal(1, tensor.Type);
            Assert.Equal(stored.Shape, tensor.Shape);
            Assert.Equal(stored.ToSingles(), tensor.Singles);
        }
    }

    [Fact]
    public void ValuesThatADeviceHasAreFetched()
    {
        using DenseNoBias network = new();
        ParameterTensor weight = network.Architecture.Parameters[0];
        float[] newest = [.. Enumerable.Range(0, weight.Layout.Count).Select(i => i / 8f)];
        network.Parameters.MarkNewerElsewhere(() => network.Parameters.Write(weight, newest));

        Assert.Equal(newest, OnnxContent.Of(network).Tensor(weight.Name).Singles);
    }

    [Fact]
    public void ALayerCalledLikeTheOutputGivesWay()
    {
        using OutputNames network = new();

        OnnxContent content = OnnxContent.Of(network);

        Assert.Equal(["values_ = Gemm(input, values.weight, values.bias)", "values = Identity(values_)"], content.Nodes.Select(node => node.ToString()));
    }

    [Fact]
    public void TheSameNetworkGivesTheSameBytesUnderAnyCulture()
    {
        using LeakyReLUBehindConv network = new(seed: 3);
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NumberGroupSeparator) = ("minus ", ",", " ");

        byte[] first = Save();
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = odd;
        try
        {
            Assert.Equal(first, Save());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        byte[] Save()
        {
            using TemporaryFolder folder = new();
            network.SaveOnnx(folder.File("network.onnx"));
            return File.ReadAllBytes(folder.File("network.onnx"));
        }
    }
}
