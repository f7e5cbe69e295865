using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>
/// Every user's compiler reads the kernels at each build: they are written once for all vector widths, and once for each
/// shape, not once for each layer.
/// </summary>
public class SourceSizeTests
{
    /// <summary>VGG16 (Simonyan and Zisserman 2014, arXiv:1409.1556), configuration D.</summary>
    private const string Vgg16 = """
        using DeepVision.Generated;

        [Network(224, 224, 3)]
        [Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(128, 3, Padding = Padding.Same), ReLU, Conv2D(128, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(256, 3, Padding = Padding.Same), ReLU, Conv2D(256, 3, Padding = Padding.Same), ReLU, Conv2D(256, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, Conv2D(512, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(4096), ReLU, Dropout(0.5f)]
        [Dense(4096), ReLU, Dropout(0.5f)]
        [Dense(1000), SoftmaxCrossEntropy]
        public partial class Vgg16;
        """;

    private const string LeNet5 = """
        using DeepVision.Generated;

        [Network(28, 28, 1)]
        [Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(16, 5), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(120), ReLU]
        [Dense(84), ReLU]
        [Dense(10), SoftmaxCrossEntropy]
        public partial class LeNet5;
        """;

    private const string DigitNet = """
        using DeepVision.Generated;

        [Network(28, 28, 1)]
        [Conv2D(32, 3), ReLU, MaxPool2D(2)]
        [Conv2D(64, 3), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(128), ReLU, Dropout(0.5f)]
        [Dense(10), SoftmaxCrossEntropy]
        public partial class DigitNet;
        """;

    /// <summary>The size of the text bounds the time that the generator and the compiler need for it.</summary>
    [Theory]
    [InlineData("LeNet5", LeNet5, 350_000)]
    [InlineData("DigitNet", DigitNet, 200_000)]
    [InlineData("Vgg16", Vgg16, 600_000)]
    public void An_engine_takes_no_more_characters_than_its_budget(string name, string source, int budget) =>
        Assert.InRange(GeneratorRun.Of(source).Files[name + ".Cpu.g.cs"].Length, 10_000, budget);

    [Fact]
    public void The_engine_of_a_hundred_convolutions_of_different_widths_takes_less_than_three_million_characters()
    {
        string layers = string.Concat(Enumerable.Range(0, 100).Select(index => $"[Conv2D({8 + index}, 3, Padding = Padding.Same), ReLU]\n"));
        GeneratorRun run = GeneratorRun.Of($"using DeepVision.Generated;\n[Network(32, 32, 3)]\n{layers}[GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;");
        Assert.InRange(run.Files["Net.Cpu.g.cs"].Length, 100_000, 3_000_000);
    }

    /// <summary>
    /// The just-in-time compiler keeps track of 1,024 locals in a method, and makes five to eleven of each operation on a row of
    /// one, two or four vectors. Beyond that everything goes through memory.
    /// </summary>
    [Theory]
    [InlineData("[Network(28, 28, 3)]\n[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]")]
    [InlineData("[Network(56, 56, 3)]\n[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]")]
    [InlineData("[Network(224, 224, 3)]\n[Conv2D(32, 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]")]
    [InlineData("[Network(28, 28, 1)]\n[Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]")]
    [InlineData("[Network(224, 224, 3)]\n[Conv2D(64, 7, Stride = 2, Pad = 3), ReLU, MaxPool2D(2)]")]
    public void No_method_has_more_locals_than_the_compiler_keeps_track_of(string layers)
    {
        GeneratorRun run = GeneratorRun.Of($"using DeepVision.Generated;\n{layers}\n[Flatten, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;");
        SyntaxTree file = run.Output.SyntaxTrees.Single(tree => tree.FilePath.EndsWith(".Cpu.g.cs", StringComparison.Ordinal));
        Assert.All(
            file.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>(),
            method => Assert.True(RowOperations(method) <= 180, $"{method.Identifier} has {RowOperations(method)} operations on rows."));

        static int RowOperations(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(
            call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "MultiplyAdd" or "Load" or "Store" or "Activate" or "Differentiate" or "Add", Expression: IdentifierNameSyntax { Identifier.Text: not ("Unsafe" or "BiasGradients") } });
    }

    [Fact]
    public void A_layer_that_repeats_another_one_adds_calls_but_no_kernels()
    {
        string one = Engine(Layers(1)), four = Engine(Layers(4));
        Assert.Equal(Kernels(one), Kernels(four));

        static string Layers(int count) => string.Concat(Enumerable.Repeat("[Conv2D(32, 3, Padding = Padding.Same), ReLU]\n", count));
        static string Engine(string layers) => GeneratorRun.Of($$"""
            using DeepVision.Generated;

            [Network(12, 12, 32)]
            [Conv2D(32, 3, Padding = Padding.Same), ReLU]
            {{layers}}
            [Flatten, Dense(10), SoftmaxCrossEntropy]
            public partial class Net;
            """).Files["Net.Cpu.g.cs"];
        static int Kernels(string engine) => engine.Split("MethodImplOptions.AggressiveOptimization").Length;
    }
}
