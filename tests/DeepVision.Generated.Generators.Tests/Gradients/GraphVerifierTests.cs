using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Gradients;

/// <summary>Good graphs, broken in each way in which the verifier must see it.</summary>
public class GraphVerifierTests
{
    /// <summary>A residual network: Conv2D1 is read by Conv2D2 and by the sum.</summary>
    private static readonly ValueGraph s_good = ValueGraphBuilder.Training(
        GraphBuilder.Image(4, 4, 1).Conv(2, 1).As("a").Conv(2, 1).MaxPool(1).Add("a").Flatten().Dense(2).MeanSquaredError());

    [Fact]
    public void A_good_graph_passes()
    {
        GraphVerifier.Verify(s_good);
        GraphVerifier.Verify(ValueGraphBuilder.Prediction(s_good.Layers));
    }

    [Fact]
    public void A_value_is_written_once() => Fails(
        "writes value 1 a second time", s_good with { Steps = s_good.Steps.Prepend(s_good.Steps[0]).ToEquatableArray() });

    [Fact]
    public void A_value_is_written_before_it_is_read() => Fails(
        "before it is written", s_good with { Steps = s_good.Steps.OrderBy(step => step.Kind == StepKind.Forward ? 1 : 0).ToEquatableArray() });

    [Fact]
    public void Somebody_reads_what_is_written()
    {
        ValueGraph longer = ValueGraphBuilder.Prediction(GraphBuilder.Vector(3).Dense(2).Tanh().MeanSquaredError());
        Fails("nobody reads", longer with { Scores = longer.Steps[0].Writes[0], Asked = longer.Steps[0].Writes });
    }

    [Fact]
    public void What_is_asked_for_is_written()
    {
        ValueGraph prediction = ValueGraphBuilder.Prediction(s_good.Layers);
        EquatableArray<GraphValue> values = prediction.Values.Append(new GraphValue(ValueKind.Output, 0)).ToEquatableArray();
        Fails("which is asked for", prediction with { Values = values, Asked = prediction.Asked.Append(values.Count - 1).ToEquatableArray() });
        Fails("nobody writes the scores", prediction with { Values = values, Scores = values.Count - 1 });
    }

    [Fact]
    public void A_layer_that_trains_has_its_gradients_asked_for()
    {
        int gradients = Find(StepKind.ParameterGradient, "Dense1").Writes[0];
        Fails("are not asked for 1 times", s_good with
        {
            Asked = s_good.Asked.Where(value => value != gradients).ToEquatableArray(),
            Steps = s_good.Steps.Where(step => !step.Writes.Contains(gradients)).ToEquatableArray(),
        });
        Fails("are not asked for 1 times", s_good with { Asked = s_good.Asked.Append(gradients).ToEquatableArray() });
    }

    [Fact]
    public void A_sum_has_a_term_for_each_reader()
    {
        GraphStep sum = Find(StepKind.GradientSum, "Conv2D1");
        Fails("adds one term", Replace(sum, sum with { Reads = [sum.Reads[0]] }));
        Fails("the whole gradient", Replace(sum, sum with { Reads = [.. sum.Reads, sum.Reads[0]] }));
    }

    /// <summary>A term instead of the sum is a gradient too, but not the whole one.</summary>
    [Fact]
    public void The_sum_is_read_and_not_a_term()
    {
        GraphStep sum = Find(StepKind.GradientSum, "Conv2D1"), reader = Find(StepKind.ParameterGradient, "Conv2D1");
        GraphStep wrong = reader with { Reads = [new Operand(OperandRole.OutputGradient, sum.Reads[1].Value), .. reader.Reads.Skip(1)] };
        Fails("the whole gradient", Replace(reader, wrong));
    }

    [Fact]
    public void A_sum_adds_gradients_by_one_value()
    {
        GraphStep sum = Find(StepKind.GradientSum, "Conv2D1");
        int other = Find(StepKind.InputGradient, "MaxPool2D1").Writes[0];
        Fails("what the readers of one value give it", Replace(sum, sum with { Reads = [sum.Reads[0], new Operand(OperandRole.Term, other)] }));
    }

    /// <summary>The sum in front hands on what it got itself: the whole of it.</summary>
    [Fact]
    public void A_sum_hands_on_its_whole_gradient()
    {
        ValueGraph graph = ValueGraphBuilder.Training(
            GraphBuilder.Vector(3).Dense(2).As("a").Tanh().Add("a").As("b").Sigmoid().Add("b").MeanSquaredError());
        GraphVerifier.Verify(graph);
        GraphStep[] sums = [.. graph.Steps.Where(step => step.Kind == StepKind.GradientSum)];
        Assert.Equal(["Add1", "Dense1"], sums.Select(sum => graph.Layers.Layers[sum.Layer].Accessor));
        Operand part = sums[0].Reads[0];
        GraphStep wrong = sums[1] with { Reads = [part, sums[1].Reads[1]] };
        Fails("what the readers of one value give it", graph with { Steps = graph.Steps.Select(step => step == sums[1] ? wrong : step).ToEquatableArray() });
    }

