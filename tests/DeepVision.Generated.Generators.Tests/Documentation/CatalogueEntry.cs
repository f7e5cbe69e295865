using System.Text.RegularExpressions;

namespace DeepVision.Generated.Generators.Tests.Documentation;

/// <summary>
/// A row of a table of <c>docs/</c>, made of a documentation comment: what it computes, what Keras and PyTorch call it (sentences that begin
/// with <c>Keras:</c> and <c>PyTorch:</c>, as <c>Keras: none.</c> where there is none), and the papers that are cited.
/// </summary>
internal sealed partial class CatalogueEntry
{
    private readonly string _text;

    /// <param name="name">What the row is about: <c>ReLU</c>.</param>
    /// <param name="shown">How a program writes it.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="remarks">The remarks.</param>
    public CatalogueEntry(string name, string shown, string summary, string remarks)
    {
        (Name, Shown, _text) = (name, shown, $"{summary} {remarks}".Trim());
        string first = Unchanged().Replace(WithoutNames(summary), ".");
        string formulas = string.Join(" ", Sentences().Split(WithoutNames(remarks)).Where(sentence => Formula().IsMatch(sentence)));
        Definition = Formula().IsMatch(first) || formulas.Length == 0 ? first : $"{first}<br>{formulas}";
    }

    public string Name { get; }

    public string Shown { get; }

    /// <summary>The summary, and the formulas of the remarks if it has none.</summary>
    public string Definition { get; }

    /// <summary>What Keras calls it; null if nothing is said.</summary>
    public string? Keras => Named("Keras");

    /// <summary>What PyTorch calls it; null if nothing is said.</summary>
    public string? PyTorch => Named("PyTorch");

    /// <summary>What scikit-learn calls it; null if nothing is said.</summary>
    public string? ScikitLearn => Named("scikit-learn");

    /// <summary>The papers that are cited, with links to those on arXiv; a dash if there are none.</summary>
    public string Papers
    {
        get
        {
            string[] papers =
            [
                .. Paper().Matches(_text).GroupBy(paper => paper.Groups["who"].Value + " " + paper.Groups["year"].Value).Select(same =>
                    same.Select(paper => paper.Groups["id"].Value).FirstOrDefault(id => id.Length > 0) is { } id ? $"[{same.Key}](https://arxiv.org/abs/{id})" : same.Key),
            ];
            return papers.Length == 0 ? "–" : string.Join(", ", papers);
        }
    }

    /// <summary>What is missing, and where it belongs; nothing if all is there.</summary>
    public IEnumerable<string> Problems(string place)
    {
        if (Keras is null)
            yield return Missing("Keras", place);
        if (PyTorch is null)
            yield return Missing("PyTorch", place);
        if (Definition.Length == 0)
            yield return $"{Name} has no summary: {place}";
    }

    private static string Missing(string library, string place) =>
        $"the documentation of {place} doesn't say what {library} calls it. Add the sentence \"{library}: <c>its name there</c>.\" to the remarks, or \"{library}: none.\"";

    private string? Named(string library)
    {
        Match match = NameSentence(library).Match(_text);
        return match.Success ? match.Groups["name"].Value : null;
    }

    private static string WithoutNames(string text)
    {
        foreach (string library in new[] { "Keras", "PyTorch", "scikit-learn" })
            text = NameSentence(library).Replace(text, "");
        return text.Trim();
    }

    /// <summary>From the library's name to the end of the sentence; a point in code ends none.</summary>
    private static Regex NameSentence(string library) => new($@"(?<= |^){library}: (?<name>(?:`[^`]*`|[^`])+?)\.(?= \p{{Lu}}| scikit|$)");

    /// <summary>What all layers of a table have in common.</summary>
    [GeneratedRegex(@"(, value by value)?; (any|the) shape stays as it is\.$")]
    private static partial Regex Unchanged();

    [GeneratedRegex(@"(?<=\.) (?=\p{Lu})")]
    private static partial Regex Sentences();

    /// <summary>A sentence that begins with the name of a result, or has an assignment in it.</summary>
    [GeneratedRegex(@"^\w(\[[^\]]*\])? = |←")]
    private static partial Regex Formula();

    [GeneratedRegex(@"(?<who>\p{Lu}[\p{L}-]+(?:, \p{Lu}[\p{L}-]+)*(?: and \p{Lu}[\p{L}-]+| et al\.)?),? (?<year>(?:19|20)\d\d)\b(?:, ""[^""]*"")?(?:[ ,(]+arXiv:(?<id>\d{4}\.\d{4,5}))?")]
    private static partial Regex Paper();
}
