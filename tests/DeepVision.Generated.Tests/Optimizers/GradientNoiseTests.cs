using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Networks;
using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Noise that is added to the gradients.</summary>
public class GradientNoiseTests
{
    private const int Seed = 5;

    /// <summary>Plain descent moves by the gradient and the noise: what the noise was is seen in the difference.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ItIsWhatTheSeedTheStepAndThePlaceSay(int threads)
    {
        using PaddedTensors net = new(Seed) { Threads = threads }, plain = new(Seed);
        Batch batch = net.CreateBatch(7);
        batch.Fill(Images(7), [.. Enumerable.Range(0, 7)]);
        SGD noisy = new(1f) { GradientNoise = 0.3 }, quiet = new(1f);
        for (int step = 0; step < 3; step++)
        {
            net.Parameters.Values.CopyTo(plain.Parameters.Values);
            plain.Parameters.MarkChanged();
            net.TrainStep(batch, noisy);
            plain.TrainStep(batch, quiet);
            double deviation = Math.Sqrt(0.3 / Math.Pow(step + 1, 0.55));
            ReadOnlySpan<float> with = net.Parameters.Values, without = plain.Parameters.Values;
            bool[] counts = Logical(net.Architecture);
            for (int place = 0; place < net.Architecture.TrainableLength; place++)
            {
                double expected = counts[place] ? deviation * Normal(step, place) : 0;
                double actual = without[place] - with[place];
                Assert.True(Math.Abs(expected - actual) < 2e-6 * Math.Max(1, Math.Abs(without[place])), $"step {step}, place {place}: {actual} instead of {expected}");
            }
        }
    }

    [Fact]
    public void ItIsNormal()
    {
        using PaddedTensors net = new(Seed);
        bool[] counts = Logical(net.Architecture);
        double[] numbers = [.. Enumerable.Range(0, counts.Length).Where(place => counts[place]).SelectMany(place => new[] { Normal(0, place), Normal(1, place) })];
        double mean = numbers.Average(), variance = numbers.Average(number => number * number);
        Assert.True(numbers.Length > 5000);

        // Five deviations of either mean.
        Assert.InRange(mean, -5 / Math.Sqrt(numbers.Length), 5 / Math.Sqrt(numbers.Length));
        Assert.InRange(variance, 1 - 5 * Math.Sqrt(2.0 / numbers.Length), 1 + 5 * Math.Sqrt(2.0 / numbers.Length));
    }

    /// <summary>However short the gradients are made, the noise keeps its size.</summary>
    [Fact]
    public void ItComesBehindClipping()
    {
        using PaddedTensors clipped = new(Seed), plain = new(Seed);
        TrainingOptions Options(float clipNorm) => new() { Epochs = 1, Optimizer = new SGD(1f) { GradientNoise = 0.3 }, ClipNorm = clipNorm };
        float[] before = clipped.Parameters.Values.ToArray();
        clipped.Train(Images(7), Options(1e-6f));
        double distance = Math.Sqrt(before.Zip(clipped.Parameters.Values.ToArray()).Take(clipped.Architecture.TrainableLength).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        int weights = Logical(clipped.Architecture).Count(counts => counts);
        Assert.InRange(distance / Math.Sqrt(0.3 * weights), 0.95, 1.05);
    }

    [Fact]
    public void AResumedRunDrawsTheSame()
    {
        using var folder = new TemporaryFolder();
        using PaddedTensors whole = new(1), begun = new(1), resumed = new(2);
        whole.Train(Images(20), Options(4, null));
        begun.Train(Images(20), Options(2, folder["run"]));
        resumed.Train(Images(20), Options(4, folder["run"]));
        Assert.Equal(whole.Parameters.Values.ToArray(), resumed.Parameters.Values.ToArray());

        static TrainingOptions Options(int epochs, string? path) => new()
        {
            Epochs = epochs,
            BatchSize = 8,
            Optimizer = new Adam(0.01f) { GradientNoise = 0.1 },
            Checkpoint = path is null ? null : new CheckpointOptions(path) { Resume = true },
        };
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void BadVariancesAreRefused(double noise) =>
        Assert.Contains("GradientNoise must be a finite number, 0 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(0.1f) { GradientNoise = noise }).Message);

    [Fact]
    public void ItsVarianceDecays()
    {
        var optimizer = new SGD(0.1f) { GradientNoise = 0.3 };
        foreach (long step in new long[] { 1, 2, 10, 1000, 123456789 })
            Assert.Equal(Math.Sqrt(0.3 / Math.Pow(step, 0.55)), optimizer.GetNoiseDeviation(step), 1e-7);
        Assert.Equal(0, new SGD(0.1f).GetNoiseDeviation(1));
    }

    /// <summary>Box and Muller's method, in double precision.</summary>
    private static double Normal(long step, int place)
    {
        RandomWords words = Philox.Generate(Philox.Key(Seed, RandomPurpose.GradientNoise), (ulong)step, (ulong)(place / 4));
        uint first = words[place & 2], second = words[(place & 2) + 1];
        double radius = Math.Sqrt(-2 * Math.Log(((first >> 9) + 0.5) / (1 << 23))), angle = 2 * Math.PI * (second >> 8) / (1 << 24);
        return radius * (place % 2 == 0 ? Math.Cos(angle) : Math.Sin(angle));
    }

    /// <summary>Which places of the trainable parameters are weights; the others pad tensors.</summary>
    private static bool[] Logical(NetworkArchitecture architecture)
    {
        bool[] counts = new bool[architecture.TrainableLength];
        foreach (ParameterTensor tensor in architecture.Parameters.Where(tensor => tensor.IsTrainable))
        {
            WeightLayout layout = tensor.Layout;
            for (int output = 0; output < layout.Outputs; output++)
                for (int input = 0; input < layout.Inputs; input++)
                    for (int row = 0; row < layout.KernelHeight; row++)
                        for (int column = 0; column < layout.KernelWidth; column++)
                            counts[tensor.Offset + layout.PackedOffset(output, input, row, column)] = true;
        }

        return counts;
    }

    private static TensorDataset Images(int count)
    {
        Random random = new(3);
        return new TensorDataset([.. Enumerable.Range(0, count * 108).Select(_ => random.NextSingle())], new TensorShape(6, 6, 3), Enumerable.Range(0, count).Select(i => i % 3).ToArray(), 3);
    }
}
