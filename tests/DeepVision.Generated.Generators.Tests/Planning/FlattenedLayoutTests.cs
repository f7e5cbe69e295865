using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Where a Flatten hands its image on as it lies, and the nearest cases in which it must make a plain vector.</summary>
public class FlattenedLayoutTests
{
    [Fact]
    public void In_front_of_a_dense_layer_an_image_stays()
    {
        AssertStays(true, net => net.Dense(2).MeanSquaredError());
        AssertStays(true, net => net.ReLU().Dropout(0.5f).Dense(2).MeanSquaredError());
    }

    [Fact]
    public void Several_dense_layers_may_read_it() => AssertStays(
        true, net => net.As("a").Dense(2).As("b").From("a").Tanh().Dense(2).As("c").From("a").Dense(2).Add("b", "c").MeanSquaredError());

    [Fact]
    public void Another_layer_that_reads_the_vector_makes_it_a_plain_one()
    {
        AssertStays(false, net => net.Softmax().Dense(2).MeanSquaredError());
        AssertStays(false, net => net.BatchNorm().Dense(2).MeanSquaredError());
        AssertStays(false, net => net.Flatten().Dense(2).MeanSquaredError());
        AssertStays(false, net => net.As("a").Dense(2).As("b").From("a").Softmax().Dense(2).Add("b").MeanSquaredError());
    }

    /// <summary>The sum's other term may be a vector in plain order.</summary>
    [Fact]
    public void A_sum_makes_it_a_plain_vector()
    {
        AssertStays(false, net => net.As("a").Dense(16).Add("a").Dense(2).MeanSquaredError());
        AssertStays(false, net => net.ReLU().As("a").Dense(16).As("b").From("a").Tanh().Add("b").Dense(2).MeanSquaredError());
    }

    [Fact]
    public void The_loss_makes_it_a_plain_vector()
    {
        AssertStays(false, net => net.MeanSquaredError());
        AssertStays(false, net => net.ReLU().MeanSquaredError());
        AssertStays(false, net => net.Sigmoid().BinaryCrossEntropy());
    }

    [Fact]
    public void Columns_follow_the_image_with_padding_where_it_stays_and_without_where_it_is_copied()
    {
        LayerGraph image = GraphBuilder.Image(2, 4, 2).ReLU().Flatten().Dense(3).MeanSquaredError();
        Assert.Equal((Shape.Image(2, 4, 2), 16), FlattenedLayout.ColumnsOf(image, 2));
        LayerGraph copied = GraphBuilder.Image(2, 4, 2).ReLU().Flatten().As("a").Dense(3).As("b").From("a").Softmax().Dense(3).Add("b").MeanSquaredError();
        Assert.Equal((Shape.Image(2, 4, 2), 2), FlattenedLayout.ColumnsOf(copied, 2));
    }

    /// <summary>Dense layers read an image that is the input without padding, unless somebody reads it who needs the padding.</summary>
    [Fact]
    public void The_networks_input_comes_without_padding()
    {
        LayerGraph dense = GraphBuilder.Image(2, 4, 2).Flatten().As("a").Dense(3).As("b").From("a").Dense(3).Add("b").MeanSquaredError();
        Assert.Equal((Shape.Image(2, 4, 2), 2), FlattenedLayout.ColumnsOf(dense, 1));
        Assert.Equal(["Dense2Predict: input → dense2", "Dense1Predict [Sum]: input, dense2 → add1"], GraphText.Kernels(LoweredNetwork.Of(dense).Prediction)[..2]);

        LayerGraph activation = GraphBuilder.Image(2, 4, 2).Flatten().As("a").Dense(3).As("b").From("a").Tanh().Dense(3).Add("b").MeanSquaredError();
        Assert.Equal((Shape.Image(2, 4, 2), 16), FlattenedLayout.ColumnsOf(activation, 1));
        Assert.Equal((Shape.Image(2, 4, 2), 16), FlattenedLayout.ColumnsOf(activation, 3));
    }

    private static void AssertStays(bool expected, Func<GraphBuilder, LayerGraph> add)
    {
        LayerGraph graph = add(GraphBuilder.Image(2, 4, 2).Conv(2, 1).Flatten());
        Assert.Equal(expected, FlattenedLayout.IsInPlace(graph, flatten: 1));
        Assert.Equal(expected, !GraphText.Kernels(LoweredNetwork.Of(graph).Prediction).Contains("Flatten1Predict: conv2D1 → flatten1"));
    }
}
