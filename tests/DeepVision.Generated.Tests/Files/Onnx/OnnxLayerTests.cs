using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>How layers become ONNX operators.</summary>
public class OnnxLayerTests
{
    public static TheoryData<string> Names => LayerCase.Names;

    /// <summary>
    /// Names are given once and before they are read, every layer that predicts has a value of its shape, and the formula of the
    /// operators' definition gives that shape for the windows.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void GraphsAreSoundAndKeepTheShapes(string name)
    {
        using Network network = LayerCase.Find(name).Create(seed: 1);
        OnnxContent content = OnnxContent.Of(network);

        HashSet<string> known = [.. content.Inputs.Select(input => input.Name)];
        Assert.All(content.Tensors, tensor => Assert.True(known.Add(tensor.Name), tensor.Name));
        foreach (OnnxNode node in content.Nodes)
        {
            // An input without a name is one that is left out.
            Assert.All(node.Inputs.Where(input => input.Length > 0), input => Assert.Contains(input, known));
            Assert.Equal(node.Name, node.Output);
            Assert.True(known.Add(node.Output), node.Output);
            Assert.DoesNotContain(node.Attributes.Keys, attribute => attribute is "auto_pad" or "ceil_mode");
        }

        Assert.All(content.Outputs, output => Assert.Contains(content.Nodes, node => node.Output == output.Name));
        NetworkArchitecture architecture = network.Architecture;
        foreach (LayerInfo layer in architecture.Layers.Where(layer => !layer.IsTrainingOnly))
        {
            TensorShape input = layer.Inputs[0] < 0 ? architecture.Inputs.ElementAt(LayerInfo.NetworkInput - layer.Inputs[0]).Shape : architecture.Layers[layer.Inputs[0]].OutputShape;
            // The images of sequences are samples there, of which a file can't say how many there are.
            if (input.Rank == 4)
                Assert.DoesNotContain(layer.Name, content.Values.Keys);
            else
                Assert.Equal(Dimensions(layer.OutputShape), content.Values[layer.Name].Dimensions);
            CheckWindow(content, content.Node(layer.Name), input, layer.OutputShape);
        }
    }

    [Fact]
    public void TheOddPixelOfSamePaddingComesLast()
    {
        using Conv2x2Same network = new();
        OnnxNode node = OnnxContent.Of(network).Node("conv2d_2");
        Assert.Equal([0, 0, 1, 1], node.Integers("pads"));
    }

    [Fact]
    public void ConvolutionsSayAllOfTheirOptions()
    {
        using ConvStride2Dilation2 dilated = new();
        using DepthwiseMultiplier3NoBias depthwise = new();

        OnnxNode node = OnnxContent.Of(dilated).Node("conv2d_2");
        Assert.Equal([3, 3], node.Integers("kernel_shape"));
        Assert.Equal([2, 2], node.Integers("strides"));
        Assert.Equal([2, 2], node.Integers("dilations"));
        Assert.Equal([2, 2, 2, 2], node.Integers("pads"));
        Assert.Equal([1], node.Integers("group"));

        node = OnnxContent.Of(depthwise).Node("depthwiseconv2d_1");
        Assert.Equal([7], node.Integers("group"));
        Assert.Equal(["conv2d_1", "depthwiseconv2d_1.weight"], node.Inputs);
    }

    [Fact]
    public void ALastWindowThatEndsOutsideIsPaddingAtTheEnd()
    {
        using MaxPool3Stride2Pad1Ceil network = new();
        OnnxNode node = OnnxContent.Of(network).Node("maxpool2d_1");

        // 7 × 8 pixels: with one of padding on both sides, rows fit exactly and columns overhang by one.
        Assert.Equal([1, 1, 1, 2], node.Integers("pads"));
    }

    /// <summary>Padding counts for the mean, the overhang of the last window does not.</summary>
    [Fact]
    public void AveragesOverPaddingAndOverhangPadTheImageFirst()
    {
        using AvgPool3Stride2Pad1 padded = new();
        using AvgPool3Stride2Pad1Ceil overhanging = new();

        OnnxNode node = OnnxContent.Of(padded).Node("avgpool2d_1");
        Assert.Equal([1], node.Integers("count_include_pad"));

        OnnxContent content = OnnxContent.Of(overhanging);
        Assert.Equal("avgpool2d_1.padded = Pad(conv2d_1, avgpool2d_1.pads)", content.Node("avgpool2d_1.padded").ToString());
        Assert.Equal([0, 0, 1, 1, 0, 0, 1, 1], content.Tensor("avgpool2d_1.pads").Int64s);
        node = content.Node("avgpool2d_1");
        Assert.Equal([0, 0, 0, 1], node.Integers("pads"));
        Assert.DoesNotContain("count_include_pad", node.Attributes.Keys);
    }

