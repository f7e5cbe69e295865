using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Sequences of images: what works on each of them, and what does not.</summary>
public class ImageSequenceDiagnosticTests
{
    [Theory]
    [InlineData("[Network(8, 32, 32, 1)]\n[Conv2D(4, 3), BatchNorm, ReLU, MaxPool2D(2), Dropout(0.1f), GlobalAvgPool2D, LSTM(4), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(8, 12, 12, 1)]\n[Conv2D(4, 3), Flatten, GRU(3, ReturnSequences = true), Flatten, Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(8, 4, 4, 2)]\n[Branch, Conv2D(3, 1), Branch, Shortcut, Add, Branch, AvgPool2D(4), Conv2D(3, 1), Branch, Multiply, Reshape(384), Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Network(3)]\n[Input(\"clip\", 2, 4, 4, 1)]\n[From(\"clip\"), GlobalMaxPool2D, LSTM(3, Name = \"seen\"), From(\"input\"), Concat(\"seen\"), Dense(1), MeanSquaredError]")]
    public void Layers_for_images_work_on_each(string attributes) => IsSilent(attributes);

    [Fact]
    public void DVG0007_no_images() => Reports(
        "[Network({|DVG0007:0|}, 8, 8, 1)]\n[Conv2D(4, 3), GlobalAvgPool2D, LSTM(4), Dense(2), SoftmaxCrossEntropy]",
        "Network(0, 8, 8, 1): steps must be 1 or more, but is 0");

    [Fact]
    public void DVG1004_a_Dense_layer_on_a_sequence_of_images() => Reports(
        "[Network(8, 9, 9, 1)]\n[Conv2D(4, 3), {|DVG1004:Dense(2)|}, SoftmaxCrossEntropy]",
        "Dense(2) (layer 2) needs a vector, but receives a sequence of images of 8×7×7×4 from Conv2D(4, 3) (layer 1). Insert [GlobalAvgPool2D] or [Flatten], and [LSTM(units)] or another layer that makes a vector of a sequence, before it.");

    [Fact]
    public void DVG1060_a_recurrent_layer_on_images() => Reports(
        "[Network(8, 9, 9, 1)]\n[Conv2D(4, 3), {|DVG1060:LSTM(5)|}, Dense(2), SoftmaxCrossEntropy]",
        "LSTM(5) (layer 2) needs a sequence (steps, features), but receives a sequence of images of 8×7×7×4 from Conv2D(4, 3) (layer 1). [GlobalAvgPool2D] or [Flatten] makes a vector of each image.");

    [Fact]
    public void DVG1002_a_convolution_on_vectors_of_images() => Reports(
        "[Network(8, 9, 9, 1)]\n[GlobalAvgPool2D, {|DVG1002:Conv2D(4, 3)|}, Flatten, Dense(2), SoftmaxCrossEntropy]",
        "Conv2D(4, 3) (layer 2) needs an image (height, width, channels), but receives a sequence of 8×1 from GlobalAvgPool2D (layer 1). Move it before GlobalAvgPool2D (layer 1).");

    [Fact]
    public void DVG1003_a_window_larger_than_each_image() => Reports(
        "[Network(8, 3, 3, 1)]\n[{|DVG1003:MaxPool2D(4)|}, GlobalAvgPool2D, LSTM(4), Dense(2), SoftmaxCrossEntropy]",
        "MaxPool2D(4) (layer 1) needs an input of at least 4×4, but receives 8×3×3×1 from [Network(8, 3, 3, 1)]. Use MaxPool2D(3) or Padding.Same.");

    [Fact]
    public void DVG1010_sequences_of_different_length() => Reports(
        "[Network(8, 3, 3, 1)]\n[Input(\"other\", 7, 3, 3, 1)]\n[{|DVG1010:Add(\"other\")|}, GlobalAvgPool2D, LSTM(4), Dense(2), SoftmaxCrossEntropy]",
        "Add(\"other\") (layer 1) joins values of one shape, but receives a sequence of images of 8×3×3×1 from [Network(8, 3, 3, 1)] and a sequence of images of 7×3×3×1 from [Input(\"other\", 7, 3, 3, 1)]. Make the last layers of the paths agree.");

    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("CustomLoss")]
    public void DVG1075_a_loss_on_images(string loss) => Reports(
        $"[Network(8, 9, 9, 1)]\n[Conv2D(4, 3), ReLU, {{|DVG1075:{loss}|}}]",
        loss + " (layer 3) can't take a sequence of images of 8×7×7×4 from Conv2D(4, 3) (layer 1). Make a vector of each image in front of it ([GlobalAvgPool2D] or [Flatten]), and one of the sequence ([LSTM(units)] or [GlobalAvgPool1D]).");
}
