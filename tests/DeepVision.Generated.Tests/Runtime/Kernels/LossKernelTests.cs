using System.Runtime.Intrinsics;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class LossKernelTests
{
    public static TheoryData<int, float, bool> CrossEntropyCases => new()
    {
        { 10, 0f, false }, { 10, 0.1f, false }, { 10, 0f, true }, { 10, 0.1f, true }, { 16, 0.2f, true }, { 37, 0.2f, true }, { 2, 0f, false },
    };

    [Theory]
    [MemberData(nameof(CrossEntropyCases))]
    public void CrossEntropyIsPyTorchs(int classes, float smoothing, bool weighted)
    {
        const int count = 6;
        const float scale = 0.25f;
        var random = new Random(1);
        Activations z = Activations.Random(2, count, 1, classes, -6, 6), gradient = Activations.Dirty(count, 1, classes);
        int[] labels = Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
        z[0, 0, labels[0]] = 10;
        float[] weights = weighted ? Enumerable.Range(0, classes).Select(_ => 0.5f + random.NextSingle()).ToArray() : [];
        double Weight(int c) => weighted ? weights[c] : 1;
        var losses = new float[count];
        var correct = new int[count];
        LossKernels.SoftmaxCrossEntropy(ref z.Data[0], ref gradient.Data[0], labels, losses, correct, classes, z.Stride, smoothing, weights, scale);

        double LogProbability(int n, int c)
        {
            double[] scores = Enumerable.Range(0, classes).Select(k => (double)z[n, 0, k]).ToArray();
            return z[n, 0, c] - scores.Max() - Math.Log(scores.Sum(score => Math.Exp(score - scores.Max())));
        }

        Compare.Close(Enumerable.Range(0, count).Select(n =>
            -(1.0 - smoothing) * Weight(labels[n]) * LogProbability(n, labels[n])
            - smoothing / (double)classes * Enumerable.Range(0, classes).Sum(c => Weight(c) * LogProbability(n, c))), losses, 2e-6);
        double total = Enumerable.Range(0, classes).Sum(Weight);
        gradient.AssertClose((n, p, c) => scale * (
            Math.Exp(LogProbability(n, c)) * ((1.0 - smoothing) * Weight(labels[n]) + smoothing / (double)classes * total)
            - (c == labels[n] ? (1.0 - smoothing) * Weight(c) : 0)
            - smoothing / (double)classes * Weight(c)), 2e-6);
        for (int n = 0; n < count; n++)
        {
            int best = Enumerable.Range(0, classes).MaxBy(c => z[n, 0, c]);
            Assert.Equal(best == labels[n] ? 1 : 0, correct[n]);
        }

        Assert.Equal(1, correct[0]);
    }

    [Fact]
    public void CrossEntropyOfHugeScoresIsFinite()
    {
        Activations z = new(2, 1, 3);
        (z[0, 0, 0], z[0, 0, 1], z[1, 0, 0], z[1, 0, 1]) = (1e6f, -1e6f, 1e6f, -1e6f);
        float[] losses = new float[2];
        int[] correct = new int[2];
        LossKernels.SoftmaxCrossEntropy(ref z.Data[0], ref z.Data[0], [0, 1], losses, correct, 3, 16, 0, [], 1);
        Assert.InRange(losses[0], 0f, 1e-6f);
        Assert.Equal(2e6f, losses[1]);
        Assert.Equal(1f, z[1, 0, 0], 6);
        Assert.Equal(-1f, z[1, 0, 1], 6);
        z.AssertPaddingIsZero();
    }

    [Fact]
    public void TiesGoToTheFirstClassAndNotANumberIsWrong()
    {
        Activations z = new(3, 1, 4);
        z[2, 0, 1] = float.NaN;
        int[] correct = new int[3];
        LossKernels.SoftmaxCrossEntropy(ref z.Data[0], ref z.Data[0], [0, 1, 0], new float[3], correct, 4, 16, 0, [], 1);
        Assert.Equal([1, 0], correct[..2]);
    }

    [Fact]
    public void ALabelThatIsNoClassIsRefusedBeforeAnythingIsWritten()
    {
        Activations z = Activations.Random(3, 2, 1, 10), copy = z.Copy();
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            LossKernels.SoftmaxCrossEntropy(ref z.Data[0], ref z.Data[0], [3, 10], new float[2], new int[2], 10, 16, 0, [], 1));
        Assert.Contains("place 1 is 10, but the network has 10 classes", exception.Message);
        Compare.Same(copy.Span, z.Span);
    }

    [Theory]
    [InlineData(2, 0f, false)]
    [InlineData(5, 0.1f, true)]
    [InlineData(21, 0.2f, true)]
    public void CrossEntropyOverPixelsIsThatOfTheRowsThatCount(int classes, float smoothing, bool weighted)
    {
        const int count = 2, pixels = 19, ignored = 255;
        const float scale = 0.25f;
        var random = new Random(3);
        Activations z = Activations.Random(5, count, pixels, classes, -6, 6), gradient = Activations.Dirty(count, pixels, classes), rows = Activations.Dirty(count, pixels, classes);
        float[] weights = weighted ? [.. Enumerable.Range(0, classes).Select(_ => 0.5f + random.NextSingle())] : [];
        int[] labels = [.. Enumerable.Range(0, count * pixels).Select(pixel => pixel % 4 == 1 ? ignored : random.Next(classes))];
        var losses = new float[count];
        var correct = new int[count];
        LossKernels.PixelCrossEntropy(ref z.Data[0], ref gradient.Data[0], labels, losses, correct, pixels, classes, z.Stride, smoothing, weights, ignored, scale);

        int[] known = [.. labels.Select(label => label == ignored ? 0 : label)];
        var rowLosses = new float[count * pixels];
        var rowCorrect = new int[count * pixels];
        LossKernels.SoftmaxCrossEntropy(ref z.Data[0], ref rows.Data[0], known, rowLosses, rowCorrect, classes, z.Stride, smoothing, weights, scale);
        Compare.Close(Enumerable.Range(0, count).Select(n => Sum(pixels, 1, (p, _) => labels[n * pixels + p] == ignored ? 0 : rowLosses[n * pixels + p])), losses, 1e-6);
        Assert.Equal(Enumerable.Range(0, count).Select(n => Enumerable.Range(n * pixels, pixels).Where(pixel => labels[pixel] != ignored).Sum(pixel => rowCorrect[pixel])), correct);
        gradient.AssertClose((n, p, c) => labels[n * pixels + p] == ignored ? 0 : rows[n, p, c], 1e-9);
        gradient.AssertPaddingIsZero();
    }

    [Fact]
    public void APixelWithALabelThatIsNoClassIsRefusedBeforeAnythingIsWritten()
    {
        Activations z = Activations.Random(3, 2, 3, 10), copy = z.Copy();
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            LossKernels.PixelCrossEntropy(ref z.Data[0], ref z.Data[0], [3, 255, 0, 9, -1, 2], new float[2], new int[2], 3, 10, 16, 0, [], 255, 1));
        Assert.Contains("pixel 1 of sample 1 is -1, but the network has 10 classes", exception.Message);
        Compare.Same(copy.Span, z.Span);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(6, 3)]
    [InlineData(4, 16)]
    [InlineData(3, 21)]
    public void LossesOfValuesAddUpToThatOfTheSample(int pixels, int channels)
    {
        Activations y = Activations.Random(4, 5, pixels, channels), gradient = Activations.Dirty(5, pixels, channels);
        float[] targets = Targets(5 * pixels * channels);
        var losses = new float[5];
        LossKernels.Elementwise<SquaredError>(ref y.Data[0], ref gradient.Data[0], targets, losses, 5, pixels, channels, y.Stride, 0.3f);

        double Difference(int n, int p, int c) => (double)y[n, p, c] - targets[(n * pixels + p) * channels + c];
        gradient.AssertClose((n, p, c) => 2 * Difference(n, p, c) * 0.3f, 1e-6);
        Compare.Close(Enumerable.Range(0, 5).Select(n => Sum(pixels, channels, (p, c) => Difference(n, p, c) * Difference(n, p, c))), losses, 1e-6);
    }

    [Fact]
    public void TooFewTargetsAreRefused()
    {
        Activations y = new(2, 1, 3);
        Assert.Throws<ArgumentException>(() => LossKernels.Elementwise<SquaredError>(ref y.Data[0], ref y.Data[0], new float[5], new float[2], 2, 1, 3, 16, 1));
    }

    [Fact]
    public void SplittingTheBatchChangesNothing()
    {
        const int pixels = 5, channels = 7;
        Activations z = Activations.Random(6, 7, pixels, channels), whole = z.Copy(), parts = z.Copy();
        float[] targets = Targets(7 * pixels * channels), wholeLosses = new float[7], partLosses = new float[7];
        LossKernels.Elementwise<SquaredError>(ref z.Data[0], ref whole.Data[0], targets, wholeLosses, 7, pixels, channels, 16, 1);
        LossKernels.Elementwise<SquaredError>(ref z.Data[0], ref parts.Data[0], targets.AsSpan(0, 3 * pixels * channels), partLosses, 3, pixels, channels, 16, 1);
        LossKernels.Elementwise<SquaredError>(ref z.From(3), ref parts.From(3), targets.AsSpan(3 * pixels * channels), partLosses.AsSpan(3), 4, pixels, channels, 16, 1);
        Compare.Same(whole.Span, parts.Span);
        Compare.Same(wholeLosses, partLosses);
    }

    private static float[] Targets(int length)
    {
        var random = new Random(7);
        return Enumerable.Range(0, length).Select(_ => random.NextSingle()).ToArray();
    }

    private static double Sum(int pixels, int channels, Func<int, int, double> value) =>
        Enumerable.Range(0, pixels).Sum(p => Enumerable.Range(0, channels).Sum(c => value(p, c)));

    private readonly struct SquaredError : IElementwiseLoss
    {
        public static void Evaluate(Vector512<float> x, Vector512<float> target, out Vector512<float> loss, out Vector512<float> gradient)
        {
            Vector512<float> difference = x - target;
            loss = difference * difference;
            gradient = difference + difference;
        }
    }
}
