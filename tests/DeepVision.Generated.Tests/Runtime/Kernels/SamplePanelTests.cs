using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class SamplePanelTests
{
    // Samples, values, distance of samples, width of a panel: full panels, and last ones with samples missing.
    [Theory]
    [InlineData(32, 16, 16, 32)]
    [InlineData(33, 16, 48, 32)]
    [InlineData(5, 32, 32, 16)]
    [InlineData(63, 8, 16, 16)]
    [InlineData(1, 48, 48, 8)]
    public void SamplesLieSideBySideAndMissingOnesAreZero(int samples, int values, int stride, int width)
    {
        float[] rows = Rows(samples, stride);
        int panelCount = (samples + width - 1) / width;
        var panels = new float[panelCount * values * width + 1];
        Array.Fill(panels, float.NaN);
        SamplePanels.Gather(ref rows[0], stride, samples, values, ref panels[0], width);

        for (int sample = 0; sample < panelCount * width; sample++)
        {
            for (int value = 0; value < values; value++)
            {
                float expected = sample < samples ? rows[sample * stride + value] : 0f;
                Assert.Equal(expected, panels[(sample / width * values + value) * width + sample % width]);
            }
        }

        Assert.Equal(float.NaN, panels[^1]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public void ScatteringUndoesGatheringAndLeavesOtherSamplesAlone(int samples)
    {
        const int Values = 16, Stride = 32, Width = 16;
        float[] rows = Rows(8, Stride), panel = new float[Values * Width], back = new float[8 * Stride];
        SamplePanels.Gather(ref rows[0], Stride, 8, Values, ref panel[0], Width);
        SamplePanels.Scatter(ref panel[0], Width, samples, Values, ref back[0], Stride);

        for (int i = 0; i < back.Length; i++)
            Assert.Equal(i / Stride < samples && i % Stride < Values ? rows[i] : 0f, back[i]);
    }

    [Fact]
    public void CopiesLieCloseTogether()
    {
        const int Samples = 5, Values = 32, Stride = 100;
        float[] rows = Rows(Samples, Stride), copy = new float[Samples * Values];
        SamplePanels.Copy(ref rows[0], Stride, Samples, Values, ref copy[0]);

        for (int i = 0; i < copy.Length; i++)
            Assert.Equal(rows[i / Values * Stride + i % Values], copy[i]);
    }

    private static float[] Rows(int samples, int stride)
    {
        Random random = new(samples);
        return [.. Enumerable.Range(0, samples * stride).Select(_ => random.NextSingle() + 1)];
    }
}
