using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>Which convolutions of few channels run by Winograd's algorithm along rows.</summary>
public class RowWinogradTests
{
    [Theory]
    [InlineData("Conv2D(64, 7, Stride = 2, Pad = 3)", true)]
    [InlineData("Conv2D(64, 7, Stride = 2, Pad = 3), BatchNorm, ReLU, MaxPool2D(3, Stride = 2)", true)]
    [InlineData("Conv2D(32, 5, Stride = 2, Pad = 2)", true)]
    [InlineData("Conv2D(64, 3, 7, Stride = 2, Pads = [1, 3, 1, 3])", true)]
    [InlineData("Conv2D(16, 1), Conv2D(32, 3, Pad = 1)", true)]
    [InlineData("Conv2D(64, 3, Stride = 2, Pad = 1)", false)]
    [InlineData("Conv2D(64, 3, Pad = 1)", false)]
    [InlineData("Conv2D(64, 7, Pad = 3)", false)]
    [InlineData("Conv2D(64, 4, Stride = 2, Dilation = 2, Pad = 3)", false)]
    [InlineData("Conv2D(63, 7, Stride = 2, Groups = 3, Pad = 3)", false)]
    [InlineData("MaxPool2D(2), Conv2D(64, 7, Stride = 2, Pad = 3)", false)]
    public void Only_those_whose_windows_have_three_or_four_strides_over_long_rows(string layers, bool expected) =>
        Assert.Equal(expected, Engine("", layers).Contains("RowWinogradConvolution", StringComparison.Ordinal));

    [Fact]
    public void Training_and_predictions()
    {
        string engine = Engine("", "Conv2D(64, 7, Stride = 2, Pad = 3)");
        // Training, predictions, and the way forward in front of the one back to the network's input.
        Assert.Equal(3, Regex.Count(engine, @"RowWinogradConvolution\.Forward\("));
        Assert.Single(Regex.Matches(engine, @"RowWinogradConvolution\.WeightGradient\("));
    }

    /// <summary>What pools its results is printed; the gradient of its weights has nothing to do with that.</summary>
    [Fact]
    public void The_weight_gradient_alone_where_results_are_pooled()
    {
        string engine = Engine("", "Conv2D(64, 7, Stride = 2, Pad = 3), ReLU, MaxPool2D(2)");
        Assert.DoesNotContain("RowWinogradConvolution.Forward", engine, StringComparison.Ordinal);
        Assert.Contains("RowWinogradConvolution.WeightGradient", engine, StringComparison.Ordinal);
    }

    [Fact]
    public void None_where_the_network_declines() =>
        Assert.DoesNotContain("Winograd", Engine(", Winograd = false", "Conv2D(64, 7, Stride = 2, Pad = 3)"), StringComparison.Ordinal);

    private static string Engine(string option, string layers) => GeneratorRun.Of($$"""
        using DeepVision.Generated;

        [Network(24, 96, 3{{option}})]
        [{{layers}}]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """).Files["Net.Cpu.g.cs"];
}
