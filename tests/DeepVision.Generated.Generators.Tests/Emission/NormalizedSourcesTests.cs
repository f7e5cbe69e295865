using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Which batch normalisations are part of the depthwise convolution behind them, in training.</summary>
public class NormalizedSourcesTests
{
    [Theory]
    [InlineData(12, 3, 1, true)]
    [InlineData(12, 3, 2, true)]
    [InlineData(12, 3, 3, false)]
    [InlineData(12, 5, 1, false)]
    [InlineData(3, 3, 1, false)]
    public void Depthwise_convolutions_with_a_kernel_for_it_normalise_what_they_read(int size, int kernel, int stride, bool expected)
    {
        KernelProgram program = Training(Expanded(size).Conv(16, kernel, stride: stride, same: true, groups: 16));
        Assert.Equal(expected, Depthwise(program, ContractionPass.Forward).Normalization is not null);
    }

    /// <summary>The gradient of the weights reads what is normalised, so it is made in front of that, and nowhere else.</summary>
    [Fact]
    public void What_is_normalised_is_made_for_the_gradient_of_the_weights()
    {
        KernelProgram program = Training(Expanded(12).Conv(16, 3, same: true, groups: 16));
        ContractionKernel forward = Depthwise(program, ContractionPass.Forward), gradient = Depthwise(program, ContractionPass.WeightGradient);
        BatchNormKernel norm = Assert.Single(program.Kernels.OfType<BatchNormKernel>(), kernel => kernel.Pass == BatchNormPass.Normalize);
        Assert.Same(norm, program.Kernels[program.Kernels.IndexOf(gradient) - 1]);
        Assert.Equal(norm.Target, gradient.Source);
        Assert.Equal(norm, forward.Normalization);
        Assert.Equal(norm.Source, forward.Source);
        Assert.All(norm.StateReads, access => Assert.Contains(access, forward.StateReads));
    }

    [Fact]
    public void What_is_frozen_needs_no_normalised_values()
    {
        KernelProgram program = Training(Expanded(12).Conv(16, 3, same: true, groups: 16).Frozen());
        Assert.NotNull(Depthwise(program, ContractionPass.Forward).Normalization);
        Assert.DoesNotContain(program.Kernels.OfType<BatchNormKernel>(), kernel => kernel.Pass == BatchNormPass.Normalize);
    }

    [Fact]
    public void What_others_read_as_well_is_stored()
    {
        KernelProgram program = Training(Expanded(12).As("expanded").Conv(16, 3, same: true, groups: 16).Add("expanded"));
        Assert.Null(Depthwise(program, ContractionPass.Forward).Normalization);
    }

    [Fact]
    public void Convolutions_of_several_channels_read_what_is_stored()
    {
        KernelProgram program = Training(Expanded(12).Conv(16, 3, same: true, groups: 8));
        Assert.Null(Assert.Single(program.Kernels.OfType<ContractionKernel>(), kernel => kernel is { Geometry.Groups: 8, Pass: ContractionPass.Forward }).Normalization);
    }

    private static GraphBuilder Expanded(int size) => GraphBuilder.Image(size, size, 3).Conv(16, 1, bias: false).BatchNorm().ReLU6();

    private static KernelProgram Training(GraphBuilder layers) => new CpuNetwork(LoweredNetwork.Of(layers.GlobalAvgPool().Dense(2).MeanSquaredError())).Training.Program;

    private static ContractionKernel Depthwise(KernelProgram program, ContractionPass pass) =>
        Assert.Single(program.Kernels.OfType<ContractionKernel>(), kernel => kernel.Geometry.Groups == 16 && kernel.Pass == pass);
}
