using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>Which kernels joins become, what may lie in whose place, and the operands that the verifier refuses.</summary>
public class JoinLoweringTests
{
    [Fact]
    public void Means_and_their_gradients()
    {
        LoweredNetwork network = Lower(net => net.Average("b", "b"));
        Assert.Equal(
            ["Average1Forward: tanh1, conv2D1, conv2D1 → average1", "Average1InputGradient1: average1Gradient → tanh1Gradient",
                "Average1InputGradient2: average1Gradient → conv2D1Gradient", "Average1InputGradient3: average1Gradient → conv2D1Gradient2"],
            KernelsOf(network.Training, "Average1"));
        Assert.All(network.Training.Kernels.OfType<MeanKernel>(), mean => Assert.Equal(1f / 3, mean.Scale));
    }

    [Fact]
    public void A_maximum_notes_its_winners_in_training()
    {
        LoweredNetwork network = Lower(net => net.Maximum("b"));
        Assert.Equal(
            ["Maximum1Forward: tanh1, conv2D1 → maximum1, maximum1Winners", "Maximum1InputGradient1: maximum1Gradient, maximum1Winners → tanh1Gradient",
                "Maximum1InputGradient2: maximum1Gradient, maximum1Winners → conv2D1Gradient"],
            KernelsOf(network.Training, "Maximum1"));
        Assert.Equal(["Maximum1Predict: tanh1, conv2D1 → maximum1"], KernelsOf(network.Prediction, "Maximum1"));
    }

    /// <summary>The network's input is read as it comes: its channels are moved anyway.</summary>
    [Fact]
    public void Channels_are_put_beside_each_other_and_taken_apart()
    {
        LoweredNetwork network = Lower(net => net.Concat("input", "b"));
        Assert.Equal(
            ["Concat1Forward: tanh1, input, conv2D1 → concat1", "Concat1InputGradient1: concat1Gradient → tanh1Gradient", "Concat1InputGradient3: concat1Gradient → conv2D1Gradient"],
            KernelsOf(network.Training, "Concat1"));
        Assert.Equal([0, 6], network.Training.Kernels.OfType<SliceKernel>().Select(slice => slice.FirstChannel));
        TensorBuffer concat = network.Training.Buffers.Single(buffer => buffer.Name == "concat1");
        Assert.Equal((10, 16), (concat.Channels, concat.PixelStride));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_of_a_gate_is_added_up(bool isFirst)
    {
        LoweredNetwork network = Lower(net => Gated(net.As("x").GlobalAvgPool().As("gate"), isFirst));
        int gate = isFirst ? 1 : 2;
        Assert.Equal(
            new[]
            {
                "Multiply1Forward: tanh1, globalAvgPool2D1 → multiply1",
                $"Multiply1InputGradient{gate}: multiply1Gradient, tanh1 → globalAvgPool2D1Gradient",
                $"Multiply1InputGradient{3 - gate}: multiply1Gradient, globalAvgPool2D1 → tanh1Gradient",
            }.Order(),
            KernelsOf(network.Training, "Multiply1").Order());
        Assert.All(network.Training.Kernels.OfType<ProductKernel>(), product => Assert.Equal(Broadcast.Pixels, product.Gate));
        Assert.Equal(Broadcast.Pixels, Assert.Single(network.Training.Kernels.OfType<InnerProductKernel>()).Over);
    }

    [Fact]
    public void A_gate_of_one_channel_is_one_of_pixels()
    {
        LoweredNetwork network = Lower(net => Gated(net.As("x").Conv(1, 1).Sigmoid().As("gate"), isFirst: false));
        Assert.All(network.Training.Kernels.OfType<ProductKernel>(), product => Assert.Equal(Broadcast.Channels, product.Gate));
        Assert.Equal(Broadcast.Channels, Assert.Single(network.Training.Kernels.OfType<InnerProductKernel>()).Over);
    }

    /// <summary>One pixel and one channel: nothing is the same for several.</summary>
    [Fact]
    public void A_gate_of_one_value_is_a_factor_like_others()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(1).As("gate").From("input").Dense(1).Multiply("gate").MeanSquaredError();
        Assert.Equal(Broadcast.None, Assert.Single(LoweredNetwork.Of(graph).Prediction.Kernels.OfType<ProductKernel>()).Gate);
    }

    /// <summary>The last to read the gradient of a join leaves its own in the place of it; the square's factor is read a second time.</summary>
    [Fact]
    public void Gradients_take_the_place_of_the_joins()
    {
        Assert.Contains("conv2D1Gradient in maximum1Gradient", SharedIn(net => net.Maximum("b")));
        Assert.Contains("conv2D1Gradient in average1Gradient", SharedIn(net => net.Average("b")));
        Assert.Contains("conv2D1Gradient in multiply1Gradient", SharedIn(net => net.Multiply("b")));
        Assert.DoesNotContain(SharedIn(net => net.Concat("b")), shared => shared.Contains("concat1Gradient", StringComparison.Ordinal));
        Assert.Equal(Kernel.None, Lower(net => net.From("b").Multiply("b")).Prediction.Kernels.OfType<ProductKernel>().Single().MayOverwrite);
    }

    [Fact]
    public void Only_a_sum_belongs_to_the_contraction_in_front_of_it()
    {
        LoweredNetwork network = Lower(net => net.As("c").Conv(4, 1).Multiply("c").ReLU());
        Assert.Equal("Conv2D2Predict: tanh1 → conv2D2", Assert.Single(KernelsOf(network.Prediction, "Conv2D2")));
        Assert.Equal("Multiply1Predict: conv2D2, tanh1 → multiply1", Assert.Single(KernelsOf(network.Prediction, "Multiply1")));
    }

