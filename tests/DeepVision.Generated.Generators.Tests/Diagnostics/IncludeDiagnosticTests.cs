using DeepVision.Generated.Generators.Tests.Infrastructure;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Mistakes in networks that begin with the layers of another one.</summary>
public class IncludeDiagnosticTests
{
    private const string Base = "[Network(8, 8, 3)]\n[Conv2D(4, 3), ReLU, Conv2D(4, 3), ReLU(Name = \"deep\"), Flatten, Dense(5), SoftmaxCrossEntropy]\npublic partial class Base;\n\n";

    [Theory]
    [InlineData("Include<Base>, Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Include<Base>(To = \"deep\", Frozen = true), Flatten, Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Include<Base>(To = \"relu_1\"), Conv2D(4, 3, Pad = 1), Add(\"conv2d_1\"), Flatten, Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Include<Base>(To = \"flatten_1\"), Dense(3, Name = \"dense_1\"), SoftmaxCrossEntropy")]
    [InlineData("Include<Base>, SoftmaxCrossEntropy")]
    public void A_network_begins_with_another_one(string layers) => IsSilent($"{Base}[Network(8, 8, 3)]\n[{layers}]");

    [Theory]
    [InlineData("Include<Base>({|DVG0031:To = \"deap\"|}), Flatten, Dense(3), SoftmaxCrossEntropy", "Include<Base> (layer 1) would end with \"deap\", but Base has no layer of that name. Did you mean \"deep\"?")]
    [InlineData("Include<Base>({|DVG0031:To = \"block5\"|}), Add(\"far\"), Dense(3), SoftmaxCrossEntropy", "Include<Base> (layer 1) would end with \"block5\", but Base has no layer of that name. Its last layer is \"dense_1\".")]
    [InlineData("Include<Base>({|DVG0031:To = \"input\"|}), Flatten, Dense(3), SoftmaxCrossEntropy", "Include<Base> (layer 1) would end with \"input\", but Base has no layer of that name. Its last layer is \"dense_1\".")]
    [InlineData("{|DVG0030:Include<string>|}, Flatten, Dense(3), SoftmaxCrossEntropy", "Include<String> (layer 1) would begin with the layers of String, but that is no network. Name a class with [Network]; for layers of your own write a block.")]
    [InlineData("{|DVG0030:Include<int[]>(To = \"a\")|}, Flatten, Dense(3), SoftmaxCrossEntropy", "Include<int[]> (layer 1) would begin with the layers of int[], but that is no network. Name a class with [Network]; for layers of your own write a block.")]
    [InlineData("{|DVG0032:Include<Net>|}, Dense(3), SoftmaxCrossEntropy", "Include<Net> (layer 1) lets Net begin with itself (Net → Net), and so with layers without end. Include a network that doesn't include this one.")]
    [InlineData("Conv2D(4, 3), {|DVG0033:Include<Base>|}, Flatten, Dense(3), SoftmaxCrossEntropy", "Include<Base> (layer 2) can only stand on a network, in front of all other layers: they go on from what it gives. Move it to the beginning.")]
    [InlineData("Include<Base>, {|DVG0033:Include<Base>|}, Dense(3), SoftmaxCrossEntropy", "Include<Base> (layer 2) can only stand on a network, in front of all other layers: they go on from what it gives. Move it to the beginning.")]
    [InlineData("Include<Base>, Dense(3, {|DVG0009:Name = \"deep\"|}), SoftmaxCrossEntropy", "Dense(3) (layer 2) is called \"deep\", but Include<Base> (layer 1) already has the property Deep: weight files and properties need different names. Change one of them.")]
    [InlineData("Include<Base>(To = \"deep\"), {|DVG1004:Dense(3)|}, SoftmaxCrossEntropy", "Dense(3) (layer 2) needs a vector, but receives an image of 4×4×4 from Conv2D(4, 3) (conv2d_2). Insert [Flatten] (64 values) or [GlobalAvgPool2D] (4 values) before it.")]
    [InlineData("Include<Base>({|DVG2023:Frozen = true|}), ReLU, SoftmaxCrossEntropy", "All layers of Net with weights are frozen, so there is nothing to train. Remove Frozen from Include<Base> (layer 1), or add a layer that trains behind it.")]
    public void Mistakes(string layers, string message) => Reports($"{Base}[Network(8, 8, 3)]\n[{layers}]", message);

