using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;
using DeepVision.Generated.Generators.Tests.Zoo;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Which activations the backward pass computes once more instead of keeping them.</summary>
public class RecomputationTests
{
    [Theory]
    // 32×32×64 floats are 256 KB, 32×32×32 are 128 KB.
    [InlineData(32, 3, "Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3), ReLU", true)]
    [InlineData(32, 3, "Conv2D(32, 3, Padding = Padding.Same), Conv2D(8, 3, Stride = 2)", true)]
    [InlineData(64, 1, "Conv2D(16, 5, Padding = Padding.Same), ReLU, Conv2D(8, 3)", true)]
    // What is smaller stays in a cache anyway.
    [InlineData(30, 3, "Conv2D(32, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3)", false)]
    // More than 32 terms for each value.
    [InlineData(32, 4, "Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3)", false)]
    [InlineData(32, 3, "Conv2D(64, 5, Padding = Padding.Same), ReLU, Conv2D(8, 3)", false)]
    // A pooling that fuses keeps a quarter of it only.
    [InlineData(64, 3, "Conv2D(64, 3, Padding = Padding.Same), ReLU, MaxPool2D(2), Conv2D(8, 3)", false)]
    // A second layer is never cheap, and the first one stands alone.
    [InlineData(32, 3, "MaxPool2D(1), Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3)", false)]
    public void Large_outputs_of_first_convolutions_over_few_channels(int side, int channels, string layers, bool expected)
    {
        CpuSchedule schedule = Schedule(side, channels, layers);
        int[] twice = [.. Runs(schedule).GroupBy(kernel => kernel).Where(runs => runs.Count() > 1).Select(runs => runs.Key)];
        if (!expected)
        {
            Assert.Empty(twice);
            return;
        }

        var convolution = Assert.IsType<ContractionKernel>(schedule.Program.Kernels[Assert.Single(twice)]);
        Assert.Equal((schedule.Program.Input, ContractionPass.Forward), (convolution.Source, convolution.Pass));
    }

    [Fact]
    public void What_is_computed_twice_is_not_kept_for_the_batch()
    {
        const string layers = "Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3, Stride = 2), ReLU";
        CpuSchedule schedule = Schedule(32, 3, layers);
        var convolution = (ContractionKernel)schedule.Program.Kernels[0];
        int length = schedule.Program.Buffers[convolution.Target].SampleLength;

        Assert.Equal(32 * 32 * 64, length);
        Assert.Equal(BufferScope.Group, schedule.Buffers[convolution.Target].Scope);
        Assert.True(schedule.BatchFloats < length, $"{schedule.BatchFloats} floats are kept for each sample, although the first activation alone has {length}.");
    }

    /// <summary>The kernel that makes it again stands in front of all that read it in its segment.</summary>
    [Fact]
    public void It_is_computed_before_it_is_read()
    {
        CpuSchedule schedule = Schedule(32, 3, "Conv2D(64, 3, Padding = Padding.Same), ReLU, Conv2D(8, 3), ReLU");
        int buffer = ((ContractionKernel)schedule.Program.Kernels[0]).Target;
        Segment[] users = [.. schedule.Stages.SelectMany(stage => stage.Segments).Where(segment => segment.Kernels.Any(kernel => Touches(schedule, kernel, buffer)))];

        Assert.Equal(2, users.Length);
        Assert.All(users, segment => Assert.Equal((SegmentKind.Groups, 0), (segment.Kind, segment.Kernels.First(kernel => Touches(schedule, kernel, buffer)))));
    }

