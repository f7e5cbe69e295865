namespace DeepVision.Generated.Images.Tests.Augmentations;

/// <summary>Each change of colours against torchvision's formula, at single values.</summary>
public class ColorTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(-0.4)]
    [InlineData(0)]
    [InlineData(0.7)]
    public void FactorsMoveAwayFromBlackGreyOrThePixelsGrey(double change)
    {
        double factor = 1 + change;
        Variation fixedChange = (change, change);
        foreach (int channels in (int[])[1, 3])
        {
            Picture picture = Picture.Random(6, 5, channels, 7);
            double mean = Enumerable.Range(0, 30).Average(i => Grey(picture, i / 5, i % 5));
            picture.After(Augment.RandomBrightness(fixedChange)).AssertIs(picture.Map((y, x, c) => Bounded(factor * picture[y, x, c])));
            picture.After(Augment.RandomContrast(fixedChange)).AssertIs(picture.Map((y, x, c) => Bounded(factor * picture[y, x, c] + (1 - factor) * mean)));
            picture.After(Augment.RandomSaturation(fixedChange)).AssertIs(picture.Map((y, x, c) => Bounded(factor * picture[y, x, c] + (1 - factor) * Grey(picture, y, x))));
            picture.After(Augment.RandomSharpness(fixedChange)).AssertIs(picture.Map((y, x, c) => Bounded(factor * picture[y, x, c] + (1 - factor) * Blurred(picture, y, x, c))));
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(-0.3)]
    public void HuesTurn(double turns)
    {
        Picture picture = Picture.Random(8, 8, 3, 8);
        for (int channel = 0; channel < 3; channel++)
        {
            // A grey pixel, and one of which two colours are equal.
            picture[0, 0, channel] = 0.5;
            picture[0, 1, channel] = channel == 1 ? 0.2 : 0.8;
        }

        picture.After(Augment.RandomHue((turns, turns))).AssertIs(picture.Map((y, x, c) => Turned(picture[y, x, 0], picture[y, x, 1], picture[y, x, 2], turns)[c]));
        Picture grey = Picture.Random(4, 4, 1, 9);
        grey.After(Augment.RandomHue((turns, turns))).AssertIs(grey, 0);
    }

    [Fact]
    public void PosterizeKeepsBits()
    {
        Picture picture = Picture.Random(6, 6, 3, 10);
        picture[0, 0, 0] = 1;
        foreach (int bits in (int[])[1, 3, 8])
            picture.After(Augment.RandomPosterize(bits, 1)).AssertIs(picture.Map((y, x, c) => Math.Min(Math.Floor(picture[y, x, c] * (1 << bits)), (1 << bits) - 1) / (1 << bits)), 1e-7);
    }

    [Fact]
    public void SolarizeInvertsFromTheThresholdOn()
    {
        Picture picture = Picture.Random(6, 6, 3, 11);
        picture[0, 0, 0] = 0.25;
        picture.After(Augment.RandomSolarize(0.25, 1)).AssertIs(picture.Map((y, x, c) => picture[y, x, c] >= 0.25 ? 1 - picture[y, x, c] : picture[y, x, c]), 1e-7);
    }

    [Fact]
    public void AutoContrastStretchesEachChannel()
    {
        Picture picture = Picture.Random(6, 6, 3, 12).Map((y, x, c) => c == 2 ? 0.4 : 0.3 + 0.05 * (y + x % 3) + 0.01 * c);
        picture.After(Augment.RandomAutoContrast(1)).AssertIs(picture.Map((y, x, c) => c == 2 ? 0.4 : (picture[y, x, c] - 0.3 - 0.01 * c) / 0.35));
    }

    [Fact]
    public void EqualizeIsThatOfPil()
    {
        Picture picture = Picture.Make(40, 40, 3, (y, x, c) => ((y * x * (c + 1) / 7 + x) % 180 + 20) / 255.0);
        Picture actual = picture.After(Augment.RandomEqualize(1));
        for (int channel = 0; channel < 3; channel++)
        {
            int[] table = EqualizationTable(picture, channel);
            for (int y = 0; y < 40; y++)
            {
                for (int x = 0; x < 40; x++)
                    Assert.Equal(table[Level(picture[y, x, channel])] / 255.0, actual[y, x, channel], 1e-6);
            }
        }

        // Too few pixels for a step: as it was.
        Picture small = Picture.Make(4, 4, 1, (y, x, _) => (16 * y + x) / 255.0);
        small.After(Augment.RandomEqualize(1)).AssertIs(small);
    }

    [Fact]
    public void ChannelShiftsStayBetweenTheExtremes()
    {
        Picture picture = Picture.Random(5, 5, 2, 13).Map((y, x, c) => 200 * Math.Sin(y + 2 * x + c));
        double least = picture.ToDoubles().Min(), greatest = picture.ToDoubles().Max();
        picture.After(Augment.RandomChannelShift((30, 30))).AssertIs(picture.Map((y, x, c) => Math.Clamp(picture[y, x, c] + 30, least, greatest)), 1e-4);
    }

    [Fact]
    public void JitterTakesItsPartsInAnyOrder()
    {
        Picture picture = Picture.Random(4, 4, 3, 14);
        Variation brighter = (0.6, 0.6), flatter = (-0.5, -0.5);
        float[] one = picture.After(Augment.RandomBrightness(brighter).RandomContrast(flatter)).ToFloats();
        float[] other = picture.After(Augment.RandomContrast(flatter).RandomBrightness(brighter)).ToFloats();
        int first = 0, second = 0;
        for (int sample = 0; sample < 200; sample++)
        {
            float[] jittered = picture.After(Augment.ColorJitter(brighter, flatter), sample: sample).ToFloats();
            first += jittered.AsSpan().SequenceEqual(one) ? 1 : 0;
            second += jittered.AsSpan().SequenceEqual(other) ? 1 : 0;
        }

        Assert.Equal(200, first + second);
        Assert.InRange(first, 70, 130);
    }

    [Fact]
    public void FactorsAreDrawnEvenlyBetweenTheirBounds()
    {
        Picture picture = Picture.Rows([0.5]);
        double[] factors = [.. Enumerable.Range(0, 4000).Select(sample => picture.After(Augment.RandomBrightness((-0.5, 0.25)), sample: sample)[0, 0, 0] / 0.5)];
        Assert.True(factors.Min() is >= 0.5 and < 0.502 && factors.Max() is > 1.248 and <= 1.25, $"{factors.Min()} to {factors.Max()}");
        Assert.Equal(0.875, factors.Average(), 0.015);
        Assert.Equal(0.75 / 4, factors.Count(factor => factor < 0.6875) * 0.75 / 4000, 0.02);
    }

    private static double Bounded(double value) => Math.Clamp(value, 0, 1);

    private static double Grey(Picture picture, int y, int x) => picture.Channels == 1
        ? picture[y, x, 0]
        : 0.2989 * picture[y, x, 0] + 0.587 * picture[y, x, 1] + 0.114 * picture[y, x, 2];

    private static double Blurred(Picture picture, int y, int x, int channel)
    {
        if (y == 0 || x == 0 || y == picture.Height - 1 || x == picture.Width - 1)
            return picture[y, x, channel];
        double sum = 4 * picture[y, x, channel];
        for (int down = -1; down <= 1; down++)
        {
            for (int right = -1; right <= 1; right++)
                sum += picture[y + down, x + right, channel];
        }

        return sum / 13;
    }

    /// <summary>The hexagon in degrees, and back by the formula without cases: v − v·s·max(0, min(k, 4 − k, 1)) with k = (n + h / 60°) mod 6.</summary>
    private static double[] Turned(double red, double green, double blue, double turns)
    {
        double value = Math.Max(red, Math.Max(green, blue)), range = value - Math.Min(red, Math.Min(green, blue));
        double degrees = range == 0 ? 0
            : value == red ? 60 * ((green - blue) / range)
            : value == green ? 60 * (2 + (blue - red) / range)
            : 60 * (4 + (red - green) / range);
        double saturation = value == 0 ? 0 : range / value, hue = degrees + 360 * turns + 720;
        return [.. ((int[])[5, 3, 1]).Select(n =>
        {
            double k = (n + hue / 60) % 6;
            return value - value * saturation * Math.Max(0, Math.Min(k, Math.Min(4 - k, 1)));
        })];
    }

    private static int Level(double value) => (int)Math.Floor(value * 255.999);

    private static int[] EqualizationTable(Picture picture, int channel)
    {
        int[] counts = new int[256];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
                counts[Level(picture[y, x, channel])]++;
        }

        int step = (counts.Sum() - counts.Last(count => count > 0)) / 255, n = step / 2;
        int[] table = new int[256];
        for (int i = 0; i < 256; i++)
        {
            table[i] = Math.Min(255, n / step);
            n += counts[i];
        }

        return table;
    }
}
