using DeepVision.Generated.CodeFixes;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.CodeFixes;

public class CodeFixTests
{
    [Fact]
    public Task Flatten_on_a_line_of_its_own() => CodeFixTest.Fixes(new InsertFlattenCodeFix(), "Insert [Flatten]", """
        using DeepVision.Generated;
        namespace Samples
        {
            [Network(28, 28, 1)]
            [Conv2D(32, 3), ReLU]
            [Dense(10), SoftmaxCrossEntropy]
            public partial class Net;
        }
        """, """
        using DeepVision.Generated;
        namespace Samples
        {
            [Network(28, 28, 1)]
            [Conv2D(32, 3), ReLU]
            [Flatten]
            [Dense(10), SoftmaxCrossEntropy]
            public partial class Net;
        }
        """);

    [Theory]
    [InlineData("[Network(8, 8, 1), ReLU, Dense(10), SoftmaxCrossEntropy] public partial class Net;", "[Network(8, 8, 1), ReLU, Flatten, Dense(10), SoftmaxCrossEntropy] public partial class Net;")]
    [InlineData("[Network(8, 8, 1)] [Dense(10), SoftmaxCrossEntropy] public partial class Net;", "[Network(8, 8, 1)] [Flatten] [Dense(10), SoftmaxCrossEntropy] public partial class Net;")]
    public Task Flatten_inside_a_line(string before, string after) => CodeFixTest.Fixes(new InsertFlattenCodeFix(), "Insert [Flatten]", Using(before), Using(after));

    [Theory]
    [InlineData("Dense(8, Input = \"hiden\")", "Dense(8, Input = \"hidden\")")]
    [InlineData("From(\"hiden\"), Dense(8)", "From(\"hidden\"), Dense(8)")]
    [InlineData("Add(\"relu_1\", \"hiden\")", "Add(\"relu_1\", \"hidden\")")]
    public Task A_misspelt_name(string before, string after) => CodeFixTest.Fixes(
        new CorrectNameCodeFix(), "Write \"hidden\"",
        Using($"[Network(8), Dense(8, Name = \"hidden\"), ReLU, {before}, Add(\"relu_1\"), SoftmaxCrossEntropy] public partial class Net;"),
        Using($"[Network(8), Dense(8, Name = \"hidden\"), ReLU, {after}, Add(\"relu_1\"), SoftmaxCrossEntropy] public partial class Net;"));

    [Fact]
    public Task A_misspelt_name_of_an_included_layer()
    {
        const string Base = "[Network(8), Dense(8, Name = \"hidden\"), ReLU, Dense(4), SoftmaxCrossEntropy] public partial class Base;\n";
        return CodeFixTest.Fixes(
            new CorrectNameCodeFix(), "Write \"hidden\"",
            Using(Base + "[Network(8), Include<Base>(To = \"hiden\"), ReLU, Dense(3), SoftmaxCrossEntropy] public partial class Net;"),
            Using(Base + "[Network(8), Include<Base>(To = \"hidden\"), ReLU, Dense(3), SoftmaxCrossEntropy] public partial class Net;"));
    }

    [Theory]
    [InlineData("[Branch, Conv2D(8, 3, Pad = 1)]\n[Branch]\n[Add]", "[Branch, Conv2D(8, 3, Pad = 1)]\n[Branch, Shortcut]\n[Add]")]
    [InlineData("[Branch, Branch, Conv2D(8, 3, Pad = 1), Add]", "[Branch, Shortcut, Branch, Conv2D(8, 3, Pad = 1), Add]")]
    public Task A_path_without_layers_that_needs_a_shortcut(string before, string after) => CodeFixTest.Fixes(
        new InsertShortcutCodeFix(), "Insert Shortcut",
        Using($"[Network(8, 8, 3)]\n{before}\n[Flatten, Dense(4), SoftmaxCrossEntropy] public partial class Net;"),
        Using($"[Network(8, 8, 3)]\n{after}\n[Flatten, Dense(4), SoftmaxCrossEntropy] public partial class Net;"));

