using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Which segments of a training step go through a group of samples in bands of channels.</summary>
public class ChannelBandsTests
{
    [Fact]
    public void Depthwise_convolutions_of_large_images_run_in_bands()
    {
        CpuSchedule schedule = Schedule(size: 56, channels: 64);
        Segment[] bands = Bands(schedule);
        Assert.NotEmpty(bands);
        Assert.All(bands, band =>
        {
            Assert.All(band.Kernels.Select(kernel => schedule.Program.Kernels[kernel]), kernel => Assert.True(kernel is BatchNormKernel or ContractionKernel { Geometry.Groups: 64 }));
            Assert.Equal(0, band.ChannelBand % ChannelPadding.Lanes);
            Assert.Equal(0, 64 % band.ChannelBand);
            Assert.InRange(band.ChannelBand, ChannelPadding.Lanes, 63);
            Assert.Equal(0, band.PixelBand);
        });
        Assert.Contains(bands, band => Passes(schedule, band).Contains(ContractionPass.Forward));
        Assert.Contains(bands, band => Passes(schedule, band).Contains(ContractionPass.InputGradient));
    }

    /// <summary>Three vectors of channels: a band of two would leave a rest.</summary>
    [Fact]
    public void Bands_leave_no_rest()
    {
        Segment[] bands = Bands(Schedule(size: 56, channels: 48));
        Assert.NotEmpty(bands);
        Assert.All(bands, band => Assert.Equal(ChannelPadding.Lanes, band.ChannelBand));
    }

    [Fact]
    public void What_fits_into_the_cache_stays_whole() => Assert.Empty(Bands(Schedule(size: 6, channels: 64)));

    [Fact]
    public void A_single_vector_of_channels_is_no_band() => Assert.Empty(Bands(Schedule(size: 56, channels: 16)));

    /// <summary>Each of its results needs all channels of its group.</summary>
    [Fact]
    public void Groups_of_several_channels_stay_whole() => Assert.Empty(Bands(Schedule(size: 56, channels: 64, groups: 32)));

    [Fact]
    public void Without_normalisations_there_is_nothing_to_keep() => Assert.Empty(Bands(Training(
        GraphBuilder.Image(56, 56, 3).Conv(64, 1).ReLU().Conv(64, 3, same: true, groups: 64).ReLU().Conv(8, 1))));

    // Convolutions of 3×3 normalise what they read themselves.
    private static CpuSchedule Schedule(int size, int channels, int groups = 0) => Training(GraphBuilder.Image(size, size, 3)
        .Conv(channels, 1, bias: false).BatchNorm().ReLU6()
        .Conv(channels, 5, same: true, groups: groups == 0 ? channels : groups, bias: false).BatchNorm().ReLU6()
        .Conv(8, 1, bias: false).BatchNorm());

    private static CpuSchedule Training(GraphBuilder layers) => new CpuNetwork(LoweredNetwork.Of(layers.GlobalAvgPool().Dense(2).MeanSquaredError())).Training;

    private static Segment[] Bands(CpuSchedule schedule) => [.. schedule.Stages.SelectMany(stage => stage.Segments).Where(segment => segment.ChannelBand > 0)];

    private static IEnumerable<ContractionPass> Passes(CpuSchedule schedule, Segment segment) =>
        segment.Kernels.Select(kernel => schedule.Program.Kernels[kernel]).OfType<ContractionKernel>().Select(kernel => kernel.Pass);
}
