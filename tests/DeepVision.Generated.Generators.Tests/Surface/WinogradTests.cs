using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>Which convolutions run by Winograd's algorithm.</summary>
public class WinogradTests
{
    [Theory]
    [InlineData("Conv2D(64, 3)", true)]
    [InlineData("Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)", true)]
    [InlineData("Conv2D(16, 3)", false)]
    [InlineData("Conv2D(64, 5)", false)]
    [InlineData("Conv2D(64, 3, Stride = 2)", false)]
    [InlineData("Conv2D(64, 3, Dilation = 2)", false)]
    [InlineData("Conv2D(64, 3, Groups = 2)", false)]
    [InlineData("MaxPool2D(2), Conv2D(64, 3)", false)]
    public void Only_wide_plain_convolutions_over_enough_pixels(string layers, bool expected) =>
        Assert.Equal(expected, Engine("", layers).Contains("WinogradConvolution", StringComparison.Ordinal));

    /// <summary>A batch has tiles enough where one image has only one.</summary>
    [Fact]
    public void Wide_convolutions_over_few_pixels_in_training_alone()
    {
        string engine = Engine("", "MaxPool2D(3), Conv2D(128, 1), Conv2D(128, 3, Padding = Padding.Same)");
        Assert.Contains("WinogradConvolution.StoreWeightGradient", engine, StringComparison.Ordinal);
        // Training's way forward and its gradient by the input: predictions have none.
        Assert.Equal(2, Regex.Count(engine, @"WinogradConvolution\.Forward\("));
    }

    /// <summary>Ten pixels are tiles of four, three and three; in front of a pooling only those of its gradient are, which has no windows.</summary>
    [Theory]
    [InlineData("Conv2D(64, 3)", 2)]
    [InlineData("Conv2D(64, 3), ReLU, MaxPool2D(2)", 1)]
    [InlineData("Conv2D(64, 3, Padding = Padding.Same)", 0)]
    public void Tiles_of_three_pixels_where_they_save_products(string layers, int geometries) =>
        Assert.Equal(geometries, Regex.Count(Engine("", layers), "ShortTilesDown = 2, ShortTilesAcross = 2"));

    [Fact]
    public void None_where_the_network_declines() =>
        Assert.DoesNotContain("Winograd", Engine(", Winograd = false", "Conv2D(64, 3)"), StringComparison.Ordinal);

    private static string Engine(string option, string layers) => GeneratorRun.Of($$"""
        using DeepVision.Generated;

        [Network(14, 14, 3{{option}})]
        [Conv2D(32, 3)]
        [{{layers}}]
        [Flatten, Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """).Files["Net.Cpu.g.cs"];
}