    [Theory]
    [InlineData("Use MaxPool2D(3)", "Conv2D(8, 3)", "MaxPool2D(4, Name = \"p\")", "Conv2D(8, 3)", "MaxPool2D(3, Name = \"p\")")]
    [InlineData("Use Padding.Same on Conv2D(8, 3)", "Conv2D(8, 3)", "MaxPool2D(4)", "Conv2D(8, 3, Padding = Padding.Same)", "MaxPool2D(4)")]
    [InlineData("Use Padding.Same on Conv2D(8, 3, Padding = Padding.Valid)", "Conv2D(8, 3, Padding = Padding.Valid)", "MaxPool2D(4)", "Conv2D(8, 3, Padding = Padding.Same)", "MaxPool2D(4)")]
    [InlineData("Use Conv2D(4, 5, 3)", "ReLU", "Conv2D(4, 7, 3)", "ReLU", "Conv2D(4, 5, 3)")]
    [InlineData("Use Padding.Same on Conv2D(4, 7, 3)", "ReLU", "Conv2D(4, 7, 3)", "ReLU", "Conv2D(4, 7, 3, Padding = Padding.Same)")]
    public Task A_window_that_fits(string title, string first, string second, string fixedFirst, string fixedSecond) => CodeFixTest.Fixes(
        new FitWindowCodeFix(), title,
        Using($"[Network(5, 5, 1)]\n[{first}, {second}]\n[Flatten, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;"),
        Using($"[Network(5, 5, 1)]\n[{fixedFirst}, {fixedSecond}]\n[Flatten, Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;"));

    [Fact]
    public Task A_partial_class() => CodeFixTest.Fixes(new MakePartialCodeFix(), "Make Net partial",
        Using("[Network(4), Dense(2), SoftmaxCrossEntropy]\npublic sealed class Net;"),
        Using("[Network(4), Dense(2), SoftmaxCrossEntropy]\npublic sealed partial class Net;"));

    [Fact]
    public Task A_partial_class_around_it() => CodeFixTest.Fixes(new MakePartialCodeFix(), "Make Outer partial",
        Using("static class Outer { [Network(4), Dense(2), SoftmaxCrossEntropy] public partial class Net; }"),
        Using("static partial class Outer { [Network(4), Dense(2), SoftmaxCrossEntropy] public partial class Net; }"));

    [Theory]
    [InlineData("Write Conv2D", "Conv2d(4, 3)", "Conv2D(4, 3)")]
    [InlineData("Write MaxPool2D", "DeepVision.Generated.MaxPooling2D(2)", "DeepVision.Generated.MaxPool2D(2)")]
    public Task The_layer_that_a_misspelt_one_was_meant_to_be(string title, string before, string after) => CodeFixTest.Fixes(
        new CorrectLayerCodeFix(), title,
        Using($"[Network(8, 8, 1), {before}, Flatten, Dense(2), SoftmaxCrossEntropy] partial class Net;"),
        Using($"[Network(8, 8, 1), {after}, Flatten, Dense(2), SoftmaxCrossEntropy] partial class Net;"));

    [Fact]
    public Task A_layer_whose_namespace_is_missing() => CodeFixTest.Fixes(
        new CorrectLayerCodeFix(), "Write DeepVision.Generated.ReLU",
        "[DeepVision.Generated.Network(8), DeepVision.Generated.Dense(2), ReLU, DeepVision.Generated.SoftmaxCrossEntropy] partial class Net;",
        "[DeepVision.Generated.Network(8), DeepVision.Generated.Dense(2), DeepVision.Generated.ReLU, DeepVision.Generated.SoftmaxCrossEntropy] partial class Net;");

    [Theory]
    [InlineData("Insert Sigmoid", "Dense(1), BinaryCrossEntropy", "Dense(1), Sigmoid, BinaryCrossEntropy")]
    [InlineData("Insert Sigmoid", "Dense(1)]\n[BinaryCrossEntropy", "Dense(1)]\n[Sigmoid, BinaryCrossEntropy")]
    [InlineData("Use Sigmoid instead of Tanh", "Dense(1), Tanh, BinaryCrossEntropy", "Dense(1), Sigmoid, BinaryCrossEntropy")]
    public Task Sigmoid_before_BinaryCrossEntropy(string title, string before, string after) => CodeFixTest.Fixes(
        new InsertSigmoidCodeFix(), title, Using($"[Network(4), {before}] partial class Net;"), Using($"[Network(4), {after}] partial class Net;"));

    [Theory]
    [InlineData("[Dense(2), Softmax, SoftmaxCrossEntropy]", "[Dense(2), SoftmaxCrossEntropy]")]
    [InlineData("[Dense(2)]\n[Softmax, SoftmaxCrossEntropy]", "[Dense(2)]\n[SoftmaxCrossEntropy]")]
    [InlineData("[Dense(2)]\n[Softmax]\n[SoftmaxCrossEntropy]", "[Dense(2)]\n[SoftmaxCrossEntropy]")]
    public Task No_Softmax_before_SoftmaxCrossEntropy(string before, string after) => CodeFixTest.Fixes(
        new RemoveSoftmaxCodeFix(), "Remove Softmax", Using($"[Network(4)]\n{before}\npartial class Net;"), Using($"[Network(4)]\n{after}\npartial class Net;"));

    private static string Using(string source) => "using DeepVision.Generated;\n" + source;
}
