using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Shapes;

/// <summary>Output shapes, parameters and initialisers, against figures that Keras and PyTorch give.</summary>
public class ShapeInferenceTests
{
    [Theory]
    // Keras: Same gives ⌈n / stride⌉ and pads the odd position at the end; Valid and Pad as in PyTorch.
    [InlineData("Conv2D(4, 3)", 28, 26, 0, 0)]
    [InlineData("Conv2D(4, 3, Padding = Padding.Same)", 28, 28, 1, 1)]
    [InlineData("Conv2D(4, 4, Padding = Padding.Same)", 28, 28, 1, 2)]
    [InlineData("Conv2D(4, 3, Stride = 2, Padding = Padding.Same)", 28, 14, 0, 1)]
    [InlineData("Conv2D(4, 3, Stride = 2, Padding = Padding.Same)", 27, 14, 1, 1)]
    [InlineData("Conv2D(4, 7, Stride = 2, Pad = 3)", 224, 112, 3, 3)]
    [InlineData("Conv2D(4, 3, Dilation = 2)", 28, 24, 0, 0)]
    [InlineData("Conv2D(4, 3, Dilation = 2, Padding = Padding.Same)", 28, 28, 2, 2)]
    [InlineData("Conv2D(4, 2, Stride = 3)", 28, 9, 0, 0)]
    [InlineData("MaxPool2D(2)", 5, 2, 0, 0)]
    [InlineData("MaxPool2D(2, CeilMode = true)", 5, 3, 0, 0)]
    [InlineData("MaxPool2D(2, Padding = Padding.Same)", 5, 3, 0, 1)]
    [InlineData("MaxPool2D(3, Stride = 2, Pad = 1)", 112, 56, 1, 1)]
    // A last window that would begin in the padding behind the input is dropped.
    [InlineData("MaxPool2D(2, Stride = 2, Pad = 1, CeilMode = true)", 5, 3, 1, 1)]
    [InlineData("AvgPool2D(3, Stride = 2, CeilMode = true)", 6, 3, 0, 0)]
    public void Windows(string layer, int input, int output, int before, int after)
    {
        LayerOperation operation = Infer($"[Network({input}, {input}, 2)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Operation;
        WindowAxis axis = operation is ConvolutionOperation convolution ? convolution.Vertical : ((PoolingOperation)operation).Vertical;
        Assert.Equal((output, before, after), (axis.Output, axis.PadBefore, axis.PadAfter));
    }

    /// <summary>Figures of PyTorch's layers with pairs, for 28×30 pixels; those of Padding.Same are Keras'.</summary>
    [Theory]
    [InlineData("Conv2D(4, 3, Strides = new[] { 2, 1 })", "13×28×4", 2, 1, 1, 1)]
    [InlineData("Conv2D(4, 3, Strides = new[] { 3, 2 }, Padding = Padding.Same)", "10×15×4", 3, 2, 1, 1)]
    [InlineData("Conv2D(4, 3, Stride = 2, Dilations = new[] { 1, 3 }, Pad = 1)", "14×13×4", 2, 2, 1, 3)]
    [InlineData("DepthwiseConv2D(3, Strides = new[] { 1, 2 })", "26×14×2", 1, 2, 1, 1)]
    [InlineData("SeparableConv2D(4, 3, Strides = new[] { 1, 2 }, Dilations = new[] { 2, 1 })", "24×14×2", 1, 2, 2, 1)]
    [InlineData("MaxPool2D(2, Strides = new[] { 2, 1 }, Pads = new[] { 0, 1, 0, 1 })", "14×31×2", 2, 1, 1, 1)]
    [InlineData("AvgPool2D(3, 2, Strides = new[] { 3, 5 }, CeilMode = true)", "10×6×2", 3, 5, 1, 1)]
    [InlineData("ConvTranspose2D(4, 3, Strides = new[] { 2, 1 }, Pad = 1, OutputPaddings = new[] { 1, 0 })", "56×30×4", 2, 1, 1, 1)]
    [InlineData("ConvTranspose2D(4, 3, Strides = new[] { 1, 3 }, Dilations = new[] { 2, 1 }, Padding = Padding.Same)", "28×90×4", 1, 3, 2, 1)]
    public void Rows_and_columns_have_strides_and_dilations_of_their_own(string layer, string shape, int down, int across, int verticalDilation, int horizontalDilation)
    {
        LayerNode node = Infer($"[Network(28, 30, 2)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0];
        (WindowAxis rows, WindowAxis columns) = node.Operation switch
        {
            ConvolutionOperation convolution => (convolution.Vertical, convolution.Horizontal),
            TransposedConvolutionOperation { Convolution: var turned } => (turned.Vertical, turned.Horizontal),
            var operation => (((PoolingOperation)operation).Vertical, ((PoolingOperation)operation).Horizontal),
        };
        Assert.Equal(shape, node.Output.ToString());
        Assert.Equal((down, across, verticalDilation, horizontalDilation), (rows.Stride, columns.Stride, rows.Dilation, columns.Dilation));
    }

    /// <summary>Figures of PyTorch's ConvTranspose2d; those of Padding.Same are Keras'.</summary>
    [Theory]
    [InlineData("ConvTranspose2D(4, 3)", 14, 16)]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2)", 14, 29)]
    [InlineData("ConvTranspose2D(4, 4, Stride = 2, Pad = 1)", 14, 28)]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, Pad = 1, OutputPadding = 1)", 14, 28)]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, Dilation = 2)", 14, 31)]
    [InlineData("ConvTranspose2D(4, 3, Stride = 2, Padding = Padding.Same)", 14, 28)]
    [InlineData("ConvTranspose2D(4, 2, Stride = 3, Padding = Padding.Same)", 14, 42)]
    public void A_transposed_convolution_turns_a_convolution_round(string layer, int input, int output)
    {
        LayerNode node = Infer($"[Network({input}, {input}, 2)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0];
        ConvolutionOperation turned = ((TransposedConvolutionOperation)node.Operation).Convolution;
        Assert.Equal((output, output, 4), (node.Output.Height, node.Output.Width, node.Output.Channels));
        Assert.Equal((output, input, 4, 2), (turned.Vertical.Input, turned.Vertical.Output, turned.InputChannels, turned.Filters));
    }

    [Theory]
    [InlineData("ZeroPad2D(1, 2, 3, 4)", "14×16×4")]
    [InlineData("Crop2D(1, 2, 3, 4)", "6×4×4")]
    [InlineData("Upsample2D(2, 3)", "20×30×4")]
    [InlineData("PixelShuffle(2)", "20×20×1")]
    [InlineData("PixelUnshuffle(5, BlockMajor = true)", "2×2×100")]
    [InlineData("ChannelShuffle(2)", "10×10×4")]
    [InlineData("SliceChannels(1, 3)", "10×10×3")]
    [InlineData("GlobalMaxPool2D", "4")]
    [InlineData("Reshape(20, 5, 4)", "20×5×4")]
    [InlineData("Reshape(50, 8)", "50×8")]
    [InlineData("Reshape(400)", "400")]
    [InlineData("LayerNorm", "10×10×4")]
    public void Output_shapes(string layer, string shape) =>
        Assert.Equal(shape, Infer($"[Network(10, 10, 4)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Output.ToString());

    /// <summary>Figures of PyTorch's layers.</summary>
    [Theory]
    [InlineData("MultiHeadAttention(5)", "10×5", "in_proj_weight 15,5 | in_proj_bias 15 | out_proj.weight 5,5 | out_proj.bias 5", 10 * 5 * 20 + 2 * 10 * 10 * 5)]
    [InlineData("MultiHeadAttention(1, Memory = \"input\", Bias = false)", "10×5", "q_proj_weight 5,5 | k_proj_weight 5,5 | v_proj_weight 5,5 | out_proj.weight 5,5", 10 * 5 * 20 + 2 * 10 * 10 * 5)]
    [InlineData("PositionEmbedding", "10×5", "weight 10,5", 0)]
    [InlineData("SinePositionEncoding", "10×5", "weight 10,5", 0)]
    [InlineData("LSTM(6)", "6", "weight_ih_l0 24,5 | bias_ih_l0 24 | weight_hh_l0 24,6 | bias_hh_l0 24", 10 * 24 * 11)]
    [InlineData("LSTM(6, ReturnSequences = true)", "10×6", "weight_ih_l0 24,5 | bias_ih_l0 24 | weight_hh_l0 24,6 | bias_hh_l0 24", 10 * 24 * 11)]
    [InlineData("GRU(6, Bias = false)", "6", "weight_ih_l0 18,5 | weight_hh_l0 18,6", 10 * 18 * 11)]
    [InlineData("SimpleRNN(6)", "6", "weight_ih_l0 6,5 | bias_ih_l0 6 | weight_hh_l0 6,6 | bias_hh_l0 6", 10 * 6 * 11)]
    [InlineData("Conv1D(6, 3, Stride = 2, Pad = 1)", "5×6", "weight 6,5,3 | bias 6", 5 * 6 * 15)]
    [InlineData("Conv1D(5, 4, Padding = Padding.Same, Groups = 5)", "10×5", "weight 5,1,4 | bias 5", 10 * 5 * 4)]
    [InlineData("MaxPool1D(3)", "3×5", "", 0)]
    [InlineData("AvgPool1D(3, CeilMode = true)", "4×5", "", 0)]
    [InlineData("GlobalAvgPool1D", "5", "", 0)]
    [InlineData("GlobalMaxPool1D", "5", "", 0)]
    public void Sequences(string layer, string shape, string tensors, long multiplyAdds)
    {
        LayerNode node = Infer($"[Network(10, 5)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0];
        Assert.Equal(shape, node.Output.ToString());
        Assert.Equal(tensors, string.Join(" | ", node.Parameters.Select(parameter => $"{parameter.Role.FileName} {string.Join(",", parameter.Dimensions)}")));
        Assert.Equal(multiplyAdds, node.MultiplyAdds);
    }

    [Theory]
    [InlineData("AvgPool2D(3, Pad = 1)", true)]
    [InlineData("AvgPool2D(3, Pad = 0)", false)]
    [InlineData("AvgPool2D(3, Padding = Padding.Same)", false)]
    [InlineData("MaxPool2D(3, Pad = 1)", false)]
    public void Only_explicit_padding_counts_in_an_average(string layer, bool counts) =>
        Assert.Equal(counts, ((PoolingOperation)Infer($"[Network(9, 9, 2)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Operation).CountPadding);

    [Fact]
    public void A_pooling_without_a_stride_moves_by_its_own_size()
    {
        var pooling = (PoolingOperation)Infer("[Network(9, 9, 2)]\n[MaxPool2D(3, 2), Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Operation;
        Assert.Equal((3, 2, 3, 4), (pooling.Vertical.Stride, pooling.Horizontal.Stride, pooling.Vertical.Output, pooling.Horizontal.Output));
    }

    [Theory]
    [InlineData("Conv2D(6, 3, 5, Groups = 2)", "weight 6,2,3,5 fan 30 45 | bias 6 fan 30 45", 8640)]
    [InlineData("Conv2D(6, 1, Bias = false)", "weight 6,4,1,1 fan 4 6", 2400)]
    [InlineData("DepthwiseConv2D(3, DepthMultiplier = 2)", "weight 8,1,3,3 fan 9 18 | bias 8 fan 9 18", 4608)]
    [InlineData("ConvTranspose2D(6, 3, 5, Groups = 2)", "weight 4,3,3,5 fan 30 45 | bias 6 fan 30 45", 18000)]
    [InlineData("GroupNorm(2)", "weight 4 fan 4 4 | bias 4 fan 4 4", 400)]
    [InlineData("BatchNorm", "weight 4 fan 4 4 | bias 4 fan 4 4 | running_mean 4 fan 4 4 | running_var 4 fan 4 4", 400)]
    public void Parameters(string layer, string expected, long multiplyAdds)
    {
        LayerNode node = Infer($"[Network(10, 10, 4)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0];
        Assert.Equal(expected, string.Join(" | ", node.Parameters.Select(parameter => $"{parameter.Role.FileName} {string.Join(",", parameter.Dimensions)} fan {parameter.FanIn} {parameter.FanOut}")));
        Assert.Equal(multiplyAdds, node.MultiplyAdds);
    }

    [Theory]
    [InlineData("Conv2D(4, 3), ReLU", "HeUniform")]
    [InlineData("Conv2D(4, 3), BatchNorm, MaxPool2D(2), Dropout(0.1f), LeakyReLU", "HeUniform")]
    [InlineData("Conv2D(4, 3), Flatten, ReLU", "HeUniform")]
    [InlineData("Conv2D(4, 3), Tanh", "GlorotUniform")]
    [InlineData("Conv2D(4, 3), Conv2D(4, 3), ReLU", "GlorotUniform")]
    [InlineData("Conv2D(4, 3, Initializer = Initializer.HeNormal), Tanh", "HeNormal")]
    [InlineData("Conv2D(4, 3), MaxPool2D(2), SELU", "LeCunNormal")]
    [InlineData("Conv2D(4, 3, Initializer = Initializer.Orthogonal), SELU", "Orthogonal")]
    public void Initializers(string layers, string expected) =>
        Assert.Equal(expected, Infer($"[Network(10, 10, 4)]\n[{layers}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Parameters[0].Initializer);

    /// <summary>Those of Keras, whose LSTM begins with open forget gates.</summary>
    [Theory]
    [InlineData("LSTM(6)", "GlorotUniform ForgetGate Orthogonal Zeros")]
    [InlineData("GRU(6)", "GlorotUniform Zeros Orthogonal Zeros")]
    public void Initializers_of_recurrent_layers(string layer, string expected) => Assert.Equal(
        expected, string.Join(" ", Infer($"[Network(10, 4)]\n[{layer}, Dense(2), SoftmaxCrossEntropy]").Layers[0].Parameters.Select(parameter => parameter.Initializer)));

    [Theory]
    [InlineData("Conv2D(4, 3, Initializer = Initializer.Constant)", 0f)]
    [InlineData("Conv2D(4, 3, Initializer = Initializer.Constant, InitialValue = -0.5f)", -0.5f)]
    [InlineData("DepthwiseConv2D(3, Initializer = Initializer.TruncatedNormal)", 0.05f)]
    [InlineData("SeparableConv2D(4, 3, Initializer = Initializer.TruncatedNormal, InitialDeviation = 0.02f)", 0.02f)]
    [InlineData("ConvTranspose2D(4, 3, Initializer = Initializer.TruncatedNormal, InitialDeviation = 0.02f)", 0.02f)]
    [InlineData("Conv2D(4, 3, Initializer = Initializer.HeNormal)", 0f)]
    public void Numbers_that_initializers_take(string layer, float expected) =>
        Assert.Equal(expected, Infer($"[Network(10, 10, 4)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Parameters[0].InitializerArgument);

    [Fact]
    public void An_auxiliary_head_leaves_the_weights_in_front_of_it_as_they_begin() => Assert.Equal("HeUniform", Infer(
        """
        [Network(4)]
        [Dense(8, Name = "a"), Tanh, Dense(2), SoftmaxCrossEntropy(TrainingOnly = true)]
        [From("a"), ReLU, Dense(2), SoftmaxCrossEntropy]
        """).Layers[0].Parameters[0].Initializer);

    /// <summary>Two tensors of one name could not be saved.</summary>
    [Theory]
    [InlineData("Conv2D(2, 3), Conv2D(2, 3, Name = \"conv2d_1\")", "conv2d_2 conv2d_1")]
    [InlineData("Conv2D(2, 3), Conv2D(2, 3, Name = \"Conv2d_1\"), Conv2D(2, 3)", "conv2d_2 Conv2d_1 conv2d_4")]
    [InlineData("ReLU(Name = \"relu_2\"), ReLU, ReLU", "relu_2 relu_3 relu_4")]
    [InlineData("Conv2D(2, 3, Name = \"Conv2D2\"), Conv2D(2, 3)", "Conv2D2 conv2d_3")]
    public void A_counted_name_is_never_one_that_is_given(string layers, string names)
    {
        LayerGraph graph = Infer($"[Network(9, 9, 1)]\n[{layers}, MeanSquaredError]");
        Assert.Equal(names, string.Join(" ", graph.Layers.Select(layer => layer.Name)));
        Assert.Equal(graph.Layers.Count, graph.Layers.Select(layer => layer.Accessor).Distinct().Count());
    }

    [Fact]
    public void Names_count_by_kind_and_step_over_those_that_are_taken()
    {
        LayerGraph graph = Infer("[Network(8)]\n[Dense(4, Name = \"dense2\"), ReLU, Dense(4), ReLU, Dense(4), SoftmaxCrossEntropy]");
        Assert.Equal(["dense2", "relu_1", "dense_3", "relu_2", "dense_4"], graph.Layers.Select(layer => layer.Name));
        Assert.Equal(["Dense2", "ReLU1", "Dense3", "ReLU2", "Dense4"], graph.Layers.Select(layer => layer.Accessor));
        Assert.Equal([-1, 0, 1, 2, 3], graph.Layers.Select(layer => layer.Inputs[0]));
    }

    [Theory]
    [InlineData("Conv2D(filters: 4, kernelSize: 3, Padding = Padding.Same, Stride = 2)", "Conv2D(4, 3, Stride = 2, Padding = Same)")]
    [InlineData("Conv2D(4, 3, Stride = 1, Name = \"x\", L2 = 0.1f, Bias = true)", "Conv2D(4, 3)")]
    [InlineData("Conv2D(kernelSize: 3, filters: 4)", "Conv2D(4, 3)")]
    public void A_layer_has_one_description_however_it_is_written(string layer, string description) =>
        Assert.Equal(description, Infer($"[Network(10, 10, 4)]\n[{layer}, Flatten, Dense(2), SoftmaxCrossEntropy]").Layers[0].Description);

    [Fact]
    public void The_loss_with_its_options()
    {
        LayerGraph graph = Infer("[Network(8)]\n[Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, ClassWeights = new[] { 1f, 2f, 3f })]");
        Assert.Equal(new SoftmaxCrossEntropyOperation(3, 0.1f, [1f, 2f, 3f]), graph.Loss);
    }

    private static LayerGraph Infer(string attributes)
    {
        var steps = GeneratorRun.Of(AnalyzerTest.Net(attributes)).Result.Results[0].TrackedSteps[TrackingNames.Shapes];
        NetworkModel model = (NetworkModel)steps.Single().Outputs.Single().Value;
        Assert.Null(model.Error);
        return model.Graph;
    }
}
