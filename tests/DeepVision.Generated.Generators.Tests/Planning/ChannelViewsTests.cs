using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Which operands of a concatenation are written where they belong, and which parts of its gradient are read where they lie.</summary>
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

    [Fact]
    public void In_training_all_are_and_their_gradients() => Assert.Equal(
        ["conv2D3 from 0", "conv2D3Gradient from 0", "reLU1 from 16", "reLU1Gradient from 16", "reLU2 from 48", "reLU2Gradient from 48"],
        Views(new CpuNetwork(LoweredNetwork.Of(s_graph)).Training));

    [Fact]
    public void What_fills_no_whole_vectors_lies_by_itself()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").From("input").Conv(8, 1).As("b").From("input").Conv(24, 1).Concat("a", "b").Conv(2, 1).MeanSquaredError();
        Assert.Empty(Views(new CpuNetwork(LoweredNetwork.Of(graph)).Prediction));
    }

    [Fact]
    public void What_stands_twice_is_copied_once()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").From("input").Conv(16, 1).Concat("a", "a").Conv(2, 1).MeanSquaredError();
        Assert.Equal(["conv2D2 from 0", "conv2D1 from 16"], Views(new CpuNetwork(LoweredNetwork.Of(graph)).Prediction));
    }

    /// <summary>A dense layer takes samples whose values lie side by side.</summary>
    [Fact]
    public void What_a_reader_takes_whole_lies_by_itself()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").Flatten().Dense(2).As("left").From("input").Conv(16, 1).Concat("a").Conv(2, 1).GlobalAvgPool().Add("left").MeanSquaredError();
        Assert.Equal(["conv2D2 from 0"], Views(new CpuNetwork(LoweredNetwork.Of(graph)).Prediction));
    }

    /// <summary>A concatenation that is an operand of another one lies there, and with it its own operands.</summary>
    [Fact]
    public void What_lies_in_an_operand_lies_in_the_whole()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3).Conv(16, 1).As("a").From("input").Conv(16, 1).Concat("a").As("both").MaxPool(3, 1, 1).Concat("both").Conv(2, 1).MeanSquaredError();
        CpuSchedule training = new CpuNetwork(LoweredNetwork.Of(graph)).Training;
        Assert.Equal(
            ["concat2", "concat2", "concat2", "concat2"],
            training.Storage.Views.Buffers.Where(id => !training.Program.Buffers[id].Name.Contains("Gradient")).Select(id => training.Program.Buffers[training.Storage.Of(id)].Name));
        Assert.Contains("conv2D2 from 32", Views(training));
        Assert.Contains("conv2D1 from 48", Views(training));
    }

    [Fact]
    public void Operands_over_each_other_are_seen()
    {
        CpuSchedule prediction = new CpuNetwork(LoweredNetwork.Of(s_graph)).Prediction;
        Assert.Contains("Concat1Predict reads reLU1, but reLU2 lies there", FailureOf(prediction, "reLU2", new ChannelView(Find(prediction, "concat1"), 32)));
    }

    /// <summary>The gradient of another operand lies there.</summary>
    [Fact]
    public void Parts_of_a_gradient_in_a_wrong_place_are_seen()
    {
        CpuSchedule training = new CpuNetwork(LoweredNetwork.Of(s_graph)).Training;
        Assert.Contains("Concat1InputGradient2 writes reLU1Gradient over concat1Gradient while it reads it", FailureOf(training, "reLU1Gradient", new ChannelView(Find(training, "concat1Gradient"), 0)));
    }

    /// <summary>The message about a plan in which a buffer lies elsewhere.</summary>
    private static string FailureOf(CpuSchedule schedule, string name, ChannelView place)
    {
        var views = schedule.Storage.Views.Buffers.ToDictionary(id => id, id => schedule.Storage.Views.Of(id)!.Value);
        views[Find(schedule, name)] = place;
        StoragePlan plan = schedule.Storage with { Views = new ChannelViews(views) };
        int[] order = [.. Enumerable.Range(0, schedule.Program.Kernels.Count)];
        return Assert.Throws<InvalidOperationException>(() => StorageVerifier.Verify(schedule.Program, order, plan)).Message;
    }

    private static int Find(CpuSchedule schedule, string name) => schedule.Program.Buffers.Single(buffer => buffer.Name == name).Id;

    private static string[] Views(CpuSchedule schedule) =>
    [
        .. schedule.Storage.Views.Buffers.Select(id => (schedule.Program.Buffers[id].Name, schedule.Storage.Views.Of(id)!.Value.FirstChannel))
            .OrderBy(view => view.FirstChannel).ThenBy(view => view.Name, StringComparer.Ordinal).Select(view => $"{view.Name} from {view.FirstChannel}"),
    ];
}