    /// <summary>Dense layers keep PyTorch's order of their columns; whatever else reads a flattened image gets the network's order.</summary>
    [Fact]
    public void FlattenGivesTheOrderThatItsReaderNeeds()
    {
        using FirstFlattenTanh dense = new();
        using FlattenBatchNorm norm = new();
        using FirstFlattenSequence sequence = new();

        Assert.Equal(["input.transposed"], OnnxContent.Of(dense).Node("flatten_1").Inputs);

        OnnxContent content = OnnxContent.Of(norm);
        Assert.Equal(["flatten_1.transposed"], content.Node("flatten_1").Inputs);
        Assert.Equal([0, 2, 3, 1], content.Node("flatten_1.transposed").Integers("perm"));

        content = OnnxContent.Of(sequence);
        Assert.Equal([0, 2, 1], content.Node("flatten_1.transposed").Integers("perm"));
    }

    [Fact]
    public void NumbersOfLayersAreWrittenAsOnnxCountsThem()
    {
        using BatchNormSettings norm = new();
        using LeakyReLUBehindDense leaky = new();
        using DropoutBehindDense dropout = new();
        using SoftmaxBehindConv softmax = new();

        OnnxNode node = OnnxContent.Of(norm).Node("batchnorm_1");
        Assert.Equal(0.01f, node.Attributes["epsilon"].Single());
        Assert.Equal(1 - 0.3f, node.Attributes["momentum"].Single());
        Assert.Equal(0.1f, OnnxContent.Of(leaky).Node("leakyrelu_1").Attributes["alpha"].Single());
        Assert.Equal([0.5f], OnnxContent.Of(dropout).Tensor("dropout_1.ratio").Singles);
        Assert.Equal([1], OnnxContent.Of(softmax).Node("softmax_1").Integers("axis"));
    }

    [Fact]
    public void PixelsAreMovedAsOnnxCountsThem()
    {
        using ZeroPadSides padded = new();
        using CropSides cropped = new();
        using UpsampleNearestSides nearest = new();
        using UpsampleBilinear bilinear = new();
        using ConvTransposeSame transposed = new();

        Assert.Equal([0, 0, 0, 1, 0, 0, 2, 3], OnnxContent.Of(padded).Tensor("zeropad2d_1.pads").Int64s);
        Assert.Equal([0, 0, -1, 0, 0, 0, -2, -3], OnnxContent.Of(cropped).Tensor("crop2d_1.pads").Int64s);
        Assert.Equal([1, 1, 1, 3], OnnxContent.Of(nearest).Tensor("upsample2d_1.scales").Singles);
        OnnxNode node = OnnxContent.Of(nearest).Node("upsample2d_1");
        Assert.Equal(("nearest", "asymmetric", "floor"), (node.Texts["mode"], node.Texts["coordinate_transformation_mode"], node.Texts["nearest_mode"]));
        node = OnnxContent.Of(bilinear).Node("upsample2d_1");
        Assert.Equal(("linear", "half_pixel"), (node.Texts["mode"], node.Texts["coordinate_transformation_mode"]));

        // A kernel of two with a stride of three leaves one row and column without products.
        Assert.Equal([1, 1], OnnxContent.Of(transposed).Node("convtranspose2d_2").Integers("output_padding"));
    }

    /// <summary>Images have their channels first within the graph.</summary>
    private static string[] Dimensions(TensorShape shape)
    {
        int[] dimensions = shape.Rank switch
        {
            3 => [shape.Channels, shape.Height, shape.Width],
            2 => [shape.Width, shape.Channels],
            _ => [shape.Channels],
        };
        return ["batch", .. dimensions.Select(dimension => FormattableString.Invariant($"{dimension}"))];
    }

    /// <summary>
    /// output = ⌊(input + pads − dilation · (kernel − 1) − 1) / stride⌋ + 1, as Conv and the poolings define it;
    /// output = stride · (input − 1) + output padding + dilation · (kernel − 1) + 1 − pads, as ConvTranspose does.
    /// </summary>
    private static void CheckWindow(OnnxContent content, OnnxNode node, TensorShape input, TensorShape output)
    {
        if (!node.Attributes.ContainsKey("kernel_shape"))
            return;
        (int[] kernel, int[] strides, int[] pads) = (node.Integers("kernel_shape"), node.Integers("strides"), node.Integers("pads"));
        int[] dilations = node.Attributes.ContainsKey("dilations") ? node.Integers("dilations") : [1, 1];
        int[] sizes = [input.Height, input.Width];
        if (content.Nodes.SingleOrDefault(step => step.Name == node.Name + ".padded") is { } pad)
        {
            long[] before = content.Tensor(pad.Inputs[1]).Int64s;
            sizes = [sizes[0] + (int)(before[2] + before[6]), sizes[1] + (int)(before[3] + before[7])];
        }

        int[] outputs = [output.Height, output.Width];
        if (node.Operation == "ConvTranspose")
        {
            int[] added = node.Integers("output_padding");
            for (int axis = 0; axis < 2; axis++)
                Assert.Equal(outputs[axis], strides[axis] * (sizes[axis] - 1) + added[axis] + dilations[axis] * (kernel[axis] - 1) + 1 - pads[axis] - pads[axis + 2]);
            return;
        }

        for (int axis = 0; axis < 2; axis++)
            Assert.Equal(outputs[axis], (sizes[axis] + pads[axis] + pads[axis + 2] - dilations[axis] * (kernel[axis] - 1) - 1) / strides[axis] + 1);
    }
}
