namespace DeepVision.Generated.Tests.Evaluation;

public class ImageMetricsTests
{
    private static readonly TensorShape s_shape = new(12, 13, 2);

    /// <summary>A difference of 0.1 everywhere is 20 decibels below a range of 1, and as much in bytes.</summary>
    [Fact]
    public void ThePeakToNoiseRatioIsInDecibels()
    {
        Assert.Equal(20, ImageMetrics.PeakSignalToNoiseRatio([0.1f, 0.2f, 0.7f], [0.2f, 0.1f, 0.6f]), 1e-4);
        Assert.Equal(20, ImageMetrics.PeakSignalToNoiseRatio([100, 125.5f], [125.5f, 100], range: 255), 1e-4);
        Assert.Equal(double.PositiveInfinity, ImageMetrics.PeakSignalToNoiseRatio([1, 2], [1, 2]));
    }

    /// <summary>Constant images have no variance: what is left is the term of the means, (2·μx·μy + C₁) / (μx² + μy² + C₁).</summary>
    [Fact]
    public void ConstantImagesDifferByTheirMeans()
    {
        float[] dark = [.. Enumerable.Repeat(0.25f, s_shape.Length)], bright = [.. Enumerable.Repeat(0.75f, s_shape.Length)];
        Assert.Equal((2 * 0.25 * 0.75 + 1e-4) / (0.0625 + 0.5625 + 1e-4), ImageMetrics.StructuralSimilarity(dark, bright, s_shape), 1e-6);
        Assert.Equal(1, ImageMetrics.StructuralSimilarity(dark, dark, s_shape), 1e-9);
    }

    /// <summary>A sum over every window, straight from the paper.</summary>
    [Fact]
    public void TheDefinition()
    {
        const int seed = 5;
        Random random = new(seed);
        float[] image = [.. Enumerable.Range(0, s_shape.Length).Select(_ => random.NextSingle() * 255)];
        float[] reference = [.. image.Select(value => value + random.NextSingle() * 40 - 20)];
        double sum = 0;
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                for (int channel = 0; channel < 2; channel++)
                    sum += Similarity(row, column, channel);
            }
        }

        Assert.Equal(sum / 12, ImageMetrics.StructuralSimilarity(image, reference, s_shape, range: 255), 1e-9);

        double Similarity(int top, int left, int channel)
        {
            (double Weight, double X, double Y)[] window =
            [
                .. from row in Enumerable.Range(0, 11)
                   from column in Enumerable.Range(0, 11)
                   let place = ((top + row) * 13 + left + column) * 2 + channel
                   select (Math.Exp(-((row - 5) * (row - 5) + (column - 5) * (column - 5)) / 4.5), (double)image[place], (double)reference[place]),
            ];
            double total = window.Sum(pixel => pixel.Weight);
            double x = window.Sum(pixel => pixel.Weight * pixel.X) / total, y = window.Sum(pixel => pixel.Weight * pixel.Y) / total;
            double xx = window.Sum(pixel => pixel.Weight * (pixel.X - x) * (pixel.X - x)) / total;
            double yy = window.Sum(pixel => pixel.Weight * (pixel.Y - y) * (pixel.Y - y)) / total;
            double xy = window.Sum(pixel => pixel.Weight * (pixel.X - x) * (pixel.Y - y)) / total;
            return (2 * x * y + 6.5025) * (2 * xy + 58.5225) / ((x * x + y * y + 6.5025) * (xx + yy + 58.5225));
        }
    }

    [Fact]
    public void WhatIsNoPairOfImagesIsRefused()
    {
        Assert.Throws<ArgumentException>(() => ImageMetrics.PeakSignalToNoiseRatio([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => ImageMetrics.PeakSignalToNoiseRatio([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageMetrics.PeakSignalToNoiseRatio([1], [1], range: 0));
        Assert.Contains("11×11", Assert.Throws<ArgumentException>(() => ImageMetrics.StructuralSimilarity(new float[100], new float[100], new TensorShape(10, 10, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ImageMetrics.StructuralSimilarity(new float[100], new float[100], new TensorShape(11, 11, 1)));
    }
}
