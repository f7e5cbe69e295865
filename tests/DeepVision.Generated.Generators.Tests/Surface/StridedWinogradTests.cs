using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>Which convolutions with stride 2 run by Winograd's algorithm.</summary>
public class StridedWinogradTests
{
    [Theory]
    [InlineData("Conv2D(64, 3, Stride = 2, Pad = 1)", true)]
    [InlineData("Conv2D(64, 3, Stride = 2, Pad = 1), BatchNorm, ReLU", true)]
    [InlineData("Conv2D(16, 3, Stride = 2, Pad = 1)", false)]
    [InlineData("Conv2D(64, 5, Stride = 2, Pad = 2)", false)]
    [InlineData("Conv2D(64, 3, Stride = 3, Pad = 1)", false)]
    [InlineData("Conv2D(64, 3, Strides = [2, 1], Pad = 1)", false)]
    [InlineData("Conv2D(64, 3, Stride = 2, Dilation = 2, Pad = 2)", false)]
    [InlineData("Conv2D(64, 3, Stride = 2, Groups = 2, Pad = 1)", false)]
    [InlineData("MaxPool2D(2), Conv2D(64, 3, Stride = 2, Pad = 1)", false)]
    public void Only_wide_plain_convolutions_whose_tiles_fit_over_enough_pixels(string layers, bool expected) =>
        Assert.Equal(expected, Engine("", layers).Contains("StridedWinogradConvolution", StringComparison.Ordinal));

    [Fact]
    public void All_passes_of_a_training_step_and_predictions()
    {
        string engine = Engine("", "Conv2D(64, 3, Stride = 2, Pad = 1)");
        // Training, predictions, and the way forward in front of the one back to the network's input.
        Assert.Equal(3, Regex.Count(engine, @"StridedWinogradConvolution\.Forward\("));
        Assert.Contains("StridedWinogradConvolution.InputGradient", engine, StringComparison.Ordinal);
        Assert.Contains("StridedWinogradConvolution.StoreWeightGradient", engine, StringComparison.Ordinal);
    }

    /// <summary>Without padding in front the tiles of an input gradient begin outside of it, and there is one more of them along each axis.</summary>
    [Fact]
    public void The_way_back_is_direct_where_its_tiles_overhang()
    {
        string engine = Engine("", "Conv2D(64, 3, Stride = 2, Pads = [0, 0, 1, 1])");
        Assert.Contains("StridedWinogradConvolution.StoreWeightGradient", engine, StringComparison.Ordinal);
        Assert.DoesNotContain("StridedWinogradConvolution.InputGradient", engine, StringComparison.Ordinal);
    }

    /// <summary>Seven pixels are a tile of four and one of three, which saves enough products, but the other passes compute those of whole tiles.</summary>
    [Fact]
    public void Tiles_of_three_pixels_serve_weight_gradients_alone()
    {
        string engine = Engine("", "Crop2D(1), Conv2D(64, 3, Stride = 2, Pad = 1)");
        Assert.Contains("StridedWinogradConvolution.StoreWeightGradient", engine, StringComparison.Ordinal);
        Assert.DoesNotContain("StridedWinogradConvolution.Forward", engine, StringComparison.Ordinal);
        Assert.DoesNotContain("StridedWinogradConvolution.InputGradient", engine, StringComparison.Ordinal);
    }

    /// <summary>A batch has tiles enough where one image has only one.</summary>
    [Fact]
    public void Wide_convolutions_over_few_pixels_in_training_alone()
    {
        string engine = Engine("", "MaxPool2D(2), Conv2D(128, 1), Conv2D(128, 3, Stride = 2, Pad = 1)");
        Assert.Contains("StridedWinogradConvolution.StoreWeightGradient", engine, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(engine, @"StridedWinogradConvolution\.Forward\("));
    }

    [Fact]
    public void None_where_the_network_declines() =>
        Assert.DoesNotContain("Winograd", Engine(", Winograd = false", "Conv2D(64, 3, Stride = 2, Pad = 1)"), StringComparison.Ordinal);

    private static string Engine(string option, string layers) => GeneratorRun.Of($$"""
        using DeepVision.Generated;

        [Network(18, 18, 3{{option}})]
        [Conv2D(32, 3)]
        [{{layers}}]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """).Files["Net.Cpu.g.cs"];
}
