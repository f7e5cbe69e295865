using System.Collections.Immutable;
using System.Globalization;
using DeepVision.Generated.Generators.Diagnostics;
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
    }

    /// <summary>Expects no diagnostic, and code without a warning.</summary>
    public static void IsSilent(string attributes)
    {
        ReportsIn(Net(attributes));
        Assert.Empty(GeneratorRun.Of(Net(attributes).Replace("public partial", "/// <summary>Documented.</summary>\npublic partial") + Use).CompilerDiagnostics);
    }

    /// <summary>As <see cref="Reports"/>, for a whole source file, without a look at the compiler.</summary>
    public static void ReportsIn(string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        ImmutableArray<Diagnostic> found = Analyze(TestCompilation.Create(source.Text));
        string[] expected = [.. source.Marks.Zip(messages, (mark, message) => $"{mark.Span} {mark.Id}: {message}")];
        Assert.Equal(source.Marks.Count, messages.Length);
        string[] actual = [.. found.Select(diagnostic => $"{diagnostic.Location.SourceSpan} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}")];
        Assert.Equal(string.Join("\n", expected), string.Join("\n", actual));
    }

    /// <summary>All that the analyzer reports, in the order of the text.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation)
    {
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new NetworkAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: (exception, _, _) => throw exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        return [.. analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
