using System.Security.Cryptography;

namespace DeepVision.Generated.Images.Tests.Augmentations;

public class DegradationTests
{
    [Fact]
    public void NoiseIsNormalAndDiffersInEveryValue()
    {
        Picture picture = Picture.Make(60, 60, 3, (_, _, _) => 0.5);
        double[] noise = [.. picture.After(Augment.GaussianNoise(0.1, clip: false)).ToDoubles().Select(value => (value - 0.5) / 0.1)];
        Assert.Equal(0, noise.Average(), 0.03);
        Assert.Equal(1, noise.Average(value => value * value), 0.05);
        Assert.Equal(0.6827, noise.Count(value => Math.Abs(value) < 1) / (double)noise.Length, 0.02);
        Assert.Equal(0.9545, noise.Count(value => Math.Abs(value) < 2) / (double)noise.Length, 0.01);
        Assert.True(noise.Distinct().Count() > 0.99 * noise.Length);
        Assert.Equal(0, noise.Zip(noise.Skip(1), (a, b) => a * b).Average(), 0.03);
    }

    [Fact]
    public void NoiseStaysWithinZeroToOneWhereItIsToldTo()
    {
        Picture picture = Picture.Random(30, 30, 1, 30);
        Assert.All(picture.After(Augment.GaussianNoise(2)).ToDoubles(), value => Assert.InRange(value, 0, 1));
        Assert.Contains(picture.After(Augment.GaussianNoise(2, clip: false)).ToDoubles(), value => value > 1);
        picture.After(Augment.GaussianNoise(0)).AssertIs(picture, 0);
    }

    [Theory]
    [InlineData(3, 0.6)]
    [InlineData(5, 1.5)]
    [InlineData(9, 0.1)]
    public void BlurIsTorchvisions(int kernelSize, double deviation)
    {
        Picture picture = Picture.Random(7, 9, 3, 31);
        int radius = kernelSize / 2;
        double[] curve = [.. Enumerable.Range(-radius, kernelSize).Select(i => Math.Exp(-0.5 * i * i / (deviation * deviation)))];
        double sum = curve.Sum();
        picture.After(Augment.RandomGaussianBlur(kernelSize, (deviation, deviation))).AssertIs(picture.Map((y, x, c) =>
        {
            double value = 0;
            for (int i = -radius; i <= radius; i++)
            {
                for (int j = -radius; j <= radius; j++)
                    value += curve[i + radius] * curve[j + radius] / sum / sum * picture[Mirror(y + i, 7), Mirror(x + j, 9), c];
            }

            return value;
        }));
    }

    [Fact]
    public void ErasedRectanglesKeepToTheirLimits()
    {
        Picture picture = Picture.Make(50, 70, 2, (_, _, _) => 1);
        int erased = 0;
        List<double> areas = [], ratios = [];
        for (int sample = 0; sample < 600; sample++)
        {
            Picture after = picture.After(Augment.RandomErasing(0.6, (0.05, 0.3), (0.5, 2), -3), sample: sample);
            int[] rows = [.. Enumerable.Range(0, 50).Where(y => Enumerable.Range(0, 70).Any(x => after[y, x, 0] == -3))];
            int[] columns = [.. Enumerable.Range(0, 70).Where(x => Enumerable.Range(0, 50).Any(y => after[y, x, 0] == -3))];
            if (rows.Length == 0)
                continue;
            erased++;
            areas.Add(rows.Length * columns.Length / 3500.0);
            ratios.Add(rows.Length / (double)columns.Length);
            after.AssertIs(picture.Map((y, x, _) => y >= rows[0] && y <= rows[^1] && x >= columns[0] && x <= columns[^1] ? -3 : 1), 0);
        }

        Assert.InRange(erased, 320, 400);
        Assert.True(areas.Min() is > 0.045 and < 0.07 && areas.Max() is > 0.27 and < 0.31, $"{areas.Min()} to {areas.Max()}");
        Assert.True(ratios.Min() is > 0.45 and < 0.6 && ratios.Max() is > 1.7 and < 2.2, $"{ratios.Min()} to {ratios.Max()}");
    }

