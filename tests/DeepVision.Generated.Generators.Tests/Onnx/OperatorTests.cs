using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>
/// What layers the operators of ONNX files become, and which tensors go where. That these layers compute what ONNX Runtime does is tested beside
/// it, in <c>DeepVision.Generated.OnnxRuntime.Tests</c>.
/// </summary>
public class OperatorTests
{
    [Theory]
    [MemberData(nameof(OperatorCases.Names), MemberType = typeof(OperatorCases))]
    public void Operators_become_layers(string name)
    {
        OperatorCase test = OperatorCases.Find(name);
        Assert.Equal(test.Layers, OnnxGraphs.Describe(OnnxGraphs.Infer(test.Model)));
    }

    [Theory]
    [MemberData(nameof(OperatorCases.UnsupportedNames), MemberType = typeof(OperatorCases))]
    public void What_no_layer_does_is_said_with_its_node(string name)
    {
        OperatorCase test = OperatorCases.FindUnsupported(name);
        InferredNetwork network = OnnxGraphs.Infer(test.Model);
        Assert.Equal(test.Layers, Assert.Single(network.Problems).Message);
    }

    [Fact]
    public void What_nobody_needs_may_be_unsupported()
    {
        byte[] model = new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Loop", "x -> z").Node("Relu", "x -> y").Node("NonZero", "y -> v").ToBytes();
        Assert.Equal("ReLU", OnnxGraphs.Describe(OnnxGraphs.Infer(model)));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("node b")]
    [InlineData("node_b")]
    [InlineData("b")]
    public void To_is_a_node_or_a_value(string to)
    {
        byte[] model = new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Relu", "x -> a").Node("Tanh", "a -> b").Node("Loop", "b -> y").ToBytes();
        Assert.Equal(to == "a" ? "ReLU" : "ReLU; Tanh", OnnxGraphs.Describe(OnnxGraphs.Infer(model, ("To", to))));
    }

    [Fact]
    public void Tokens_are_integers_or_floats_that_are_cast()
    {
        ModelBuilder integers = new ModelBuilder().Input("x", 7, [5]).Output("y").Weights("w", [7, 3]).Node("Gather", "w x -> y");
        ModelBuilder floats = new ModelBuilder().Input("x", 5).Output("y").Weights("w", [7, 3]).Node("Cast", "x -> t", ("to", 6)).Node("Gather", "w t -> y");
        Assert.All([integers, floats], model => Assert.Equal("Embedding(7, 3): weight = w", OnnxGraphs.Describe(OnnxGraphs.Infer(model.ToBytes()))));
    }

    [Fact]
    public void Several_inputs_have_the_names_of_the_file_as_far_as_names_allow()
    {
        LayerGraph graph = OnnxGraphs.Infer(new ModelBuilder().Input("unread", 3).Input("own", 3).Input("a/b", 3).Input("input", 3).Output("y").Node("Sum", "own a/b input -> y").ToBytes()).Graph;
        Assert.Equal(Shape.Vector(3), graph.Input);
        Assert.Equal("a_b input_2", string.Join(' ', graph.FurtherInputs.Select(input => input.Name)));
        Assert.Equal([-1, -2, -3], graph.Layers[0].Inputs);
    }

    [Fact]
    public void Sizes_that_the_file_leaves_open_are_given()
    {
        byte[] model = new ModelBuilder().Input("x", 3, 0, 0).Output("y").Node("GlobalAveragePool", "x -> y").ToBytes();
        Assert.Equal(Shape.Image(20, 30, 3), OnnxGraphs.Infer(model, ("Height", 20), ("Width", 30)).Graph.Input);
    }

    [Fact]
    public void Layers_are_called_as_nodes_as_far_as_names_allow()
    {
        byte[] model = new ModelBuilder().Input("x", 3, 8, 8).Output("y").Node("Relu", "x -> /a/b.1/Relu").Node("Tanh", "/a/b.1/Relu -> a_b_1_relu").Node("Sigmoid", "a_b_1_relu -> y").ToBytes();
        Assert.Equal("node__a_b_1_Relu node_a_b_1_relu_2 node_y", string.Join(' ', OnnxGraphs.Infer(model).Graph.Layers.Select(layer => layer.Name)));
    }
}