    [Fact]
    public void A_step_reads_what_its_rule_names()
    {
        GraphStep pooling = Find(StepKind.InputGradient, "MaxPool2D1"), weights = Find(StepKind.ParameterGradient, "Conv2D2");
        Fails("something else than its rule names", Replace(pooling, pooling with { Reads = [pooling.Reads[0]] }));
        Fails("something else than its rule names", Replace(weights, weights with { Reads = [weights.Reads[1], weights.Reads[0]] }));
    }

    [Fact]
    public void A_step_reads_operands_of_its_own_layer()
    {
        GraphStep pooling = Find(StepKind.InputGradient, "MaxPool2D1"), weights = Find(StepKind.ParameterGradient, "Conv2D2");
        Fails("reads as its Input what is none", Replace(weights, weights with { Reads = [weights.Reads[0], new Operand(OperandRole.Input, ValueGraph.Input)] }));
        Fails("reads as its Saved what is none", Replace(pooling, pooling with { Reads = [pooling.Reads[0], new Operand(OperandRole.Saved, ValueGraph.Input)] }));
        Fails("the whole gradient", Replace(pooling, pooling with { Reads = [new Operand(OperandRole.OutputGradient, s_good.Scores), pooling.Reads[1]] }));
    }

    [Fact]
    public void A_gradient_is_one_by_something_that_the_layer_reads()
    {
        GraphStep step = Find(StepKind.InputGradient, "Dense1");
        Fails("by something else than", s_good with { Values = s_good.Values.Select((value, index) => index == step.Writes[0] ? value with { By = ValueGraph.Input } : value).ToEquatableArray() });
        Fails("doesn't write a gradient", s_good with
        {
            Values = s_good.Values.Select((value, index) => index == step.Writes[0] ? value with { Kind = ValueKind.Saved } : value).ToEquatableArray(),
        });
    }

    [Fact]
    public void A_forward_step_reads_the_layers_inputs_in_order()
    {
        GraphStep sum = Find(StepKind.Forward, "Add1");
        Fails("inputs in order", Replace(sum, sum with { Reads = [sum.Reads[1], sum.Reads[0]] }));
        Fails("inputs in order", Replace(sum, sum with { Reads = [sum.Reads[0]] }));
    }

    [Fact]
    public void A_forward_step_writes_the_layers_output_and_its_note()
    {
        GraphStep pooling = Find(StepKind.Forward, "MaxPool2D1");
        Fails("doesn't note", Replace(pooling, pooling with { Writes = [pooling.Writes[0]] }));
        Fails("doesn't write the layer's output", Replace(pooling, pooling with { Writes = [pooling.Writes[1], pooling.Writes[0]] }));
    }

    [Fact]
    public void Shapes_agree()
    {
        LayerNode first = s_good.Layers.Layers[0];
        LayerGraph Of(LayerNode node, int layer) => s_good.Layers with
        {
            Layers = s_good.Layers.Layers.Select((other, index) => index == layer ? node : other).ToEquatableArray(),
        };
        Fails("reads another shape", s_good with { Layers = Of(first with { Output = Shape.Image(3, 3, 2) }, 0) });
        LayerGraph sum = GraphBuilder.Vector(3).Dense(2).Add("input").MeanSquaredError();
        Fails("joins shapes that don't give the layer's", ValueGraphBuilder.Prediction(sum));
    }

    [Fact]
    public void The_loss_reads_the_scores_and_gives_their_gradient()
    {
        GraphStep loss = s_good.Steps.Single(step => step.Kind == StepKind.Loss);
        Fails("doesn't read the scores", Replace(loss, loss with { Reads = [new Operand(OperandRole.Input, 1)] }));
        Fails("doesn't write the gradient of the scores", s_good with
        {
            Values = s_good.Values.Select((value, index) => index == loss.Writes[0] ? value with { By = 1 } : value).ToEquatableArray(),
        });
    }

    [Fact]
    public void Every_head_has_its_loss()
    {
        ValueGraph good = ValueGraphBuilder.Training(GraphBuilder.Vector(3).Dense(2).As("a").AuxiliaryMeanSquaredError(0.5f).From("a").Dense(2).MeanSquaredError());
        GraphVerifier.Verify(good);
        GraphStep auxiliary = good.Steps.Single(step => step is { Kind: StepKind.Loss, Head: 0 });
        Fails("of its head", good with { Steps = good.Steps.Select(step => step == auxiliary ? step with { Head = 1 } : step).ToEquatableArray() });
        Fails("of its head", good with { Layers = good.Layers with { Heads = good.Layers.Heads.Reverse().ToEquatableArray() } });
        Fails("not every head has its loss", good with { Layers = good.Layers with { Heads = [.. good.Layers.Heads, good.Layers.Heads[0]] } });
    }

    private static GraphStep Find(StepKind kind, string layer) =>
        s_good.Steps.Single(step => step.Kind == kind && step.Layer >= 0 && s_good.Layers.Layers[step.Layer].Accessor == layer);

    private static ValueGraph Replace(GraphStep step, GraphStep other) =>
        s_good with { Steps = s_good.Steps.Select(item => item == step ? other : item).ToEquatableArray() };

    private static void Fails(string problem, ValueGraph graph) =>
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => GraphVerifier.Verify(graph)).Message);
}