    [Fact]
    public void WhatIsErasedCanBeNoise()
    {
        Picture picture = Picture.Make(100, 100, 1, (_, _, _) => 7);
        double[] written = [.. picture.After(Augment.RandomErasing(1, (0.3, 0.3), value: null)).ToDoubles().Where(value => value != 7)];
        Assert.InRange(written.Length, 2900, 3100);
        Assert.Equal(0, written.Average(), 0.1);
        Assert.Equal(1, written.Average(value => value * value), 0.1);
        Assert.True(written.Distinct().Count() > 0.99 * written.Length);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(75)]
    [InlineData(100)]
    public void JpegDoesToGreyWhatTheStandardSays(int quality)
    {
        // A size that isn't made of whole blocks.
        Picture picture = Scene(19, 21, 1);
        Picture actual = picture.After(Augment.RandomJpegQuality(quality, quality));
        double[,] plane = new double[19, 21];
        for (int y = 0; y < 19; y++)
        {
            for (int x = 0; x < 21; x++)
                plane[y, x] = Math.Round(picture[y, x, 0] * 255);
        }

        double[,] expected = Saved(plane, quality, Light);
        int far = 0;
        for (int y = 0; y < 19; y++)
        {
            for (int x = 0; x < 21; x++)
                far += Math.Abs(actual[y, x, 0] * 255 - expected[y, x]) > 1.01 ? 1 : 0;
        }

        // A coefficient that the library's whole numbers round the other way moves a block of 64 pixels.
        Assert.True(far <= 64, $"{far} values are more than 1/255 away.");
    }

    /// <summary>
    /// Hashes of what libjpeg-turbo makes of a picture, by SkiaSharp 4.155.0: <c>pixmap.Encode(stream, new SKJpegEncoderOptions(quality,
    /// SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))</c>, then <c>SKBitmap.Decode</c>, red, green and blue of each pixel.
    /// </summary>
    [Theory]
    [InlineData(20, "fdbd6a62583221e0b29ba312ce91ff1cc184e84c207973767d992f7792bd5f15")]
    [InlineData(85, "1ea0895a3748b975c1d39acd124bed1725216d4b882152f8a1f5c4810ccb91f1")]
    public void JpegIsThatOfLibjpegTurboToTheLastBit(int quality, string hash)
    {
        Picture picture = Picture.Make(37, 43, 3, (y, x, c) => (3 * x * (c + 1) + 5 * y + x * y / (c + 2) + (x / 9 + y / 7) % 2 * 60) % 256 / 255.0);
        byte[] bytes = Array.ConvertAll(picture.After(Augment.RandomJpegQuality(quality, quality)).ToFloats(), value => (byte)MathF.Round(value * 255));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    public void JpegKeepsColourAtHalfTheResolution(int quality)
    {
        Picture picture = Scene(24, 32, 3);
        Picture actual = picture.After(Augment.RandomJpegQuality(quality, quality));
        double[][,] planes = [new double[24, 32], new double[24, 32], new double[24, 32]];
        for (int y = 0; y < 24; y++)
        {
            for (int x = 0; x < 32; x++)
            {
                double r = Math.Round(picture[y, x, 0] * 255), g = Math.Round(picture[y, x, 1] * 255), b = Math.Round(picture[y, x, 2] * 255);
                planes[0][y, x] = Math.Round(0.299 * r + 0.587 * g + 0.114 * b);
                planes[1][y, x] = Math.Round(128 + (b - (0.299 * r + 0.587 * g + 0.114 * b)) / 1.772);
                planes[2][y, x] = Math.Round(128 + (r - (0.299 * r + 0.587 * g + 0.114 * b)) / 1.402);
            }
        }

        double[,] light = Saved(planes[0], quality, Light);
        double[,] blue = Saved(Halved(planes[1]), quality, Colour), red = Saved(Halved(planes[2]), quality, Colour);
        int far = 0;
        for (int y = 0; y < 24; y++)
        {
            for (int x = 0; x < 32; x++)
            {
                double l = light[y, x], b = Between(blue, y, x) - 128, r = Between(red, y, x) - 128;
                double[] expected = [l + 1.402 * r, l - 0.344136 * b - 0.714136 * r, l + 1.772 * b];
                for (int c = 0; c < 3; c++)
                    far += Math.Abs(actual[y, x, c] * 255 - Math.Clamp(expected[c], 0, 255)) > 3 ? 1 : 0;
            }
        }

        // A coefficient of colour that the library's whole numbers round the other way moves 16×16 pixels.
        Assert.True(far <= 256, $"{far} values are more than 3/255 away.");
    }

    [Fact]
    public void TheLowerTheQualityTheFartherFromThePicture()
    {
        Picture picture = Scene(32, 32, 3);
        double[] errors = [.. ((int[])[100, 80, 40, 10, 1]).Select(quality =>
            picture.After(Augment.RandomJpegQuality(quality, quality)).ToDoubles().Zip(picture.ToDoubles(), (a, b) => Math.Abs(a - b)).Average())];
        Assert.Equal(errors.Order(), errors);
        Assert.True(errors[0] < 0.02 && errors[^1] > 0.08, string.Join(", ", errors));
        Picture flat = Picture.Make(16, 16, 3, (_, _, _) => 128 / 255.0);
        flat.After(Augment.RandomJpegQuality(5, 95)).AssertIs(flat);
    }

    private static readonly int[] Light =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly int[] Colour =
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        .. Enumerable.Repeat(99, 32),
    ];

