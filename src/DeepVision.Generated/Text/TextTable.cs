using System.Text;

namespace DeepVision.Generated;

/// <summary>A table of text for people: the first columns to the left, numbers to the right.</summary>
/// <param name="leftColumns">Columns that stand to the left.</param>
/// <param name="headings">Heading of each column.</param>
internal sealed class TextTable(int leftColumns, params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The rows, a line each, without a line break at the end.</summary>
    public override string ToString()
    {
        int[] widths = [.. headings.Select((_, column) => _rows.Max(row => row[column].Length))];
        var lines = new List<string>(_rows.Count);
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int column = 0; column < row.Length; column++)
                line.Append("  ").Append(column < leftColumns ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column]));
            lines.Add(line.ToString(2, line.Length - 2).TrimEnd());
        }

        return string.Join('\n', lines);
    }
}
