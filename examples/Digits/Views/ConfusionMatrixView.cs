using System.Globalization;
using DeepVision.Generated;
using Spectre.Console;

namespace Digits.Views;

/// <summary>A table of how often each digit (rows) was taken for each other (columns).</summary>
internal static class ConfusionMatrixView
{
    /// <summary>Prints the matrix.</summary>
    public static void Show(IAnsiConsole console, ConfusionMatrix matrix)
    {
        console.WriteLine("How often the digit of a row was taken for that of a column:");
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn(new TableColumn("digit"));
        for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
            table.AddColumn(new TableColumn(Digit(predicted)).RightAligned());
        table.AddColumn(new TableColumn("right").RightAligned());

        for (int actual = 0; actual < matrix.ClassCount; actual++)
        {
            var cells = new List<string> { Digit(actual) };
            for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
                cells.Add(Cell(matrix[actual, predicted], isRight: actual == predicted));

            double right = 100.0 * matrix[actual, actual] / Math.Max(matrix.ActualCount(actual), 1);
            cells.Add(FormattableString.Invariant($"{right:F1} %"));
            table.AddRow([.. cells]);
        }

        console.Write(table);
    }

    private static string Cell(long number, bool isRight)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return (number, isRight) switch
        {
            (_, true) => $"[green]{text}[/]",
            (0, false) => "[grey]·[/]",
            _ => $"[yellow]{text}[/]",
        };
    }

    private static string Digit(int value) => value.ToString(CultureInfo.InvariantCulture);
}
