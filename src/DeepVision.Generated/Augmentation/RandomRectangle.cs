using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Draws rectangles of a share of a picture's area, with proportions whose logarithm is even between two bounds.</summary>
/// <param name="area">The share.</param>
/// <param name="ratio">The proportions.</param>
internal sealed class RandomRectangle((double Minimum, double Maximum) area, (double Minimum, double Maximum) ratio)
{
    private readonly double _leastLogarithm = PortableMath.Log(ratio.Minimum);
    private readonly double _greatestLogarithm = PortableMath.Log(ratio.Maximum);

    /// <summary>Two sides, the first by the second as the ratio says; they may be longer than the picture's.</summary>
    public (int First, int Second) Draw(int height, int width, ref RandomDraws draws)
    {
        double pixels = (double)height * width * draws.NextDouble(area.Minimum, area.Maximum);
        double drawn = PortableMath.Exp(draws.NextDouble(_leastLogarithm, _greatestLogarithm));
        return ((int)Math.Round(Math.Sqrt(pixels * drawn)), (int)Math.Round(Math.Sqrt(pixels / drawn)));
    }
}
