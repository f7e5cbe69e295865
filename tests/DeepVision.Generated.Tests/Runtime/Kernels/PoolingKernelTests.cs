using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class PoolingKernelTests
{
    private const int Channels = 19;
    private const int Count = 2;

    // Height, width, window, strides, padding at the start and at the end (also negative: the remainder is dropped).
    public static TheoryData<int, int, int, int, int, int, int, int> Shapes => new()
    {
        { 6, 8, 2, 2, 2, 2, 0, 0 },
        { 7, 5, 2, 2, 2, 2, 0, 0 },
        { 7, 5, 2, 2, 2, 2, 0, 1 },
        { 7, 9, 3, 4, 3, 4, 0, 2 },
        { 9, 7, 3, 3, 3, 3, 0, 0 },
        { 8, 7, 3, 2, 3, 2, 0, 1 },
        { 8, 7, 3, 3, 2, 2, 1, 1 },
        { 5, 6, 3, 2, 1, 1, 1, 0 },
        { 6, 5, 3, 3, 1, 1, 1, 1 },
        { 5, 4, 3, 3, 1, 1, 0, 0 },
        { 1, 2, 3, 3, 1, 1, 1, 1 },
        { 9, 8, 4, 3, 2, 2, 1, 0 },
        { 9, 9, 2, 2, 3, 3, 0, 0 },
        { 4, 5, 4, 5, 4, 5, 0, 0 },
    };

    private static PoolingGeometry Geometry(int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after, bool countPadding = false) => new(
        height,
        width,
        (height + before + after - windowHeight) / verticalStride + 1,
        (width + before + after - windowWidth) / horizontalStride + 1,
        windowHeight,
        windowWidth,
        verticalStride,
        horizontalStride,
        before,
        before,
        after,
        after,
        countPadding);

    /// <summary>The input pixels of a window with their codes, row by row.</summary>
    private static IEnumerable<(int Pixel, int Code)> Window(PoolingGeometry g, int output)
    {
        (int outputRow, int outputColumn) = Math.DivRem(output, g.OutputWidth);
        for (int row = 0; row < g.WindowHeight; row++)
        {
            for (int column = 0; column < g.WindowWidth; column++)
            {
                int y = outputRow * g.VerticalStride + row - g.PadTop, x = outputColumn * g.HorizontalStride + column - g.PadLeft;
                if (y >= 0 && y < g.InputHeight && x >= 0 && x < g.InputWidth)
                    yield return (y * g.InputWidth + x, row * g.WindowWidth + column);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MaxFindsTheLargestAndNamesTheFirst(int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after)
    {
        PoolingGeometry g = Geometry(height, width, windowHeight, windowWidth, verticalStride, horizontalStride, before, after);
        Activations x = Activations.Random(1, Count, height * width, Channels, -3, -1);
        for (int i = 0; i < x.Length; i++)
            x.Data[i] = MathF.Round(x.Data[i] * 2) / 2;
        Activations y = Activations.Dirty(Count, g.OutputHeight * g.OutputWidth, Channels);
        var codes = new byte[y.Length];
        PoolingKernels.MaxForward(g, ref x.Data[0], ref y.Data[0], ref codes[0], Count, x.Stride);

        y.AssertClose((n, p, c) => Window(g, p).Max(position => x[n, position.Pixel, c]), 0);
        for (int n = 0; n < Count; n++)
            for (int p = 0; p < y.Pixels; p++)
                for (int c = 0; c < Channels; c++)
                    Assert.Equal(Window(g, p).MaxBy(position => x[n, position.Pixel, c]).Code, codes[(n * y.Pixels + p) * y.Stride + c]);

        Activations again = Activations.Dirty(Count, y.Pixels, Channels);
        PoolingKernels.MaxForward(g, ref x.Data[0], ref again.Data[0], ref Unsafe.NullRef<byte>(), Count, x.Stride);
        Compare.Same(y.Span, again.Span);
    }

    /// <summary>Of zeros of both signs the first one stays, and what is not a number stays wherever it stands in a window.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void MaxKeepsTheBitsOfTheWinner(int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after)
    {
        PoolingGeometry g = Geometry(height, width, windowHeight, windowWidth, verticalStride, horizontalStride, before, after);
        var random = new Random(5);
        Activations x = new(Count, height * width, Channels);
        for (int n = 0; n < Count; n++)
            for (int p = 0; p < x.Pixels; p++)
                for (int c = 0; c < Channels; c++)
                    x[n, p, c] = random.Next(n == 0 ? 3 : 16) switch { 0 => 0f, 1 => -0f, 15 => float.NaN, _ => -1f };
        Activations y = Activations.Dirty(Count, g.OutputHeight * g.OutputWidth, Channels);
        var codes = new byte[y.Length];
        PoolingKernels.MaxForward(g, ref x.Data[0], ref y.Data[0], ref codes[0], Count, x.Stride);

        for (int n = 0; n < Count; n++)
        {
            for (int p = 0; p < y.Pixels; p++)
            {
                for (int c = 0; c < Channels; c++)
                {
                    (int Pixel, int Code)[] window = [.. Window(g, p)];
                    (int pixel, int code) = window.Aggregate((best, next) => x[n, next.Pixel, c] > x[n, best.Pixel, c] || float.IsNaN(x[n, next.Pixel, c]) ? next : best);
                    Assert.Equal(BitConverter.SingleToInt32Bits(x[n, pixel, c]), BitConverter.SingleToInt32Bits(y[n, p, c]));
                    Assert.Equal(code, codes[(n * y.Pixels + p) * y.Stride + c]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MaxSendsTheGradientToTheWinner(int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after)
    {
        PoolingGeometry g = Geometry(height, width, windowHeight, windowWidth, verticalStride, horizontalStride, before, after);
        int outputs = g.OutputHeight * g.OutputWidth;
        Activations dy = Activations.Random(2, Count, outputs, Channels), y = Activations.Random(3, Count, outputs, Channels);
        var random = new Random(4);
        var codes = new byte[dy.Length];
        var expected = new double[Count, height * width, Channels];
        var leaky = new double[Count, height * width, Channels];
        for (int n = 0; n < Count; n++)
        {
            for (int p = 0; p < outputs; p++)
            {
                (int Pixel, int Code)[] window = Window(g, p).ToArray();
                for (int c = 0; c < Channels; c++)
                {
                    (int pixel, int code) = random.Next(5) == 0 ? (0, 255) : window[random.Next(window.Length)];
                    codes[(n * outputs + p) * dy.Stride + c] = (byte)code;
                    if (code == 255)
                        continue;
                    expected[n, pixel, c] += dy[n, p, c];
                    leaky[n, pixel, c] += dy[n, p, c] * (y[n, p, c] > 0 ? 1.0 : 0.2f);
                }
            }
        }

        Activations dx = Activations.Dirty(Count, height * width, Channels);
        PoolingKernels.MaxBackward(g, ref dy.Data[0], ref codes[0], ref dx.Data[0], Count, dy.Stride);
        dx.AssertClose((n, p, c) => expected[n, p, c], 1e-6);

        dx = Activations.Dirty(Count, height * width, Channels);
        PoolingKernels.MaxBackwardLeaky(g, ref dy.Data[0], ref codes[0], ref y.Data[0], 0.2f, ref dx.Data[0], Count, dy.Stride);
        dx.AssertClose((n, p, c) => leaky[n, p, c], 1e-6);
    }

    [Fact]
    public void NotANumberWinsAndStays()
    {
        PoolingGeometry g = Geometry(2, 2, 2, 2, 2, 2, 0, 0);
        Activations x = new(1, 4, 1);
        (x[0, 0, 0], x[0, 1, 0], x[0, 2, 0], x[0, 3, 0]) = (1, float.NaN, 9, -1);
        Activations y = new(1, 1, 1);
        var codes = new byte[16];
        PoolingKernels.MaxForward(g, ref x.Data[0], ref y.Data[0], ref codes[0], 1, 16);
        Assert.Equal(float.NaN, y[0, 0, 0]);
        Assert.Equal(1, codes[0]);
    }

    [Fact]
    public void AWindowTooLargeForAByteIsRefusedInTrainingOnly()
    {
        PoolingGeometry g = Geometry(16, 16, 16, 16, 16, 16, 0, 0);
        Activations x = Activations.Random(5, 1, 256, 16), y = new(1, 1, 16);
        var codes = new byte[16];
        var exception = Assert.Throws<ArgumentException>(() => PoolingKernels.MaxForward(g, ref x.Data[0], ref y.Data[0], ref codes[0], 1, 16));
        Assert.Contains("16×16", exception.Message);
        PoolingKernels.MaxForward(g, ref x.Data[0], ref y.Data[0], ref Unsafe.NullRef<byte>(), 1, 16);
        y.AssertClose((n, p, c) => Enumerable.Range(0, 256).Max(pixel => x[0, pixel, c]), 0);
    }

    private static int Divisor(PoolingGeometry g, int output)
    {
        if (!g.CountPadding)
            return Window(g, output).Count();
        int count = 0;
        (int outputRow, int outputColumn) = Math.DivRem(output, g.OutputWidth);
        for (int row = 0; row < g.WindowHeight; row++)
        {
            for (int column = 0; column < g.WindowWidth; column++)
            {
                int y = outputRow * g.VerticalStride + row - g.PadTop, x = outputColumn * g.HorizontalStride + column - g.PadLeft;
                if (y >= -g.PadTop && y < g.InputHeight + g.PadBottom && x >= -g.PadLeft && x < g.InputWidth + g.PadRight)
                    count++;
            }
        }

        return count;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AverageDividesByWhatCounts(int height, int width, int windowHeight, int windowWidth, int verticalStride, int horizontalStride, int before, int after)
    {
        foreach (bool countPadding in new[] { false, true })
        {
            PoolingGeometry g = Geometry(height, width, windowHeight, windowWidth, verticalStride, horizontalStride, before, after, countPadding);
            Activations x = Activations.Random(6, Count, height * width, Channels);
            Activations y = Activations.Dirty(Count, g.OutputHeight * g.OutputWidth, Channels);
            PoolingKernels.AverageForward(g, ref x.Data[0], ref y.Data[0], Count, x.Stride);
            y.AssertClose((n, p, c) => Window(g, p).Sum(position => (double)x[n, position.Pixel, c]) / Divisor(g, p), 1e-6);

            Activations dy = Activations.Random(7, Count, y.Pixels, Channels);
            var expected = new double[Count, height * width, Channels];
            for (int n = 0; n < Count; n++)
                for (int p = 0; p < y.Pixels; p++)
                    foreach ((int pixel, _) in Window(g, p))
                        for (int c = 0; c < Channels; c++)
                            expected[n, pixel, c] += dy[n, p, c] / (double)Divisor(g, p);
            Activations dx = Activations.Dirty(Count, height * width, Channels);
            PoolingKernels.AverageBackward(g, ref dy.Data[0], ref dx.Data[0], Count, dy.Stride);
            dx.AssertClose((n, p, c) => expected[n, p, c], 1e-6);
        }
    }

    [Fact]
    public void AverageCountsOnlyTheDeclaredPaddingOfALastWindowThatReachesFurther()
    {
        // Ceil mode: three windows of 2 over 5 pixels; the last one holds a single pixel and no padding.
        var g = new PoolingGeometry(1, 5, 1, 3, 1, 2, 1, 2, 0, 0, 0, 0, CountPadding: true);
        Activations x = Activations.Random(8, 1, 5, 1), y = Activations.Dirty(1, 3, 1);
        PoolingKernels.AverageForward(g, ref x.Data[0], ref y.Data[0], 1, 16);
        Assert.Equal(x[0, 4, 0], y[0, 2, 0]);
    }

    [Fact]
    public void SplittingTheBatchChangesNothing()
    {
        PoolingGeometry g = Geometry(7, 6, 3, 3, 2, 2, 1, 1);
        int outputs = g.OutputHeight * g.OutputWidth;
        Activations x = Activations.Random(9, 7, 42, Channels), dy = Activations.Random(10, 7, outputs, Channels);
        Activations y1 = new(7, outputs, Channels), y2 = new(7, outputs, Channels), dx1 = new(7, 42, Channels), dx2 = new(7, 42, Channels);
        byte[] codes1 = new byte[y1.Length], codes2 = new byte[y1.Length];
        PoolingKernels.MaxForward(g, ref x.Data[0], ref y1.Data[0], ref codes1[0], 7, x.Stride);
        PoolingKernels.MaxBackward(g, ref dy.Data[0], ref codes1[0], ref dx1.Data[0], 7, x.Stride);
        foreach ((int first, int count) in new[] { (0, 3), (3, 4) })
        {
            ref byte codes = ref codes2[first * outputs * x.Stride];
            PoolingKernels.MaxForward(g, ref x.From(first), ref y2.From(first), ref codes, count, x.Stride);
            PoolingKernels.MaxBackward(g, ref dy.From(first), ref codes, ref dx2.From(first), count, x.Stride);
        }

        Compare.Same(y1.Span, y2.Span);
        Compare.Same(dx1.Span, dx2.Span);
        Assert.Equal(codes1, codes2);
    }
}
