namespace DeepVision.Generated.Images.Tests.Augmentations;

public class StatisticsTests
{
    [Fact]
    public void NormalizeTakesMeansAndDeviationsOfChannels()
    {
        Picture picture = Picture.Random(4, 5, 3, 20);
        float[] mean = [0.485f, 0.456f, 0.406f], deviation = [0.229f, 0.224f, 0.225f];
        picture.After(Augment.Normalize(mean, deviation)).AssertIs(picture.Map((y, x, c) => (picture[y, x, c] - mean[c]) / deviation[c]));
    }

    [Fact]
    public void ADataSetThatIsNormalizedByItselfHasMeanZeroAndDeviationOne()
    {
        Dataset data = Pictures.Random(40, new TensorShape(6, 5, 3), 21);
        Dataset normalized = data.Augmented(Augment.Normalize(data));
        float[] picture = new float[90];
        double[] sums = new double[3], squares = new double[3];
        for (int i = 0; i < 40; i++)
        {
            normalized.CopyInput(i, picture);
            for (int j = 0; j < 90; j++)
            {
                sums[j % 3] += picture[j] / 1200.0;
                squares[j % 3] += picture[j] * picture[j] / 1200.0;
            }
        }

        Assert.All(sums, mean => Assert.Equal(0, mean, 1e-5));
        Assert.All(squares, square => Assert.Equal(1, square, 1e-4));
    }

    [Fact]
    public void StandardizeIsThatOfTensorFlow()
    {
        Picture picture = Picture.Random(4, 5, 3, 22);
        double mean = picture.ToDoubles().Average(), deviation = Math.Sqrt(picture.ToDoubles().Average(value => (value - mean) * (value - mean)));
        picture.After(Augment.Standardize()).AssertIs(picture.Map((y, x, c) => (picture[y, x, c] - mean) / deviation));

        // A picture without any contrast is divided by 1 / √n instead.
        Picture flat = Picture.Make(5, 5, 1, (y, _, _) => y == 0 ? 0.50001 : 0.5);
        double flatMean = 0.500002;
        flat.After(Augment.Standardize()).AssertIs(flat.Map((y, x, c) => (flat[y, x, c] - flatMean) * 5), 1e-5);
    }

    [Fact]
    public void PcaMakesComponentsUncorrelatedAndOfVarianceOne()
    {
        TensorShape shape = new(3, 4, 2);
        Dataset data = Pictures.Correlated(400, shape, 23);
        Whitening whitening = Whitening.FitPca(data, components: 20, epsilon: 1e-9);
        Assert.Equal(new TensorShape(20), whitening.OutputShape);
        double[][] covariance = CovarianceOf(data.Augmented(Augment.Whiten(whitening)), 20);
        for (int i = 0; i < 20; i++)
        {
            for (int j = 0; j < 20; j++)
                Assert.Equal(i == j ? 1 : 0, covariance[i][j], 2e-3);
        }
    }

