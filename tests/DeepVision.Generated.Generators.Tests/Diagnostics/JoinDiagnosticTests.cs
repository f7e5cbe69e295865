using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Values that can't be joined, and the nearest that can.</summary>
public class JoinDiagnosticTests
{
    [Theory]
    [InlineData("Average")]
    [InlineData("Maximum")]
    public void DVG1010_operands_of_different_shapes(string join) => Reports(
        $"[Network(8)]\n[Branch, Dense(4), Tanh, Branch, Dense(5)]\n[{{|DVG1010:{join}|}}, Dense(3), SoftmaxCrossEntropy]",
        $"{join} (layer 6) joins values of one shape, but receives a vector of 4 from Dense(4) (layer 2) and a vector of 5 from Dense(5) (layer 5). Make the last layers of the paths agree.");

    [Theory]
    [InlineData("Conv2D(4, 3)", "an image of 6×6×4 from Conv2D(4, 3) (layer 4)", "Give the paths the same strides, and Padding.Same where one of them has it.")]
    [InlineData("GlobalAvgPool2D", "a vector of 3 from GlobalAvgPool2D (layer 4)", "GlobalAvgPool2D or Flatten makes a vector of an image.")]
    public void DVG1012_concatenated_sizes(string second, string receives, string fix) => Reports(
        $"[Network(8, 8, 3)]\n[Branch, Conv2D(16, 1), Branch, {second}]\n[{{|DVG1012:Concat|}}, Flatten, Dense(3), SoftmaxCrossEntropy]",
        $"Concat (layer 5) puts channels beside each other and needs equal heights and widths, but receives an image of 8×8×16 from Conv2D(16, 1) (layer 2) and {receives}. {fix}");

    /// <summary>Behind a mistake the channels of all operands are known still.</summary>
    [Fact]
    public void DVG1012_is_the_only_message() => Reports(
        "[Network(8, 8, 3)]\n[Branch, Conv2D(16, 1), Branch, Conv2D(4, 3)]\n[{|DVG1012:Concat|}, MaxPool2D(10), Flatten, Dense(3), SoftmaxCrossEntropy]",
        "Concat (layer 5) puts channels beside each other and needs equal heights and widths, but receives an image of 8×8×16 from Conv2D(16, 1) (layer 2) and an image of 6×6×4 "
        + "from Conv2D(4, 3) (layer 4). Give the paths the same strides, and Padding.Same where one of them has it.");

    [Fact]
    public void Channels_may_differ() => IsSilent(
        "[Network(8, 8, 3)]\n[Branch, Conv2D(16, 1), Branch, Conv2D(5, 3, Padding = Padding.Same), Branch]\n[Concat, Flatten, Dense(3), SoftmaxCrossEntropy]");

    [Fact]
    public void DVG1007_too_many_channels()
    {
        string join = $"Concat({string.Join(", ", Enumerable.Repeat("\"input\"", 22))})";
        Reports(
            $"[Network(100_000_000)]\n[{{|DVG1007:{join}|}}, Dense(3), SoftmaxCrossEntropy]",
            $"{join} (layer 1) has 2,147,483,647 output values for each sample, but at most 2,147,483,591 fit. Use fewer filters, a larger stride, or pool before it.");
    }

    [Theory]
    [InlineData(5, "Conv2D(4, 1)", "an image of 8×8×4 from Conv2D(4, 1) (layer 4)")]
    [InlineData(6, "Flatten, Dense(8)", "a vector of 8 from Dense(8) (layer 5)")]
    [InlineData(6, "AvgPool2D(8, 1), Conv2D(16, 1)", "an image of 1×8×16 from Conv2D(16, 1) (layer 5)")]
    public void DVG1013_factors(int layer, string second, string receives) => Reports(
        $"[Network(8, 8, 3)]\n[Branch, Conv2D(16, 1), Branch, {second}]\n[{{|DVG1013:Multiply|}}, Flatten, Dense(3), SoftmaxCrossEntropy]",
        $"Multiply (layer {layer}) multiplies values of one shape, or one and its gate, but receives "
        + $"an image of 8×8×16 from Conv2D(16, 1) (layer 2) and {receives}. Beside an image of 8×8×16 fits another one, or as its gate an image of 1×1×16 or a vector of 16 or an image of 8×8×1.");

    [Fact]
    public void DVG1013_a_gate_of_two() => Reports(
        "[Network(8)]\n[Branch, Dense(4), Branch, Dense(4), Branch, Dense(1)]\n[{|DVG1013:Multiply|}, Dense(3), SoftmaxCrossEntropy]",
        "Multiply (layer 7) multiplies values of one shape, or one and its gate, but receives a vector of 4 from Dense(4) (layer 2) and a vector of 1 from Dense(1) (layer 6). "
        + "Three or more values must have one shape; multiply by a gate in a Multiply of its own.");

    [Theory]
    [InlineData("GlobalAvgPool2D, Dense(16)")]
    [InlineData("AvgPool2D(8), Conv2D(16, 1)")]
    [InlineData("Conv2D(1, 1)")]
    public void Gates_fit(string gate) => IsSilent(
        $"[Network(8, 8, 3)]\n[Branch, Conv2D(16, 1), Branch, {gate}, Sigmoid]\n[Multiply, Flatten, Dense(3), SoftmaxCrossEntropy]");

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void DVG1001_a_byte_tells_the_winner(int others, bool isTooMany)
    {
        string join = $"Maximum({string.Join(", ", Enumerable.Repeat("\"input\"", others))})";
        if (isTooMany)
        {
            Reports(
                $"[Network(8)]\n[{{|DVG1001:{join}|}}, Dense(3), SoftmaxCrossEntropy]",
                $"{join} (layer 1): the number of values must be at most 256, but is 257");
        }
        else
            IsSilent($"[Network(8)]\n[{join}, Dense(3), SoftmaxCrossEntropy]");
    }
}
