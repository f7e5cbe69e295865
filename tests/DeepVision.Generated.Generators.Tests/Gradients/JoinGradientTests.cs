using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Gradients;

/// <summary>What the gradients of joins are made of, and graphs of joins broken in each way in which the verifier must see it.</summary>
public class JoinGradientTests
{
    [Fact]
    public void A_mean_and_a_concatenation_read_the_gradient_alone()
    {
        Assert.Equal(
            ["InputGradient of Average1: dAverage1 → dTanh1", "InputGradient of Average1: dAverage1 → dDense1"],
            StepsOf("Average1", net => net.Average("b")));
        Assert.Equal(
            ["InputGradient of Concat1: dConcat1 → dTanh1", "InputGradient of Concat1: dConcat1 → dDense1"],
            StepsOf("Concat1", net => net.Concat("b")));
    }

    [Fact]
    public void A_maximum_reads_its_winners() => Assert.Equal(
        ["InputGradient of Maximum1: dMaximum1, Maximum1' → dTanh1", "InputGradient of Maximum1: dMaximum1, Maximum1' → dDense1"],
        StepsOf("Maximum1", net => net.Maximum("b")));

    [Fact]
    public void A_product_reads_the_other_factors() => Assert.Equal(
        [
            "InputGradient of Multiply1: dMultiply1, Dense1, input → dTanh1",
            "InputGradient of Multiply1: dMultiply1, Tanh1, input → dDense1",
        ],
        StepsOf("Multiply1", net => net.Multiply("b", "input")));

    /// <summary>d(x²) = x dx + x dx: each factor is one that the other doesn't move.</summary>
    [Fact]
    public void A_square_gives_its_factor_two_terms()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(2).As("a").Multiply("a").MeanSquaredError();
        Assert.Equal(
            [
                "InputGradient of Multiply1: dMultiply1, Dense1 → dDense1",
                "InputGradient of Multiply1: dMultiply1, Dense1 → dDense1",
                "GradientSum of Dense1: dDense1, dDense1 → dDense1",
            ],
            BackwardOf(graph)[..3]);
    }

    /// <summary>A gate that no parameter moves gets no gradient, but what it opens for does.</summary>
    [Fact]
    public void Only_factors_that_something_trains_get_gradients()
    {
        LayerGraph graph = GraphBuilder.Image(2, 2, 3).Conv(3, 1).As("a").From("input").GlobalAvgPool().Sigmoid().Multiply("a").MeanSquaredError();
        Assert.Equal("InputGradient of Multiply1: dMultiply1, Sigmoid1 → dConv2D1", Assert.Single(BackwardOf(graph), step => step.Contains("Multiply1:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Shapes_of_joins()
    {
        Shape image = Shape.Image(4, 5, 6), vector = Shape.Vector(6), sequence = Shape.Sequence(5, 6);
        foreach (JoinOperation operation in new JoinOperation[] { new AddOperation(), new AverageOperation(), new MaximumOperation() })
        {
            Assert.Equal(image, operation.ShapeOf([image, image, image]));
            Assert.Null(operation.ShapeOf([image, Shape.Image(4, 5, 1)]));
        }

        ConcatOperation concat = new();
        Assert.Equal(Shape.Image(4, 5, 14), concat.ShapeOf([image, Shape.Image(4, 5, 1), Shape.Image(4, 5, 7)]));
        Assert.Equal(Shape.Sequence(5, 12), concat.ShapeOf([sequence, sequence]));
        Assert.Null(concat.ShapeOf([image, Shape.Image(5, 4, 6)]));
        Assert.Null(concat.ShapeOf([Shape.Image(1, 5, 6), sequence]));
        Assert.Null(concat.ShapeOf([Shape.Vector(int.MaxValue), vector]));

        MultiplyOperation multiply = new();
        Assert.Equal(image, multiply.ShapeOf([image, image, image]));
        foreach (Shape gate in new[] { Shape.Image(1, 1, 6), vector, Shape.Image(4, 5, 1) })
        {
            Assert.Equal(image, multiply.ShapeOf([image, gate]));
            Assert.Equal(image, multiply.ShapeOf([gate, image]));
            Assert.Null(multiply.ShapeOf([image, image, gate]));
        }

        Assert.Equal(sequence, multiply.ShapeOf([vector, sequence]));
        Assert.Equal(sequence, multiply.ShapeOf([sequence, Shape.Sequence(5, 1)]));
        Assert.Equal(vector, multiply.ShapeOf([vector, Shape.Vector(1)]));
        foreach (Shape none in new[] { Shape.Image(1, 5, 6), Shape.Image(1, 1, 1), Shape.Image(4, 1, 1), Shape.Vector(5), Shape.Sequence(1, 6) })
            Assert.Null(multiply.ShapeOf([image, none]));
    }

    private static readonly ValueGraph s_good = ValueGraphBuilder.Training(
        GraphBuilder.Vector(2).Dense(2).As("b").From("input").Dense(2).As("a").Multiply("b", "b").As("c").Concat("a", "a").MeanSquaredError());

    [Fact]
    public void A_good_graph_passes() => GraphVerifier.Verify(s_good);

    [Fact]
    public void Each_input_is_differentiated_once()
    {
        GraphStep[] steps = Find("Concat1");
        Assert.Equal([0, 1, 2], steps.Select(step => step.Input));
        Fails("makes the gradient of input 1 a second time", Replace(steps[2], steps[2] with { Input = 1 }));
        Fails("by something else than the layer's input 0", Replace(steps[1], steps[1] with { Input = 0 }));
    }

    [Fact]
    public void A_product_reads_all_the_other_factors_in_order()
    {
        GraphStep step = Find("Multiply1")[1];
        Fails("something else than its rule names", Replace(step, step with { Reads = [step.Reads[0], step.Reads[1]] }));
        Fails("reads as its OtherInput what is none", Replace(step, step with { Reads = [step.Reads[0], step.Reads[2], step.Reads[1]] }));
    }

    [Fact]
    public void Joined_shapes_give_the_layers()
    {
        foreach ((string layer, Shape shape) in new[] { ("Concat1", Shape.Vector(5)), ("Multiply1", Shape.Vector(3)) })
        {
            LayerGraph graph = s_good.Layers with
            {
                Layers = s_good.Layers.Layers.Select(node => node.Accessor == layer ? node with { Output = shape } : node).ToEquatableArray(),
            };
            Fails("joins shapes that don't give the layer's", s_good with { Layers = graph });
        }
    }

    private static GraphStep[] Find(string layer) =>
        [.. s_good.Steps.Where(step => step.Kind == StepKind.InputGradient && s_good.Layers.Layers[step.Layer].Accessor == layer)];

    private static ValueGraph Replace(GraphStep step, GraphStep other) =>
        s_good with { Steps = s_good.Steps.Select(item => item == step ? other : item).ToEquatableArray() };

    private static void Fails(string problem, ValueGraph graph) =>
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(graph)).Message);

    /// <summary>The gradients of a join of Tanh1 and of Dense1, which is called b.</summary>
    private static string[] StepsOf(string layer, Func<GraphBuilder, GraphBuilder> join)
    {
        LayerGraph graph = join(GraphBuilder.Vector(3).Dense(3).As("b").Tanh()).MeanSquaredError();
        return [.. BackwardOf(graph).Where(step => step.Contains($"of {layer}:", StringComparison.Ordinal))];
    }

    private static string[] BackwardOf(LayerGraph graph) =>
        [.. GraphText.Steps(ValueGraphBuilder.Training(graph)).SkipWhile(step => !step.StartsWith("Loss", StringComparison.Ordinal)).Skip(1)];
}