    /// <summary>Something with edges, slopes and colours.</summary>
    private static Picture Scene(int height, int width, int channels) => Picture.Make(height, width, channels, (y, x, c) =>
        Math.Round(255 * Math.Clamp(0.5 + 0.3 * Math.Sin(0.37 * x + 0.9 * c) + 0.2 * Math.Cos(0.23 * y * (c + 1)) + ((y - 9) * (y - 9) + (x - 12) * (x - 12) < 40 ? 0.3 : 0), 0, 1)) / 255);

    /// <summary>The transform by its definition, quantized with the steps of a quality, and back.</summary>
    private static double[,] Saved(double[,] plane, int quality, int[] table)
    {
        int height = plane.GetLength(0), width = plane.GetLength(1);
        double[,] saved = new double[height, width];
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        for (int top = 0; top < height; top += 8)
        {
            for (int left = 0; left < width; left += 8)
            {
                double[,] coefficients = new double[8, 8];
                for (int v = 0; v < 8; v++)
                {
                    for (int u = 0; u < 8; u++)
                    {
                        double sum = 0;
                        for (int y = 0; y < 8; y++)
                        {
                            for (int x = 0; x < 8; x++)
                                sum += (plane[Math.Min(top + y, height - 1), Math.Min(left + x, width - 1)] - 128) * Wave(v, y) * Wave(u, x);
                        }

                        int step = Math.Clamp((table[v * 8 + u] * percent + 50) / 100, 1, 255);
                        coefficients[v, u] = step * Math.Round(Math.Round(sum, 6) / step, MidpointRounding.AwayFromZero);
                    }
                }

                for (int y = 0; y < 8 && top + y < height; y++)
                {
                    for (int x = 0; x < 8 && left + x < width; x++)
                    {
                        double sum = 128;
                        for (int v = 0; v < 8; v++)
                        {
                            for (int u = 0; u < 8; u++)
                                sum += coefficients[v, u] * Wave(v, y) * Wave(u, x);
                        }

                        saved[top + y, left + x] = Math.Clamp(Math.Round(sum), 0, 255);
                    }
                }
            }
        }

        return saved;
    }

    private static double Wave(int frequency, int place) => (frequency == 0 ? Math.Sqrt(0.5) : 1) / 2 * Math.Cos((2 * place + 1) * frequency * Math.PI / 16);

    private static double[,] Halved(double[,] plane)
    {
        double[,] half = new double[plane.GetLength(0) / 2, plane.GetLength(1) / 2];
        for (int y = 0; y < half.GetLength(0); y++)
        {
            for (int x = 0; x < half.GetLength(1); x++)
            {
                double sum = plane[2 * y, 2 * x] + plane[2 * y, 2 * x + 1] + plane[2 * y + 1, 2 * x] + plane[2 * y + 1, 2 * x + 1];

                // The library adds 1 and 2 in turns before it divides.
                half[y, x] = Math.Floor((sum + (x % 2 == 0 ? 1 : 2)) / 4);
            }
        }

        return half;
    }

    private static double Between(double[,] half, int y, int x)
    {
        double row = (y + 0.5) / 2 - 0.5, column = (x + 0.5) / 2 - 0.5;
        int top = (int)Math.Floor(row), left = (int)Math.Floor(column);
        double down = row - top, right = column - left;
        double At(int r, int c) => half[Math.Clamp(r, 0, half.GetLength(0) - 1), Math.Clamp(c, 0, half.GetLength(1) - 1)];
        return (1 - down) * ((1 - right) * At(top, left) + right * At(top, left + 1)) + down * ((1 - right) * At(top + 1, left) + right * At(top + 1, left + 1));
    }

    private static int Mirror(int place, int length)
    {
        while (place < 0 || place >= length)
            place = place < 0 ? -place : 2 * (length - 1) - place;
        return place;
    }
}
