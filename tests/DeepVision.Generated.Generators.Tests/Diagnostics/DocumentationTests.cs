using System.Globalization;
using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Analysis;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using DeepVision.Generated.Generators.Tests.Onnx;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary><c>docs/diagnostics.md</c> says what the analyzer says: its table is compared with the descriptors, its examples are analyzed.</summary>
public partial class DocumentationTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "diagnostics.md")).ReplaceLineEndings("\n");

    public static TheoryData<string> Ids => [.. new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id)];

    [Fact]
    public void The_table_lists_every_diagnostic_with_its_severity_and_title_and_what_to_do()
    {
        IEnumerable<string> expected = new NetworkAnalyzer().SupportedDiagnostics
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)
            .Select(descriptor => $"| [{descriptor.Id}](#{descriptor.Id.ToLowerInvariant()}) | {descriptor.DefaultSeverity} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)} | ");
        string[] rows = [.. Rows().Matches(s_text).Select(row => row.Groups["fixed"].Value)];
        Assert.Equal(string.Join("\n", expected), string.Join("\n", rows));
    }

    [Fact]
    public void Every_section_belongs_to_a_diagnostic() =>
        Assert.Equal(
            new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
            Sections().Matches(s_text).Select(section => section.Groups["id"].Value));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_example_gives_the_message_below_it(string id)
    {
        Match section = Sections().Matches(s_text).Single(match => match.Groups["id"].Value == id);
        // The hint about Debug builds is the only one that asks how the network is compiled.
        OptimizationLevel level = id == "DVG2008" ? OptimizationLevel.Debug : OptimizationLevel.Release;
        // And one asks for the version of C#.
        CSharpParseOptions language = TestCompilation.ParseOptions.WithLanguageVersion(id == "DVG0018" ? LanguageVersion.CSharp11 : LanguageVersion.Latest);
        using OnnxFolder folder = OnnxFolder.OfExamples();
        Diagnostic found = Assert.Single(AnalyzerTest.Diagnose(
            TestCompilation.Create()
                .AddSyntaxTrees(CSharpSyntaxTree.ParseText("using DeepVision.Generated;\n" + section.Groups["code"].Value, language))
                .WithOptions(TestCompilation.Options.WithOptimizationLevel(level)),
            folder.Files));
        string message = $"{found.Severity.ToString().ToLowerInvariant()} {found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}";
        Assert.True(section.Groups["message"].Value == message, $"The message of the example in docs/diagnostics.md should be:\n{message}");
    }

    [GeneratedRegex(@"^(?<fixed>\| \[DVG\d{4}\]\(#dvg\d{4}\) \| \w+ \| [^|]+ \| )[^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^### (?<id>DVG\d{4})\n.*?^```csharp\n(?<code>.*?)^```\n\n```text\n(?<message>[^\n]*)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sections();
}
