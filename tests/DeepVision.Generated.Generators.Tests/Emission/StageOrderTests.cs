using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Tests.Infrastructure;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Where workers meet in networks with batch normalisations side by side.</summary>
public class StageOrderTests
{
    /// <summary>A normalisation, two beside each other, and their way back: one stage for each, and one behind the last.</summary>
    [Fact]
    public void Branches_wait_for_each_other_once()
    {
        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(GraphBuilder.Image(6, 6, 2)
            .Conv(4, 3, same: true).BatchNorm().As("a").Conv(4, 1).BatchNorm().As("b")
            .From("a").Conv(4, 3, same: true).BatchNorm().Add("b").ReLU().Flatten().Dense(2).MeanSquaredError())).Training;

        Assert.Equal([1, 2, 2, 1, 0], schedule.Stages.Select(stage => stage.Combines.Count));
        Assert.All(schedule.Stages.SelectMany(stage => stage.Combines), kernel => Assert.True(((BatchNormKernel)schedule.Program.Kernels[kernel]).SynchronizesBatch));
    }
}