    /// <summary>Its input is kept for its own gradients; only the next convolution and the gradient of its weights read what it makes.</summary>
    [Fact]
    public void What_a_batch_normalisation_makes_for_a_convolution_is_computed_twice()
    {
        CpuSchedule schedule = Schedule(8, 3, "Conv2D(16, 3), BatchNorm, ReLU, Conv2D(8, 3), BatchNorm, ReLU, MaxPool2D(2)");
        int[] twice = [.. Runs(schedule).GroupBy(kernel => kernel).Where(runs => runs.Count() > 1).Select(runs => runs.Key)];

        var norm = Assert.IsType<BatchNormKernel>(schedule.Program.Kernels[Assert.Single(twice)]);
        Assert.Equal("BatchNorm1Forward", norm.Name);
        Assert.Equal(BufferScope.Group, schedule.Buffers[norm.Target].Scope);
    }

    /// <summary>A residual connection reads it too, in another place.</summary>
    [Fact]
    public void What_others_read_as_well_is_kept()
    {
        CpuSchedule schedule = Schedule(8, 3, "Conv2D(16, 3), BatchNorm, ReLU(Name = \"a\"), Conv2D(16, 3, Pad = 1), BatchNorm, Add(\"a\"), ReLU, Conv2D(4, 3)");
        Assert.Equal(Runs(schedule).Distinct().Count(), Runs(schedule).Count());
    }

    /// <summary>A shortcut's normalisation has its statistics a stage before the sum that reads it: nobody would read it in that stage.</summary>
    [Fact]
    public void What_nobody_reads_at_once_is_made_later_alone()
    {
        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(GraphBuilder.Image(8, 8, 3).Conv(16, 3, same: true).ReLU().As("block")
            .Conv(16, 1).BatchNorm().As("shortcut")
            .From("block").Conv(16, 3, same: true).BatchNorm().ReLU().Conv(16, 3, same: true).BatchNorm().Add("shortcut").ReLU()
            .Flatten().Dense(2).MeanSquaredError())).Training;
        int norm = Enumerable.Range(0, schedule.Program.Kernels.Count).Single(index => schedule.Program.Kernels[index].Name == "BatchNorm1Forward");
        Assert.Single(Runs(schedule), norm);
    }

    /// <summary>What a worker's memory holds is gone with its segment.</summary>
    [Theory]
    [InlineData("ResNet18")]
    [InlineData("ResNet50")]
    [InlineData("GoogLeNetAt32")]
    [InlineData("MobileNetV2At32")]
    [InlineData("DenseNet121")]
    [InlineData("UNetAt128")]
    public void Somebody_reads_what_a_worker_makes_for_itself(string network)
    {
        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(ShapeInference.Infer(ZooDeclarations.Networks[network]).Graph)).Training;
        foreach (Segment segment in schedule.Stages.SelectMany(stage => stage.Segments))
        {
            Kernel[] kernels = [.. segment.Kernels.Select(index => schedule.Program.Kernels[index])];
            foreach (Kernel kernel in kernels.Where(kernel => kernel.Writes.Any() && kernel.Writes.All(id => schedule.Buffers[id].Scope == BufferScope.Group)))
                Assert.True(kernels.Any(reader => reader.Reads.Intersect(kernel.Writes).Any()), $"{kernel.Name} writes what nobody reads.");
        }
    }

    private static bool Touches(CpuSchedule schedule, int kernel, int buffer) =>
        schedule.Program.Kernels[kernel].Reads.Concat(schedule.Program.Kernels[kernel].Writes).Contains(buffer);

    private static IEnumerable<int> Runs(CpuSchedule schedule) =>
        schedule.Stages.SelectMany(stage => stage.Segments).SelectMany(segment => segment.Kernels);

    private static CpuSchedule Schedule(int side, int channels, string layers)
    {
        GeneratorRun run = GeneratorRun.Of(AnalyzerTest.Net($"[Network({side}, {side}, {channels})]\n[{layers}]\n[Flatten, Dense(10), SoftmaxCrossEntropy]"));
        var model = (EngineModel)run.Result.Results[0].TrackedSteps[TrackingNames.Engine].Single().Outputs.Single().Value;
        return new CpuNetwork(model.Network).Training;
    }
}
