using System.Text;

namespace DeepVision.Generated.Generators.Tests.Documentation;

/// <summary>
/// The pages of <c>docs/</c> that list layers, losses, optimizers, schedules and metrics: their tables are made of the documentation comments,
/// everything else is written by hand. Run the tests with <see cref="AcceptVariable"/> set to 1 to write the tables anew.
/// </summary>
public class CataloguePagesTests
{
    private const string AcceptVariable = "ACCEPT_DOCS";
    private const string Command = AcceptVariable + "=1 dotnet test tests/DeepVision.Generated.Generators.Tests -c Release --filter FullyQualifiedName~CataloguePages";
    private const string End = "<!-- end of rows -->";

    public static TheoryData<string> Pages => [.. Catalogue.Tables.Select(table => table.Page).Distinct()];

    [Fact]
    public void Everything_says_what_Keras_and_PyTorch_call_it()
    {
        string[] problems = [.. Catalogue.Tables.SelectMany(table => table.Problems)];
        Assert.True(problems.Length == 0, "The tables of docs/ are made of documentation comments:" + Environment.NewLine + string.Join(Environment.NewLine, problems.Select(problem => "- " + problem)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_tables_of_a_page_are_those_of_the_code(string page)
    {
        string path = Path.Combine(Catalogue.Root(), "docs", page);
        string written = File.ReadAllText(path).ReplaceLineEndings("\n"), expected = written;
        foreach (CatalogueTable table in Catalogue.Tables.Where(table => table.Page == page))
            expected = WithTable(expected, table);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(path, expected);
        else
            Assert.True(written == expected, $"docs/{page} doesn't say what the code's documentation says: {FirstDifference(written, expected)} Write its tables anew: {Command}");
    }

    private static string WithTable(string page, CatalogueTable table)
    {
        string begin = $"<!-- rows: {table.Name} -->";
        int start = page.IndexOf(begin, StringComparison.Ordinal), end = start < 0 ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        Assert.True(end >= 0, $"docs/{table.Page} has no place for the table of {table.Name}. Write these two lines where it belongs, and run {Command}\n{begin}\n{End}");
        return page[..(start + begin.Length)] + "\n" + Markdown(table) + page[end..];
    }

    private static string Markdown(CatalogueTable table)
    {
        StringBuilder text = new();
        foreach (string[] row in (string[][])[table.Header, [.. table.Header.Select(_ => "---")], .. table.Rows])
            text.Append("| ").AppendJoin(" | ", row.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal))).Append(" |\n");
        return text.ToString();
    }

    private static string FirstDifference(string written, string expected)
    {
        (string Written, string Expected) = written.Split('\n').Zip(expected.Split('\n')).FirstOrDefault(lines => lines.First != lines.Second);
        return Written is null ? "it has other rows." : $"it has the line\n{Written}\ninstead of\n{Expected}\n";
    }
}
