using System.Text;
using Spectre.Console;

namespace Digits.Views;

/// <summary>Draws digits with half blocks, side by side, with what the network makes of them.</summary>
internal static class PredictionView
{
    private const int Size = 28;

    // The digits stand in the middle; without the margin three of them fit into 80 columns.
    private const int Margin = 3;
    private const int Width = Size - 2 * Margin;
    private const int Threshold = 96;
    private const string Gap = "   ";

    /// <summary>One digit to show.</summary>
    /// <param name="Pixels">28×28 bytes.</param>
    /// <param name="Label">What it is.</param>
    /// <param name="Predicted">What the network takes it for.</param>
    /// <param name="Confidence">How sure the network is, 0 to 1.</param>
    public sealed record Item(byte[] Pixels, int Label, int Predicted, float Confidence);

    /// <summary>Prints the digits in one row.</summary>
    public static void Show(IAnsiConsole console, IReadOnlyList<Item> items)
    {
        for (int y = 0; y < Size; y += 2)
            console.WriteLine(string.Join(Gap, items.Select(item => Row(item.Pixels, y))).TrimEnd());
        console.WriteLine(string.Join(Gap, items.Select(item => Caption(item).PadRight(Width))).TrimEnd());
    }

    /// <summary>Two rows of pixels as one row of characters.</summary>
    private static string Row(byte[] pixels, int y)
    {
        var row = new StringBuilder(Width);
        for (int x = Margin; x < Size - Margin; x++)
        {
            bool upper = pixels[y * Size + x] > Threshold;
            bool lower = pixels[(y + 1) * Size + x] > Threshold;
            row.Append((upper, lower) switch
            {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                _ => ' ',
            });
        }

        return row.ToString();
    }

    private static string Caption(Item item)
    {
        string seen = FormattableString.Invariant($"{item.Predicted} ({item.Confidence * 100:F1} %)");
        return item.Predicted == item.Label ? seen : FormattableString.Invariant($"{seen}, is a {item.Label}");
    }
}
