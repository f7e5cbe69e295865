using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>Large networks must not drown the compiler: kernels are printed once for each signature, not once for each layer.</summary>
public class SourceSizeTests
{
    /// <summary>LeNet-5 in its modern form (LeCun et al. 1998).</summary>
    private const string LeNet5 = """
        using DeepVision.Generated;

        [Network(28, 28, 1)]
        [Conv2D(6, 5, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(16, 5), ReLU, MaxPool2D(2)]
        [Flatten]
        [Dense(120), ReLU, Dense(84), ReLU]
        [Dense(10), SoftmaxCrossEntropy]
        public partial class Net;
        """;

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
        public partial class Net;
        """;

    /// <summary>The size of the text also bounds the time that the generator and the compiler need for it.</summary>
    [Theory]
    [InlineData(LeNet5, 20_000, 350_000)]
    [InlineData(Vgg16, 20_000, 600_000)]
    public void An_engine_takes_few_characters(string network, int fewest, int most) =>
        Assert.InRange(GeneratorRun.Of(network).Files["Net.Cpu.g.cs"].Length, fewest, most);

    [Fact]
    public void So_does_one_of_a_hundred_convolutions_of_different_widths()
    {
        string layers = string.Concat(Enumerable.Range(8, 100).Select(filters => $"[Conv2D({filters}, 3, Padding = Padding.Same), ReLU]\n"));
        string network = $"using DeepVision.Generated;\n[Network(32, 32, 3)]\n{layers}[GlobalAvgPool2D, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;";
        Assert.InRange(GeneratorRun.Of(network).Files["Net.Cpu.g.cs"].Length, 100_000, 3_000_000);
    }

    /// <summary>
    /// The just-in-time compiler keeps track of 1,024 locals in a method, its own temporary ones among them, which are about
    /// as many again as those in the text. Beyond that everything goes through memory.
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
            method => Assert.True(Locals(method) <= 350, $"{method.Identifier} has {Locals(method)} locals."));

        static int Locals(MethodDeclarationSyntax method) => method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Count();
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
