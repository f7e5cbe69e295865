using System.Collections.Immutable;
using System.Globalization;
using DeepVision.Generated.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepVision.Generated.Generators.Tests.Infrastructure;

/// <summary>Checks what the analyzer reports, and that the generator gives such a network a surface that still compiles.</summary>
internal static class AnalyzerTest
{
    /// <summary>The code of a user of the network <c>Net</c>: it must compile whatever is wrong with the network.</summary>
    private const string Use = """

        internal static class Use
        {
            public static string Run(DeepVision.Generated.Dataset data)
            {
                using var network = new Net(seed: 1);
                network.Train(data, new DeepVision.Generated.TrainingOptions());
                using Net again = Net.Load("net.safetensors");
                return Net.InputShape + " " + Net.OutputShape + " " + Net.ParameterCount + again.Architecture.Name;
            }
        }
        """;

    /// <summary>The attributes of a network, as a whole source file with a class <c>Net</c> and someone who uses it.</summary>
    public static string Net(string attributes) => $"using DeepVision.Generated;\n\n{attributes}\npublic partial class Net;\n";

    /// <summary>Expects exactly the marked diagnostics with these messages, in the order of the text, and no error of the compiler's.</summary>
    public static void Reports(string attributes, params string[] messages)
    {
        ReportsIn(Net(attributes), messages);
        string source = MarkedSource.Parse(Net(attributes)).Text;
        GeneratorRun run = GeneratorRun.Of(source + Use);
        Assert.DoesNotContain(run.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain("Net.Cpu.g.cs", run.Files.Keys);
    }

    /// <summary>Expects exactly the marked warnings with these messages, in the order of the text, and a network that is generated all the same.</summary>
    public static void Warns(string attributes, params string[] messages)
    {
        ReportsIn(Net(attributes), messages);
        GeneratorRun run = GeneratorRun.Of(MarkedSource.Parse(Net(attributes)).Text + Use);
        Assert.Empty(run.DiagnosticsOutside(".Cpu.g.cs"));
        Assert.Contains("Net.Cpu.g.cs", run.Files.Keys);
    }

    /// <summary>Expects no diagnostic, and a surface without a warning. (<c>GeneratedCodeTests</c> look at kernels too; they take long.)</summary>
    public static void IsSilent(string attributes)
    {
        ReportsIn(Net(attributes));
        Assert.Empty(GeneratorRun.Of(Net(attributes) + Use).DiagnosticsOutside(".Cpu.g.cs"));
    }

    /// <summary>As <see cref="Reports"/>, for a whole source file; the compiler may find errors of its own, but the generator must not fail.</summary>
    public static void ReportsIn(string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        ImmutableArray<Diagnostic> found = Diagnose(TestCompilation.Create(source.Text));
        string[] expected = [.. source.Marks.Zip(messages, (mark, message) => $"{mark.Span} {mark.Id}: {message}")];
        Assert.Equal(source.Marks.Count, messages.Length);
        string[] actual = [.. found.Select(diagnostic => $"{diagnostic.Location.SourceSpan} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")];
        Assert.Equal(string.Join("\n", expected), string.Join("\n", actual));
    }

    /// <summary>All that a user sees of ours, in the order of the text: most comes from the analyzer, a little from the generator.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(CSharpCompilation compilation, params AdditionalText[] files) => InOrder(
        Analyze(compilation, files).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
            .Concat(GeneratorRun.Of(compilation, files).Result.Diagnostics));

    /// <summary>All that the analyzer reports, what only carries a fix included, in the order of the text.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, params AdditionalText[] files)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new NetworkAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. files]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return InOrder(analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult());
    }

    private static ImmutableArray<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
    ];
}
