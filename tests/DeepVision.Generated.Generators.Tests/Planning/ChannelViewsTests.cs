using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Which operands of a concatenation are written where they belong.</summary>
public class ChannelViewsTests
{
    /// <summary>Three branches of whole vectors: a 1×1 convolution alone, one with ReLU, and a 3×3 one with batch normalisation.</summary>
    private static readonly LayerGraph s_graph = GraphBuilder.Image(8, 8, 32)
        .Conv(32, 1).ReLU().As("rectified").From("input").Conv(32, 3, same: true).BatchNorm().ReLU().As("normalised").From("input").Conv(16, 1).Concat("rectified", "normalised")
        .Conv(4, 1).GlobalAvgPool().Dense(2).CrossEntropy();

    [Fact]
    public void In_a_prediction_all_are()
    {
        CpuSchedule prediction = new CpuNetwork(LoweredNetwork.Of(s_graph)).Prediction;
        Assert.Equal(["conv2D3 from 0", "reLU1 from 16", "reLU2 from 48"], Views(prediction));
        int whole = prediction.Program.Buffers.Single(buffer => buffer.Name == "concat1").Id;
        Assert.All(prediction.Storage.Views.Buffers, id => Assert.Equal((80, whole), (prediction.Program.Buffers[id].PixelStride, prediction.Storage.Of(id))));
    }

    /// <summary>The way back reads what a ReLU made, and finds it beside its gradient only if both lie alike.</summary>
    [Fact]
    public void In_training_what_others_read_lies_by_itself() =>
        Assert.Equal(["conv2D3 from 0", "reLU2 from 48"], Views(new CpuNetwork(LoweredNetwork.Of(s_graph)).Training));

    [Fact]
    public void What_fills_no_whole_vectors_lies_by_itself()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").From("input").Conv(8, 1).As("b").From("input").Conv(24, 1).Concat("a", "b").Conv(2, 1).MeanSquaredError();
        Assert.Empty(Views(new CpuNetwork(LoweredNetwork.Of(graph)).Prediction));
    }

    [Fact]
    public void What_is_read_twice_lies_by_itself()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").From("input").Conv(16, 1).Concat("a", "a").Conv(2, 1).MeanSquaredError();
        Assert.Equal(["conv2D2 from 0"], Views(new CpuNetwork(LoweredNetwork.Of(graph)).Prediction));
    }

    [Fact]
    public void Operands_over_each_other_are_seen()
    {
        CpuSchedule prediction = new CpuNetwork(LoweredNetwork.Of(s_graph)).Prediction;
        int Find(string name) => prediction.Program.Buffers.Single(buffer => buffer.Name == name).Id;
        var views = prediction.Storage.Views.Buffers.ToDictionary(id => id, id => prediction.Storage.Views.Of(id)!.Value);
        views[Find("reLU2")] = new ChannelView(Find("concat1"), 32);
        StoragePlan plan = prediction.Storage with { Views = new ChannelViews(views) };
        int[] order = [.. Enumerable.Range(0, prediction.Program.Kernels.Count)];
        Assert.Contains(
            "Concat1Predict reads reLU1, but reLU2 lies there",
            Assert.Throws<InvalidOperationException>(() => StorageVerifier.Verify(prediction.Program, order, plan)).Message);
    }

    private static string[] Views(CpuSchedule schedule) =>
    [
        .. schedule.Storage.Views.Buffers.Select(id => (schedule.Program.Buffers[id].Name, schedule.Storage.Views.Of(id)!.Value.FirstChannel))
            .OrderBy(view => view.FirstChannel).Select(view => $"{view.Name} from {view.FirstChannel}"),
    ];
}