    /// <summary>A vector of a flattened image that is joined is a plain one.</summary>
    [Fact]
    public void A_flattened_image_is_copied_in_front_of_a_join()
    {
        LayerGraph graph = GraphBuilder.Image(2, 2, 3).Conv(3, 1).Flatten().As("a").Dense(2).Concat("a").Dense(2).MeanSquaredError();
        Assert.False(FlattenedLayout.IsInPlace(graph, 1));
        Assert.Contains("Concat1Predict: dense1, flatten1 → concat1", GraphText.Kernels(LoweredNetwork.Of(graph).Prediction));
    }

    private static readonly LoweredNetwork s_all = Lower(net => net.Average("b").Maximum("b").As("x").Conv(1, 1).As("pixels").From("x").Multiply("pixels")
        .As("y").GlobalAvgPool().As("channels").From("y").Multiply("channels").Multiply("b").Concat("x"));

    [Fact]
    public void Sums_and_products_have_two_operands()
    {
        Fails("adds one buffer", Change<SumKernel>("Conv2D1GradientSum", kernel => kernel with { Sources = [kernel.Sources[0]] }));
        Fails("multiplies one buffer", Change<ProductKernel>("Multiply3Forward", kernel => kernel with { Sources = [kernel.Sources[0]] }));
        Fails("beside itself", Change<ConcatKernel>("Concat1Forward", kernel => kernel with { Sources = [kernel.Sources[0]] }));
        Fails("no byte tells", Change<MaximumKernel>("Maximum1Forward", kernel => kernel with { Sources = Enumerable.Repeat(kernel.Sources[0], 257).ToEquatableArray() }));
    }

    [Fact]
    public void A_gate_is_one_of_two_and_fits()
    {
        Fails("one of two factors", Change<ProductKernel>("Multiply1Forward", kernel => kernel with { Sources = [.. kernel.Sources, kernel.Sources[0]] }));
        Fails("is no gate of", Change<ProductKernel>("Multiply1Forward", kernel => kernel with { Gate = Broadcast.Pixels }));
        Fails("is no gate of", Change<ProductKernel>("Multiply2Forward", kernel => kernel with { Gate = Broadcast.Channels }));
        Fails("is no gate of", Change<InnerProductKernel>("Multiply1InputGradient2", kernel => kernel with { Over = Broadcast.None }));
        Fails("lie differently", Change<ProductKernel>("Multiply2Forward", kernel => kernel with { Gate = Broadcast.None }));
    }

    [Fact]
    public void Joined_buffers_lie_alike_and_winners_are_bytes()
    {
        int other = s_all.Training.Buffers.Single(buffer => buffer.Name == "concat1").Id;
        Fails("lie differently", Change<MeanKernel>("Average1Forward", kernel => kernel with { Sources = [kernel.Sources[0], s_all.Training.Input] }));
        Fails("lie differently", Change<MaximumKernel>("Maximum1Forward", kernel => kernel with { Sources = [kernel.Sources[0], s_all.Training.Input] }));
        Fails("elements of kind Byte", Change<MaximumGradientKernel>("Maximum1InputGradient1", kernel => kernel with { Winners = kernel.Source }));
        Fails("lie differently", Change<InnerProductKernel>("Multiply2InputGradient2", kernel => kernel with { Second = other }));
    }

    [Fact]
    public void Channels_of_a_concatenation_are_those_of_its_sources()
    {
        Fails("other channels than", Change<ConcatKernel>("Concat1Forward", kernel => kernel with { Sources = [.. kernel.Sources, kernel.Sources[0]] }));
        Fails("no such channels", Change<SliceKernel>("Concat1InputGradient2", kernel => kernel with { FirstChannel = 5 }));
        Fails("no such channels", Change<SliceKernel>("Concat1InputGradient1", kernel => kernel with { FirstChannel = -1 }));
        int vector = s_all.Training.Buffers.Single(buffer => buffer.Name == "globalAvgPool2D1").Id;
        Fails("different pixels", Change<ConcatKernel>("Concat1Forward", kernel => kernel with { Sources = [kernel.Sources[0], vector] }));
    }

    private static GraphBuilder Gated(GraphBuilder net, bool isFirst) => isFirst ? net.From("gate").Multiply("x") : net.From("x").Multiply("gate");

    /// <summary>A join of Tanh1 and of Conv2D1, which is called b, between layers with weights.</summary>
    private static LoweredNetwork Lower(Func<GraphBuilder, GraphBuilder> join) =>
        LoweredNetwork.Of(join(GraphBuilder.Image(3, 3, 2).Conv(4, 1).As("b").Tanh()).Conv(2, 1).Flatten().Dense(2).MeanSquaredError());

    private static string[] SharedIn(Func<GraphBuilder, GraphBuilder> join)
    {
        CpuNetwork network = new(Lower(join));
        return GraphText.Shared(network.Training.Program, network.Training.Storage);
    }

    private static string[] KernelsOf(KernelProgram program, string layer) =>
        [.. GraphText.Kernels(program).Where(kernel => kernel.StartsWith(layer, StringComparison.Ordinal))];

    private static KernelProgram Change<T>(string name, Func<T, Kernel> change)
        where T : Kernel
    {
        Assert.Single(s_all.Training.Kernels, kernel => kernel.Name == name);
        return s_all.Training with { Kernels = s_all.Training.Kernels.Select(kernel => kernel.Name == name ? change((T)kernel) : kernel).ToEquatableArray() };
    }

    private static void Fails(string problem, KernelProgram program) => Assert.Contains(
        problem, Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(program, s_all.Parameters, isTraining: true)).Message);
}