    [Fact]
    public void ZcaIsTheSymmetricInverseRootOfTheCovariance()
    {
        TensorShape shape = new(3, 3, 2);
        Dataset data = Pictures.Correlated(200, shape, 24);
        const double epsilon = 1e-3;
        Whitening whitening = Whitening.FitZca(data, epsilon);
        Augmentation augmentation = Augment.Whiten(whitening);
        double[][] covariance = CovarianceOf(data, 18);
        for (int i = 0; i < 18; i++)
            covariance[i][i] += epsilon;

        // The matrix, column by column: what a step in one value changes.
        double[] origin = Picture.Make(3, 3, 2, (_, _, _) => 0).After(augmentation).ToDoubles();
        double[][] matrix = [.. Enumerable.Range(0, 18).Select(i =>
        {
            double[] moved = Picture.Make(3, 3, 2, (y, x, c) => (y * 3 + x) * 2 + c == i ? 1 : 0).After(augmentation).ToDoubles();
            return moved.Zip(origin, (after, before) => after - before).ToArray();
        })];
        double[][] product = Multiply(Multiply(matrix, covariance), matrix);
        for (int i = 0; i < 18; i++)
        {
            for (int j = 0; j < 18; j++)
            {
                Assert.Equal(matrix[i][j], matrix[j][i], 1e-3);
                Assert.Equal(i == j ? 1 : 0, product[i][j], 2e-3);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(61)]
    public void EigenvectorsAreOrthonormalAndTheMatrixStretchesEachByItsValue(int size)
    {
        var random = new Random(size);
        double[][] matrix = [.. Enumerable.Range(0, size).Select(_ => new double[size])];
        for (int i = 0; i < size; i++)
        {
            // Some rows stay zero, so that a value occurs several times.
            for (int j = 0; j <= i && i % 5 != 4; j++)
                matrix[i][j] = matrix[j][i] = j % 5 == 4 ? 0 : random.NextDouble() - 0.5;
        }

        double[][] copy = [.. matrix.Select(row => (double[])row.Clone())];
        (double[] values, double[][] vectors) = SymmetricEigen.Decompose(copy);
        Assert.Equal(values.OrderDescending(), values);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                Assert.Equal(values[i] * vectors[i][j], matrix[j].Zip(vectors[i], (a, b) => a * b).Sum(), 1e-12);
                Assert.Equal(i == j ? 1 : 0, vectors[i].Zip(vectors[j], (a, b) => a * b).Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void PcaColourMovesAllPixelsAlongTheComponents()
    {
        float[][] directions = [[0.6f, 0.8f, 0], [-0.8f, 0.6f, 0], [0, 0, 1]];
        var components = new ColorComponents([0.5f, 0.2f, 0.1f], directions);
        Picture picture = Picture.Random(3, 3, 3, 25);
        double[] first = new double[4000], third = new double[4000];
        for (int sample = 0; sample < 4000; sample++)
        {
            Picture after = picture.After(Augment.RandomPcaColor(components, 0.1), sample: sample);
            double[] shift = [.. Enumerable.Range(0, 3).Select(c => after[0, 0, c] - picture[0, 0, c])];
            after.AssertIs(picture.Map((y, x, c) => picture[y, x, c] + shift[c]), 1e-6);
            first[sample] = 0.6 * shift[0] + 0.8 * shift[1];
            third[sample] = shift[2];
        }

        Assert.Equal(0.05, Math.Sqrt(first.Average(value => value * value)), 0.002);
        Assert.Equal(0.01, Math.Sqrt(third.Average(value => value * value)), 0.0005);
        Assert.Equal(0, first.Average(), 0.003);
    }

    [Fact]
    public void ColourComponentsAreThoseOfTheCovarianceOfTheChannels()
    {
        // Red and green vary together, blue alone and less.
        var random = new Random(26);
        float[] values = new float[50 * 4 * 4 * 3];
        for (int i = 0; i < values.Length; i += 3)
        {
            values[i] = values[i + 1] = random.NextSingle();
            values[i + 2] = random.NextSingle() / 2;
        }

        var components = ColorComponents.Fit(new TensorDataset(values, new TensorShape(4, 4, 3), new int[50], 1));
        Assert.Equal(2.0 / 12, components.Variances[0], 0.02);
        Assert.Equal(0.25 / 12, components.Variances[1], 0.004);
        Assert.Equal(0, components.Variances[2], 1e-6);
        Assert.Equal(Math.Sqrt(0.5), Math.Abs(components.Directions[0][0]), 0.01);
        Assert.Equal(1, components.Directions[1][2], 0.01);
    }

    [Fact]
    public void WhiteningSaysWhatItCannotDo()
    {
        Dataset data = Pictures.Random(5, new TensorShape(2, 2, 1), 27);
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Whitening.FitZca(data, 0));
        Assert.Throws<ArgumentOutOfRangeException>("components", () => Whitening.FitPca(data, 5));
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => Whitening.FitZca(data.Take(0))).Message);
        Assert.Contains("4096 values", Assert.Throws<ArgumentException>(() => Whitening.FitZca(Pictures.Random(1, new TensorShape(64, 64, 3), 1))).Message);
        var broken = new TensorDataset([1, 2, float.NaN, 4], new TensorShape(1, 2, 1), new int[2], 1);
        Assert.Contains("not a number", Assert.Throws<ArgumentException>(() => Whitening.FitZca(broken)).Message);
        Assert.Contains("fitted on pictures of 2×2×1", Assert.Throws<ArgumentException>(() => Pictures.Random(2, new TensorShape(3, 3, 1), 1).Augmented(Augment.Whiten(Whitening.FitZca(data)))).Message);
    }

    private static double[][] CovarianceOf(Dataset data, int size)
    {
        double[][] inputs = [.. Enumerable.Range(0, data.Count).Select(i =>
        {
            float[] input = new float[size];
            data.CopyInput(i, input);
            return Array.ConvertAll(input, value => (double)value);
        })];
        double[] mean = [.. Enumerable.Range(0, size).Select(i => inputs.Average(input => input[i]))];
        return [.. Enumerable.Range(0, size).Select(i =>
            Enumerable.Range(0, size).Select(j => inputs.Average(input => (input[i] - mean[i]) * (input[j] - mean[j]))).ToArray())];
    }

    private static double[][] Multiply(double[][] first, double[][] second) =>
        [.. first.Select(row => Enumerable.Range(0, second[0].Length).Select(j => row.Select((value, k) => value * second[k][j]).Sum()).ToArray())];
}
