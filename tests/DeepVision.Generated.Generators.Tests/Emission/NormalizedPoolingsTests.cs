using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Which max poolings normalise what they read in training, and which normalisations make the gradient of a pooling behind them.</summary>
public class NormalizedPoolingsTests
{
    [Fact]
    public void Neither_the_map_between_them_nor_its_gradient_is_there()
    {
        CpuSchedule schedule = Training(Normalised().MaxPool(3, stride: 2, pad: 1).Conv(4, 3));
        KernelProgram program = schedule.Program;
        WindowKernel pooling = Assert.Single(program.Kernels.OfType<WindowKernel>(), kernel => kernel.Kind == Generators.Shapes.PoolingKind.Max);
        BatchNormKernel[] norms = [.. program.Kernels.OfType<BatchNormKernel>()];

        Assert.Equal([BatchNormPass.Statistics, BatchNormPass.GradientSums, BatchNormPass.InputGradient], norms.Select(norm => norm.Pass));
        Assert.Equal(norms[0].Source, pooling.Source);
        Assert.All(pooling.Normalization!.StateReads, access => Assert.Contains(access, pooling.StateReads));
        Assert.DoesNotContain(program.Kernels, kernel => kernel.Reads.Concat(kernel.Writes).Contains(pooling.Normalization.Target));
        foreach (BatchNormKernel norm in norms[1..])
        {
            Assert.Equal([norm.Source, norm.Pooling!.Source, norm.Pooling.Codes], norm.Reads);
            Assert.DoesNotContain(program.Kernels, kernel => kernel.Reads.Concat(kernel.Writes).Contains(norm.Pooling.Target));
            Assert.True(schedule.ScratchFloats - schedule.KernelScratchOffset >= NormalizedPoolings.ScratchFloats(norm, program));
        }
    }

    [Fact]
    public void What_others_read_as_well_is_stored()
    {
        KernelProgram program = Training(Normalised().As("normalised").MaxPool(3, stride: 1, pad: 1).Add("normalised").Conv(4, 3)).Program;
        Assert.DoesNotContain(program.Kernels, kernel => kernel is WindowKernel { Normalization: not null } or BatchNormKernel { Pooling: not null });
    }

    [Fact]
    public void Averages_read_what_is_stored()
    {
        KernelProgram program = Training(Normalised().AvgPool(2).Conv(4, 3)).Program;
        Assert.DoesNotContain(program.Kernels, kernel => kernel is WindowKernel { Normalization: not null } or BatchNormKernel { Pooling: not null });
    }

    /// <summary>A convolution of 1×1 goes through large images in bands of pixels, and the normalisation in front of its gradients with it.</summary>
    [Fact]
    public void What_is_read_pixel_by_pixel_has_a_gradient_that_is_stored()
    {
        KernelProgram program = Training(GraphBuilder.Image(12, 12, 3).Conv(16, 3, same: true).ReLU().Conv(16, 1).BatchNorm().ReLU().MaxPool(2).Conv(4, 3)).Program;
        Assert.Contains(program.Kernels, kernel => kernel is WindowKernel { Normalization: not null });
        Assert.DoesNotContain(program.Kernels, kernel => kernel is BatchNormKernel { Pooling: not null });
    }

    [Theory]
    // A block of the sums has 64 pixels of 64 channels. 16 KB a row: 8 rows are 128 KB.
    [InlineData(64, 64, 3, 2, 8)]
    // 28 KB a row: four are seven blocks.
    [InlineData(112, 64, 3, 2, 4)]
    // 2 KB a row, 256 pixels of 16 channels a block: 64 rows are eight blocks.
    [InlineData(32, 16, 2, 2, 64)]
    // No number of rows is a whole number of blocks.
    [InlineData(33, 64, 2, 2, 14)]
    public void Rows_are_made_for_whole_blocks_and_of_whole_windows(int size, int channels, int window, int stride, int expected)
    {
        KernelProgram program = Training(GraphBuilder.Image(size, size, 3).Conv(channels, 3, same: true, bias: false).BatchNorm().ReLU().MaxPool(window, stride)).Program;
        WindowKernel pooling = program.Kernels.OfType<BatchNormKernel>().First(kernel => kernel.Pooling is not null).Pooling!;
        Assert.Equal(expected, NormalizedPoolings.BandRows(pooling, program));
    }

    private static GraphBuilder Normalised() => GraphBuilder.Image(12, 12, 3).Conv(16, 3, same: true, bias: false).BatchNorm().ReLU();

    private static CpuSchedule Training(GraphBuilder layers) => new CpuNetwork(LoweredNetwork.Of(layers.GlobalAvgPool().Dense(2).MeanSquaredError())).Training;
}
