using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace DeepVision.Generated.Generators.Tests.Surface;

/// <summary>What an IDE shows over the class's name: the layer table.</summary>
public class HoverTests
{
    private const string Layers = "[Network(4, 4, 1)]\n[Conv2D(2, 3), ReLU, Flatten, Dense(3), SoftmaxCrossEntropy]\npublic partial class Net;";

    private const string Table = """
           layer         output  parameters  multiply-adds  bytes
           input         4×4×1                                 64
        1  Conv2D(2, 3)  2×2×2           20             72     32
        2  ReLU          2×2×2                                 32
        3  Flatten       8                                     32
        4  Dense(3)      3               27             24     12
           total                         47             96    172
        """;

    [Fact]
    public void Without_documentation_the_class_gets_a_summary_and_the_table()
    {
        string docs = DocsOf("Net", "");
        Assert.Contains("<summary>Sorts images (4×4×1) into 3 classes.</summary>", docs);
        Assert.Contains(Table, Unindented(docs));
        Assert.Contains("The parameters take 188 bytes, the loss is SoftmaxCrossEntropy.", docs);
    }

    [Fact]
    public void The_table_names_the_layers_that_only_training_runs()
    {
        string docs = GeneratorRun.Of("""
            using DeepVision.Generated;
            [Network(4)]
            [Dense(8, Name = "a"), ReLU, Dense(3), SoftmaxCrossEntropy]
            [From("a"), Tanh, Dense(3), SoftmaxCrossEntropy(Weight = 0.3f, TrainingOnly = true, Name = "middle")]
            public partial class Net;
            """).Output.GetTypeByMetadataName("Net")!.GetDocumentationCommentXml()!;
        Assert.Contains("the loss is SoftmaxCrossEntropy. Training adds 0.3 · SoftmaxCrossEntropy (middle) behind layers 6, 7, which predictions leave out.", docs);
    }

    [Fact]
    public void The_table_shows_what_is_frozen_and_what_an_included_network_brings()
    {
        string docs = GeneratorRun.Of("""
            using DeepVision.Generated;
            [Network(4)]
            [Dense(8), ReLU, Dense(5), SoftmaxCrossEntropy]
            public partial class Base;
            [Network(4)]
            [Include<Base>(To = "relu_1", Frozen = true)]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Net;
            """).Output.GetTypeByMetadataName("Net")!.GetDocumentationCommentXml()!;
        Assert.Matches("""1  Include&lt;Base>\(To = "relu_1"\), frozen +8 +40 +32 +64\s""", docs);
        Assert.Contains("The parameters, 40 of them frozen, take 268 bytes, the loss is SoftmaxCrossEntropy.", docs);
    }

    [Fact]
    public void The_users_summary_stays_the_only_one()
    {
        string docs = DocsOf("Net", "/// <summary>Mine.</summary>\n");
        Assert.Contains("<summary>Mine.</summary>", docs);
        Assert.DoesNotContain("Sorts", docs);
        Assert.Contains(Table, Unindented(docs));
    }

    [Fact]
    public void The_users_remarks_move_the_table_to_the_constructor()
    {
        string remarks = "/// <remarks>Mine.</remarks>\n";
        Assert.DoesNotContain("multiply-adds", DocsOf("Net", remarks));
        Assert.Contains(Table, Unindented(DocsOf("Net..ctor", remarks)));
        Assert.DoesNotContain("multiply-adds", DocsOf("Net..ctor", ""));
    }

    [Fact]
    public void Documentation_counts_when_the_compiler_ignores_it_too()
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "using DeepVision.Generated;\n/// <summary>Mine.</summary>\n/// <remarks>Mine.</remarks>\n" + Layers,
            TestCompilation.ParseOptions.WithDocumentationMode(DocumentationMode.None));
        string surface = GeneratorRun.Of(TestCompilation.Create().AddSyntaxTrees(tree)).Files["Net.g.cs"];
        Assert.DoesNotContain("Sorts", surface);
        Assert.Contains("/// <remarks>", surface[surface.IndexOf("ParameterCount", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_network_with_a_mistake_shows_no_table_of_guesses() =>
        Assert.DoesNotContain("<code>", GeneratorRun.Of(Networks.Broken).Files["Samples.BrokenNet.g.cs"]);

    private static string DocsOf(string member, string documentation)
    {
        Compilation output = GeneratorRun.Of("using DeepVision.Generated;\n" + documentation + Layers).Output;
        INamedTypeSymbol type = output.GetTypeByMetadataName("Net")!;
        ISymbol symbol = member == "Net" ? type : type.InstanceConstructors.Single();
        return symbol.GetDocumentationCommentXml()!;
    }

    private static string Unindented(string docs)
    {
        string[] lines = docs.ReplaceLineEndings("\n").Split('\n');
        int indent = lines.First(line => line.Contains(" layer ")).IndexOf("layer", StringComparison.Ordinal) - 3;
        return string.Join("\n", lines.Select(line => line.Length > indent ? line[indent..] : line));
    }
}
