using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class RepackKernelTests
{
    [Theory]
    [InlineData(3, 3, 16)]
    [InlineData(1, 1, 16)]
    [InlineData(20, 32, 20)]
    [InlineData(20, 20, 32)]
    [InlineData(16, 16, 16)]
    [InlineData(10, 16, 48)]
    public void CopiesChannelsAndZeroesTheRest(int channels, int sourceStride, int targetStride)
    {
        const int count = 3, pixels = 7, slack = 9;
        Activations source = Activations.Random(1, count, pixels, channels, stride: sourceStride);
        int sampleLength = pixels * targetStride + slack;
        var target = new float[count * sampleLength + 1];
        Array.Fill(target, float.NaN);
        RepackKernels.Repack(ref source.Data[0], sourceStride, pixels * sourceStride, ref target[0], targetStride, sampleLength, count, pixels, channels);

        for (int n = 0; n < count; n++)
        {
            for (int i = 0; i < sampleLength; i++)
            {
                (int pixel, int channel) = Math.DivRem(i, targetStride);
                float expected = pixel < pixels && channel < channels ? source[n, pixel, channel] : 0f;
                Assert.Equal(expected, target[n * sampleLength + i]);
            }
        }

        Assert.Equal(float.NaN, target[^1]);
    }
}
