using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Emission;

/// <summary>Good schedules, with places broken in each way in which the verifier must see it.</summary>
public class PlacementVerifierTests
{
    /// <summary>A first stage up to the statistics, a second one to the sums of the gradients, a third one behind them.</summary>
    private static readonly CpuSchedule s_good = new CpuNetwork(LoweredNetwork.Of(GraphBuilder.Image(6, 6, 2)
        .Conv(2, 3, same: true).Tanh().Conv(2, 3, same: true).BatchNorm().ReLU().Conv(2, 3).Flatten().Dense(2).MeanSquaredError())).Training;

    [Fact]
    public void A_good_schedule_passes()
    {
        PlacementVerifier.Verify(s_good);
        Assert.Equal(3, s_good.Stages.Count);
    }

    /// <summary>The convolution's output lives in all stages.</summary>
    [Fact]
    public void A_place_that_is_taken_too_early_is_seen() =>
        Fails(Move("reLU1", s_good.Buffers[Find("conv2D2")]), "over conv2D2, which the same stage uses");

    [Fact]
    public void What_another_stage_has_overwritten_is_seen()
    {
        // Tanh's output waits for the third stage; the second one writes over it.
        CpuSchedule moved = Move("reLU1", s_good.Buffers[Find("tanh1")]);
        Fails(moved, "reads tanh1, which isn't in its place");
    }

    [Fact]
    public void A_part_of_a_place_is_seen_too()
    {
        PlacedBuffer place = s_good.Buffers[Find("conv2D2")];
        Fails(Move("reLU1", place with { Offset = place.Offset + 8 }), "over conv2D2");
    }

    [Fact]
    public void What_lives_beyond_its_segment_is_not_scratch()
    {
        CpuSchedule roomy = s_good with { ScratchFloats = 100_000, KernelScratchOffset = 100_000 };
        Fails(Move("tanh1", new PlacedBuffer(BufferScope.Group, s_good.ScratchFloats), roomy), "isn't in scratch memory");
        Fails(Move("dense1", new PlacedBuffer(BufferScope.Group, s_good.ScratchFloats), roomy), "to scratch memory, which has no room for so many samples");
    }

    [Fact]
    public void What_a_kernel_writes_over_its_operand_is_seen()
    {
        string[] scratch = [.. s_good.Program.Buffers.Where(buffer => s_good.Buffers[buffer.Id].Scope == BufferScope.Group).Select(buffer => buffer.Name)];
        Assert.Contains("conv2D1", scratch);
        CpuSchedule schedule = Move("conv2D1", new PlacedBuffer(BufferScope.Group, 0));
        TensorBuffer convolution = schedule.Program.Buffers[Find("conv2D1")];
        schedule = schedule with { ScratchFloats = 8 * convolution.SampleLength, KernelScratchOffset = 8 * convolution.SampleLength };
        Fails(Move("tanh1", new PlacedBuffer(BufferScope.Group, 16), schedule), "over conv2D1 while it reads it");
    }

    [Fact]
    public void A_buffer_beyond_its_memory_is_seen()
    {
        Fails(s_good with { BatchFloats = s_good.BatchFloats - 1 }, "reaches beyond its memory");
        Fails(s_good with { KernelScratchOffset = 1 }, "reaches beyond its memory");
    }

    [Fact]
    public void Scores_that_are_not_kept_are_seen()
    {
        CpuSchedule prediction = new CpuNetwork(LoweredNetwork.Of(GraphBuilder.Image(6, 6, 2).Conv(2, 3).Tanh().MeanSquaredError())).Prediction;
        PlacementVerifier.Verify(prediction);
        int output = prediction.Program.Output;
        PlacedBuffer scratch = new(BufferScope.Group, 100_000);
        Fails(prediction with
        {
            Buffers = prediction.Buffers.Select((place, id) => id == output ? scratch : place).ToEquatableArray(), ScratchFloats = 200_000, KernelScratchOffset = 200_000,
        }, "a result, isn't kept");
    }

    private static int Find(string buffer) => s_good.Program.Buffers.Single(other => other.Name == buffer).Id;

    private static CpuSchedule Move(string buffer, PlacedBuffer place, CpuSchedule? schedule = null)
    {
        int id = Find(buffer);
        return (schedule ?? s_good) with { Buffers = (schedule ?? s_good).Buffers.Select((other, index) => index == id ? place : other).ToEquatableArray() };
    }

    private static void Fails(CpuSchedule schedule, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => PlacementVerifier.Verify(schedule)).Message);
}
