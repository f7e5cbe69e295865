using System.Globalization;
using System.Text;

namespace Sequences;

/// <summary>Draws how large gradients are at each step of a sequence, as an SVG picture with one panel beside the other and a logarithmic scale.</summary>
internal static class GradientPlot
{
    private const int PanelWidth = 400, PanelHeight = 260, Left = 52, Top = 34, Right = 12, Bottom = 40;

    /// <summary>The powers of ten at the lower and the upper border.</summary>
    private const int Lowest = -10, Highest = 0;

    /// <summary>Writes the picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="panels">A title for each panel, and a value at each step for each of its curves.</param>
    public static void Write(string path, IReadOnlyList<(string Title, IReadOnlyList<(string Name, string Color, double[] Sizes)> Curves)> panels)
    {
        StringBuilder svg = new();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {panels.Count * PanelWidth} {PanelHeight}\" width=\"{panels.Count * PanelWidth}\" font-family=\"sans-serif\" font-size=\"12\">");
        Line(svg, $"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (int panel = 0; panel < panels.Count; panel++)
        {
            Line(svg, $"<g transform=\"translate({panel * PanelWidth} 0)\">");
            DrawFrame(svg, panels[panel].Title, panels[panel].Curves[0].Sizes.Length);
            for (int curve = 0; curve < panels[panel].Curves.Count; curve++)
            {
                (string name, string color, double[] sizes) = panels[panel].Curves[curve];
                string points = string.Join(' ', sizes.Select((size, step) => string.Create(CultureInfo.InvariantCulture, $"{X(step, sizes.Length):0.#},{Y(Math.Log10(Math.Max(size, 1e-30))):0.#}")));
                Line(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>");
                Line(svg, $"<text x=\"{PanelWidth - Right - 8}\" y=\"{PanelHeight - Bottom - 10 - 16 * curve}\" text-anchor=\"end\" fill=\"{color}\">{name}</text>");
            }

            Line(svg, $"</g>");
        }

        Line(svg, $"</svg>");
        File.WriteAllText(path, svg.ToString());
    }

    private static void DrawFrame(StringBuilder svg, string title, int steps)
    {
        Line(svg, $"<text x=\"{Left}\" y=\"{Top - 14}\" font-weight=\"bold\">{title}</text>");
        for (int power = Lowest; power <= Highest; power += 2)
        {
            Line(svg, $"<line x1=\"{Left}\" x2=\"{PanelWidth - Right}\" y1=\"{Y(power):0.#}\" y2=\"{Y(power):0.#}\" stroke=\"#ddd\"/>");
            Line(svg, $"<text x=\"{Left - 6}\" y=\"{Y(power) + 4:0.#}\" text-anchor=\"end\">1e{power}</text>");
        }

        for (int step = 0; step < steps; step += 20)
            Line(svg, $"<text x=\"{X(step, steps):0.#}\" y=\"{PanelHeight - Bottom + 16}\" text-anchor=\"middle\">{step}</text>");
        Line(svg, $"<text x=\"{(Left + PanelWidth - Right) / 2}\" y=\"{PanelHeight - 8}\" text-anchor=\"middle\">step</text>");
    }

    private static double X(int step, int steps) => Left + (PanelWidth - Right - Left) * (double)step / (steps - 1);

    /// <summary>The row of a power of ten; what lies below the lower border is drawn on it.</summary>
    private static double Y(double power) => Top + (PanelHeight - Bottom - Top) * (Highest - Math.Clamp(power, Lowest, Highest)) / (Highest - Lowest);

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