    [Fact]
    public void Both_take_the_same_input() => Reports(
        Base + "[{|DVG1030:Network(32, 32, 3)|}]\n[Include<Base>, Dense(3), SoftmaxCrossEntropy]",
        "Include<Base> (layer 1) begins with the layers of Base, which takes an image of 8×8×3, but Net takes an image of 32×32×3. Write [Network(8, 8, 3)].");

    private const string BaseOfTwoInputs = "[Network(8)]\n[Input(\"more\", 3)]\n[Dense(4), Concat(\"more\"), Dense(5), SoftmaxCrossEntropy]\npublic partial class Base;\n\n";

    [Fact]
    public void An_input_that_its_layers_read_is_one_of_this_network_too() => Reports(
        BaseOfTwoInputs + "[Network(8)]\n[Input(\"more\", 4)]\n[{|DVG0080:Include<Base>|}, Concat(\"more\"), Dense(3), SoftmaxCrossEntropy]",
        "Include<Base> (layer 1) begins with layers of Base that read Input(\"more\", 3), which Net doesn't have. Write [Input(\"more\", 3)].");

    [Theory]
    [InlineData("[Network(8)]\n[Input(\"other\", 2), Input(\"more\", 3)]\n[Include<Base>, Concat(\"other\"), Dense(3), SoftmaxCrossEntropy]")]
    [InlineData("[Network(8)]\n[Include<Base>(To = \"dense_1\"), Dense(3), SoftmaxCrossEntropy]")]
    public void A_network_begins_with_one_of_several_inputs(string network) => IsSilent(BaseOfTwoInputs + network);

    [Fact]
    public void Two_networks_that_include_each_other() => ReportsIn(
        """
        using DeepVision.Generated;

        [Network(8)]
        [{|DVG0032:Include<B>|}, Dense(3), SoftmaxCrossEntropy]
        public partial class A;

        [Network(8)]
        [{|DVG0032:Include<A>|}, Dense(3), SoftmaxCrossEntropy]
        public partial class B;
        """,
        "Include<B> (layer 1) lets A begin with itself (A → B → A), and so with layers without end. Include a network that doesn't include this one.",
        "Include<A> (layer 1) lets B begin with itself (B → A → B), and so with layers without end. Include a network that doesn't include this one.");

    /// <summary>Of a network with a mistake nothing is known for certain; the one that includes it has no mistake of its own.</summary>
    [Theory]
    [InlineData("[Network(8, 8, 3)]\n[{|DVG1003:Conv2D(4, 9)|}, Flatten, Dense(5), SoftmaxCrossEntropy]", "Conv2D(4, 9) (layer 1) needs an input of at least 9×9, but receives 8×8×3 from [Network(8, 8, 3)]. Use Conv2D(4, 8) or Padding.Same.")]
    [InlineData("[Network(8, 8, 3)]\n[Conv2D(4, 3), {|DVG0020:Add|}, Flatten, Dense(5), SoftmaxCrossEntropy]", "Add (layer 2) has only one value to join. Begin each path with [Branch], or name the other layer: [Add(\"name\")].")]
    public void A_mistake_of_the_included_network_is_said_there_alone(string other, string message) =>
        Reports(other + "\npublic partial class Other;\n\n[Network(8, 8, 3)]\n[Include<Other>(To = \"conv2d_1\"), Conv2D(4, 20), Flatten, Dense(3), SoftmaxCrossEntropy]", message);

    /// <summary>Whose names aren't known, of that no name is said to be wrong.</summary>
    [Fact]
    public void Names_of_layers_that_are_not_known_may_be_right() => Reports(
        Base + "[Network(8, 8, 3)]\n[Include<Base>({|DVG0031:To = \"block5\"|}), Conv2D(4, 20, Input = \"conv2d_1\"), Concat(\"far\"), Flatten, Dense(3), SoftmaxCrossEntropy]",
        "Include<Base> (layer 1) would end with \"block5\", but Base has no layer of that name. Its last layer is \"dense_1\".");

    [Fact]
    public void In_a_block_is_no_place_for_it() => ReportsIn(
        $$"""
        using DeepVision.Generated;

        public sealed class Start() : Block(new Include<Base>(), new ReLU());

        {{Base}}
        [Network(8, 8, 3)]
        [{|DVG0033:Start|}, Flatten, Dense(3), SoftmaxCrossEntropy]
        public partial class Net;
        """,
        "Include (in start_1) can only stand on a network, in front of all other layers: they go on from what it gives. Move it to the beginning.");
}
