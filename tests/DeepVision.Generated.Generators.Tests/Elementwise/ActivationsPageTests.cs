namespace DeepVision.Generated.Generators.Tests.Elementwise;

/// <summary><c>docs/activations.md</c> lists every initializer.</summary>
public class ActivationsPageTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "activations.md")).ReplaceLineEndings("\n");

    [Fact]
    public void It_lists_every_initializer()
    {
        string table = s_text[s_text.IndexOf("| initializer |", StringComparison.Ordinal)..];
        Assert.All(Enum.GetNames<Initializer>(), name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
    }
}
