using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>What each layer computes stands in the architecture, with every default resolved.</summary>
public class OperationTextTests
{
    [Theory]
    [InlineData("Conv2D(8, 3)", "Convolution(new(3), new(3))")]
    [InlineData("Conv2D(8, 3, 5, Stride = 2)", "Convolution(new(3, 2), new(5, 2))")]
    [InlineData("Conv2D(8, 3, Dilation = 2)", "Convolution(new(3, 1, 2), new(3, 1, 2))")]
    [InlineData("Conv2D(8, 4, Padding = Padding.Same)", "Convolution(new(4, 1, 1, 1, 2), new(4, 1, 1, 1, 2))")]
    [InlineData("Conv2D(8, 3, Pad = 2, Groups = 4)", "Convolution(new(3, 1, 1, 2, 2), new(3, 1, 1, 2, 2), 4)")]
    [InlineData("DepthwiseConv2D(3)", "Convolution(new(3), new(3), 8)")]
    [InlineData("MaxPool2D(2, CeilMode = true)", "MaxPooling(new(2, 2), new(2, 2))")]
    [InlineData("AvgPool2D(3, Stride = 1)", "AveragePooling(new(3), new(3))")]
    [InlineData("AvgPool2D(3, Stride = 2, Padding = Padding.Same)", "AveragePooling(new(3, 2, 1, 1, 1), new(3, 2, 1, 0, 1))")]
    [InlineData("AvgPool2D(2, Pad = 1)", "AveragePooling(new(2, 2, 1, 1, 1), new(2, 2, 1, 1, 1), true)")]
    [InlineData("GlobalAvgPool2D", "GlobalAveragePooling()")]
    [InlineData("ReLU", "ReLU()")]
    [InlineData("LeakyReLU", "LeakyReLU(0.01f)")]
    [InlineData("ELU", "ELU(1f)")]
    [InlineData("ELU(0.5f)", "ELU(0.5f)")]
    [InlineData("GELU", "GELU()")]
    [InlineData("SiLU", "SiLU()")]
    [InlineData("Sigmoid", "Sigmoid()")]
    [InlineData("Tanh", "Tanh()")]
    [InlineData("Softmax", "Softmax()")]
    [InlineData("Dropout(0.25f)", "Dropout(0.25f)")]
    [InlineData("BatchNorm", "BatchNorm(0.1f, 1E-05f)")]
    [InlineData("Add(\"input\")", "Add()")]
    [InlineData("Average(\"input\")", "Average()")]
    [InlineData("Maximum(\"input\")", "Maximum()")]
    [InlineData("Multiply(\"input\")", "Multiply()")]
    [InlineData("Concat(\"input\")", "Concat()")]
    [InlineData("Flatten, Dense(3)", "Flatten(true) Dense()")]
    [InlineData("Flatten, ReLU, Dense(3)", "Flatten(true) ReLU() Dense()")]
    [InlineData("Flatten, BatchNorm", "Flatten(false) BatchNorm(0.1f, 1E-05f)")]
    [InlineData("Flatten", "Flatten(false)")]
    public void Layers_are_data(string layers, string expected)
    {
        GeneratorRun run = GeneratorRun.Of($"using DeepVision.Generated; [Network(9, 12, 8), {layers}, MeanSquaredError] public partial class Net;");

        IEnumerable<string> operations = Regex.Matches(run.Files["Net.g.cs"], @", new OperationInfo\.(.*)\),$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(expected, string.Join(" ", operations));
    }
}
