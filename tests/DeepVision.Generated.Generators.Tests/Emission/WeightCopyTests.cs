using DeepVision.Generated.Generators.Emission;
using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Emission.Cpu.Printing;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>When the copies of weights are made that a training step reads, and when weight gradients free what they read.</summary>
public class WeightCopyTests
{
    /// <summary>Planes of 2.4 MB for each of three convolutions and for two ways back; those of the first one, over 32 channels, are 0.6 MB and kept.</summary>
    private static readonly LayerGraph s_graph = GraphBuilder.Image(8, 8, 32)
        .Conv(128, 3, same: true).ReLU().Conv(128, 3, same: true).ReLU().Conv(128, 3, same: true).ReLU().Conv(128, 3, same: true).GlobalAvgPool().Dense(2).CrossEntropy();

    [Fact]
    public void Copies_that_are_few_are_kept()
    {
        CpuNetwork network = new(LoweredNetwork.Of(s_graph));
        Assert.Single(network.Training.Stages);
        Assert.All(network.Derived.TransposeWork, copy => Assert.Equal((0, false), (copy.Stage, copy.IsInTime)));
        Assert.Equal(network.Derived.TransposedFloats, network.Derived.TransposeWork.Sum(copy => copy.Length));
        Assert.All(network.Training.UnitKernels, unit => Assert.Equal(1, unit.Stage));
    }

    [Fact]
    public void Copies_that_are_many_live_in_the_stage_that_reads_them()
    {
        CpuNetwork network = new(LoweredNetwork.Of(s_graph), keptCopyBytes: 8 * 1024 * 1024);
        WeightCopy[] inTime = [.. network.Derived.TransposeWork.Where(copy => copy.IsInTime)];
        Assert.Equal(6, inTime.Length);
        Assert.Equal(6, inTime.Select(copy => copy.Stage).Distinct().Count());
        Assert.All(inTime, copy => Assert.Contains(
            network.Training.Stages[copy.Stage].Segments.SelectMany(segment => segment.Kernels), kernel => network.Training.Program.Kernels[kernel] == copy.Kernel));
        Assert.Equal(
            network.Derived.TransposedFloats,
            network.Derived.TransposeWork.Where(copy => !copy.IsInTime).Sum(copy => copy.Length) + inTime.Max(copy => copy.Length));
    }

    /// <summary>
    /// 85 MB of planes for each way, in parts of stages that follow each other, of 64 outputs each; the copies of all lie in one place. With fewer tiles there would be
    /// none: each worker makes those of its units while it runs them.
    /// </summary>
    [Fact]
    public void Copies_that_are_large_are_made_in_parts()
    {
        LayerGraph graph = GraphBuilder.Image(16, 16, 32).Conv(768, 3, same: true).ReLU().Conv(768, 3, same: true).GlobalAvgPool().Dense(2).CrossEntropy();
        CpuNetwork network = new(LoweredNetwork.Of(graph));
        foreach (ContractionPass pass in new[] { ContractionPass.Forward, ContractionPass.InputGradient })
        {
            WeightCopy[] parts = [.. network.Derived.TransposeWork.Where(copy => copy.Kernel.Name == $"Conv2D2{pass}")];
            Assert.Equal(Enumerable.Range(0, 12), parts.Select(copy => copy.Part));
            Assert.Equal(Enumerable.Range(parts[0].Stage, 12), parts.Select(copy => copy.Stage));
            Assert.All(parts, copy => Assert.Equal(copy.Part, network.Training.Stages[copy.Stage].Part));
            Assert.All(parts, copy => Assert.Contains(
                network.Training.Stages[copy.Stage].Segments.SelectMany(segment => segment.Kernels), kernel => network.Training.Program.Kernels[kernel] == copy.Kernel));
            Assert.All(parts, copy => Assert.Equal(36 * (768 * 64 + 16), copy.Length));
        }
    }

    /// <summary>Eight parts of 64 outputs: of each, the bias, the maxima and the winners begin as many channels behind those of the first.</summary>
    [Fact]
    public void Parts_of_a_pooled_convolution_write_their_own_channels()
    {
        LayerGraph graph = GraphBuilder.Image(16, 16, 32).Conv(512, 3, same: true).ReLU().Conv(512, 3, same: true).ReLU().MaxPool(2).GlobalAvgPool().Dense(2).CrossEntropy();
        SourceWriter writer = new();
        new EnginePrinter(writer, new CpuNetwork(LoweredNetwork.Of(graph))).Print();
        for (int channel = 64; channel < 512; channel += 64)
            Assert.Contains($"), {channel}), 0f, ref Unsafe.Add(ref MaxPool2D1At(n), {channel}), ref Unsafe.Add(ref MaxPool2D1WinnersAt(n), {channel}), ", writer.ToString());
    }

    /// <summary>One tile an image and 128 outputs: both ways of the second and third convolution run in units of 32 outputs, each behind a stage of its own.</summary>
    [Fact]
    public void Convolutions_with_few_tiles_for_their_weights_read_no_copies()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 32).Conv(128, 3, same: true).ReLU().Conv(128, 3, same: true).ReLU().Conv(128, 3, same: true).GlobalAvgPool().Dense(2).CrossEntropy();
        CpuNetwork network = new(LoweredNetwork.Of(graph));
        CpuSchedule training = network.Training;
        UnitKernel[] convolutions = [.. training.UnitKernels.Where(unit => training.Program.Kernels[unit.Kernel] is ContractionKernel { Pass: not ContractionPass.WeightGradient })];
        Assert.Equal(
            ["Conv2D2Forward", "Conv2D3Forward", "Conv2D3InputGradient", "Conv2D2InputGradient"],
            convolutions.Select(unit => training.Program.Kernels[unit.Kernel].Name));
        Assert.All(convolutions, unit => Assert.Equal(4, unit.Units));
        Assert.All(convolutions, unit => Assert.Equal(unit, Assert.Single(training.UnitsBehind(unit.Stage))));
        Assert.Empty(network.Derived.TransposeWork);
    }

    [Fact]
    public void Weight_gradients_run_as_soon_as_they_can()
    {
        CpuSchedule kept = new CpuNetwork(LoweredNetwork.Of(s_graph)).Training, inTime = new CpuNetwork(LoweredNetwork.Of(s_graph), keptCopyBytes: 8 * 1024 * 1024).Training;
        foreach (UnitKernel unit in inTime.UnitKernels)
        {
            int gradient = ((ContractionKernel)inTime.Program.Kernels[unit.Kernel]).Gradient;
            int writer = Enumerable.Range(0, inTime.Program.Kernels.Count).Single(kernel => inTime.Program.Kernels[kernel].Writes.Contains(gradient));
            Assert.Equal(inTime.StageOf(writer), unit.Stage);
        }

        Assert.True(inTime.BatchFloats < 0.8 * kept.BatchFloats, $"{inTime.BatchFloats} floats are kept for each sample, and {kept.BatchFloats} where nothing is freed before the end.");
    }
}
