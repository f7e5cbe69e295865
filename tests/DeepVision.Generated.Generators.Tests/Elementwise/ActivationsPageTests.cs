using System.Text.RegularExpressions;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Elementwise;

/// <summary><c>docs/activations.md</c> lists every activation and initializer, and says what the weights in front of each begin with.</summary>
public partial class ActivationsPageTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "activations.md")).ReplaceLineEndings("\n");

    [Fact]
    public void It_lists_every_activation_with_the_weights_in_front_of_it()
    {
        IEnumerable<string> kinds = ActivationTable.Rows.Select(row => row.Kind).Concat(["PReLU", "Softmax", "LogSoftmax"]);
        IEnumerable<string> expected = kinds.Select(kind => $"{kind} {Initializers.Name(0, LayerRules.Find(kind)!.InitializerHint)}");
        IEnumerable<string> listed = Activations().Matches(s_text).Select(row => $"{row.Groups["kind"].Value} {row.Groups["weights"].Value}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lists_every_initializer()
    {
        string table = s_text[s_text.IndexOf("| initializer |", StringComparison.Ordinal)..];
        Assert.All(Enum.GetNames<Initializer>(), name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<kind>\w+)(\([^`]*\))?` \|.* \| (?<weights>\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Activations();
}
