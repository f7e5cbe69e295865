using CsCheck;
using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>
/// Gradients, lowering, fusion, planning and scheduling together against the reference: the scores of training and
/// prediction, the gradients of all parameters, and that of the input.
/// </summary>
public class AgreementTests
{
    private const int Graphs = 400;

    /// <summary>Values of the input whose derivatives are compared.</summary>
    private const int MostInputs = 16;

    /// <summary>
    /// The same graphs at each run; CsCheck prints the seed of one that fails. With CsCheck's own settings in the environment
    /// (<c>CsCheck_Iter=10000</c>, <c>CsCheck_Seed=…</c>) it draws others, and shrinks what fails.
    /// </summary>
    [Fact]
    public void Random_graphs() => AssertAgree(RandomGraphs.Any);

    /// <summary>The same of graphs of which some layers are frozen, wherever they stand.</summary>
    [Fact]
    public void Random_graphs_with_frozen_layers() => AssertAgree(RandomGraphs.Frozen);

    /// <summary>What the graphs above are worth.</summary>
    [Fact]
    public void Random_graphs_have_all_kernels_and_fusions()
    {
        Dictionary<string, int> training = [], prediction = [], inputGradient = [];
        int shared = 0;
        for (uint number = 0; number < Graphs; number++)
        {
            CpuNetwork network = new(LoweredNetwork.Of(RandomGraphs.Any.Generate(SeedOf(number), null, out _)));
            Count(training, network.Training);
            Count(prediction, network.Prediction);
            Count(inputGradient, network.InputGradient!);
            shared += GraphText.Shared(network.Training.Program, network.Training.Storage).Length;
        }

        AssertHas(
            training, "Forward", "Forward [ReLU]", "Forward [LeakyReLU]", "Forward [MaxPool 2×2]", "Forward [ReLU, MaxPool 2×2]", "Forward [LeakyReLU, MaxPool 2×2]",
            "Forward [Sum]", "Forward [Sum, ReLU]", "InputGradient [Sum]", "InputGradient [Sum, ReLU']",
            "InputGradient", "InputGradient [ReLU']", "InputGradient [LeakyReLU']", "WeightGradient", "MaxPoolingForward", "MaxPoolingBackward",
            "MaxPoolingBackward [LeakyReLU']", "AveragePoolingForward", "AveragePoolingBackward", "Activation", "ActivationGradient", "Dropout", "DropoutGradient",
            "Repack", "Softmax", "SoftmaxGradient", "Sum", "Sum [ReLU]", "Sum [ReLU']", "Mean", "MeanGradient", "Maximum", "MaximumGradient", "Concat", "Slice",
            "Product", "Product [gate over Pixels]", "Product [gate over Channels]", "InnerProduct [over Pixels]", "InnerProduct [over Channels]", "Loss", "BatchNormStatistics", "BatchNormNormalize", "BatchNormNormalize [ReLU]",
            "BatchNormNormalize [LeakyReLU]", "BatchNormNormalize [Sum]", "BatchNormNormalize [Sum, ReLU]", "BatchNormGradientSums", "BatchNormGradientSums [ReLU']", "BatchNormInputGradient", "BatchNormInputGradient [ReLU']");
        AssertHas(prediction, "Forward [BatchNorm]", "Forward [BatchNorm, ReLU]", "Forward [BatchNorm, Sum]", "Forward [BatchNorm, Sum, ReLU]", "BatchNormPredict", "BatchNormPredict [ReLU]", "BatchNormPredict [Sum]");
        AssertHas(
            inputGradient, "ScoresGradient", "Forward [BatchNorm, ReLU]", "BatchNormPredict", "BatchNormPredictGradient", "InputGradient", "InputGradient [ReLU']", "InputGradient [Sum]",
            "ActivationGradient", "MaxPoolingBackward", "MaximumGradient", "Slice", "InnerProduct [over Pixels]");
        Assert.True(shared > 50, $"{shared} buffers lie in another one's place.");

        static void Count(Dictionary<string, int> counts, CpuSchedule schedule)
        {
            foreach (Kernel kernel in schedule.Program.Kernels)
                counts[GraphText.Kind(kernel)] = counts.GetValueOrDefault(GraphText.Kind(kernel)) + 1;
        }

        static void AssertHas(Dictionary<string, int> counts, params string[] kinds)
        {
            string[] missing = [.. kinds.Where(kind => counts.GetValueOrDefault(kind) < 2)];
            Assert.True(missing.Length == 0, "There are too few of " + string.Join("; ", missing));
        }
    }

    /// <summary>Networks whose scores are their input, or nearly.</summary>
    [Fact]
    public void Graphs_of_next_to_nothing()
    {
        AssertAgrees(GraphBuilder.Vector(3).MeanSquaredError());
        AssertAgrees(GraphBuilder.Image(2, 3, 2).MeanSquaredError());
        AssertAgrees(GraphBuilder.Vector(16).Dropout(0.5f).CrossEntropy());
        AssertAgrees(GraphBuilder.Vector(5).Sigmoid().BinaryCrossEntropy());
        AssertAgrees(GraphBuilder.Image(2, 3, 2).Add("input").Flatten().Softmax().MeanSquaredError());
        AssertAgrees(GraphBuilder.Image(2, 3, 2).Flatten().Tanh().Dense(2).MeanSquaredError());
        AssertAgrees(GraphBuilder.Vector(3).AuxiliaryMeanSquaredError(0.5f).Dense(3).AuxiliaryMeanSquaredError(2).MeanSquaredError());
    }

    /// <summary>The first activation is computed once more on the way back, in a segment of its own.</summary>
    [Fact]
    public void A_graph_with_a_recomputed_activation()
    {
        LayerGraph graph = GraphBuilder.Image(46, 46, 1).Conv(1, 3, same: true).ReLU().Conv(1, 3, stride: 2).Tanh().Conv(1, 3, stride: 3).Flatten().Dense(2).CrossEntropy();
        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(graph)).Training;
        Assert.Equal(2, schedule.Stages.SelectMany(stage => stage.Segments).Count(segment => segment.Kernels.Contains(0)));
        AssertAgrees(graph, samples: 3, mostOfEach: 9);
    }

    /// <summary>What random graphs rarely have: a prediction that folds the normalisation, rectifies and pools in one kernel.</summary>
    [Fact]
    public void A_normalised_convolution_in_front_of_a_pooling()
    {
        LayerGraph graph = GraphBuilder.Image(9, 8, 3).Conv(5, 3, same: true).BatchNorm().ReLU().MaxPool(2).Flatten().Dense(2).CrossEntropy();
        Assert.Contains("Forward [BatchNorm, ReLU, MaxPool 2×2]", new CpuNetwork(LoweredNetwork.Of(graph)).Prediction.Program.Kernels.Select(GraphText.Kind));
        AssertAgrees(graph);
    }

    /// <summary>Residual blocks (He et al. 2015) with a projection and without, and one that begins with a normalisation.</summary>
    [Fact]
    public void A_residual_network()
    {
        LayerGraph graph = GraphBuilder.Image(5, 5, 2)
            .Conv(3, 3, same: true).BatchNorm().ReLU().As("a")
            .Conv(3, 3, same: true).BatchNorm().ReLU().Conv(3, 3, same: true).BatchNorm().Add("a").ReLU().As("b")
            .Conv(5, 1, stride: 2).BatchNorm().As("c").From("b").Conv(5, 3, stride: 2, same: true).BatchNorm().ReLU().Conv(5, 3, same: true).BatchNorm().Add("c").ReLU().As("d")
            .Tanh().BatchNorm().Add("d").ReLU().GlobalAvgPool().Dense(2).CrossEntropy();
        CpuNetwork network = new(LoweredNetwork.Of(graph));
        string[] training = [.. network.Training.Program.Kernels.Select(GraphText.Kind)], prediction = [.. network.Prediction.Program.Kernels.Select(GraphText.Kind)];
        Assert.Equal(3, training.Count(kind => kind == "BatchNormNormalize [Sum, ReLU]"));
        Assert.Contains("InputGradient [Sum, ReLU']", training);
        Assert.Equal(2, prediction.Count(kind => kind == "Forward [BatchNorm, Sum, ReLU]"));
        Assert.Contains("BatchNormPredict [Sum, ReLU]", prediction);
        AssertAgrees(graph);
    }

    /// <summary>Few pixels and many channels: the gradients of such weights are made behind the last stage.</summary>
    [Fact]
    public void A_graph_with_deferred_gradients_of_convolutions()
    {
        LayerGraph graph = GraphBuilder.Image(8, 8, 32).Conv(32, 3, same: true).Tanh().As("a").Conv(32, 3, same: true).Add("a").ReLU().GlobalAvgPool().Dense(2).CrossEntropy();
        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(graph)).Training;
        Assert.Equal(2, schedule.UnitKernels.Count(unit => schedule.Program.Kernels[unit.Kernel] is ContractionKernel { Geometry.IsDense: false }));
        AssertAgrees(graph, samples: 2, mostOfEach: 2);
    }

    /// <summary>Whole vectors of channels, which are written where they belong: without a normalisation, behind one, and all of a concatenation in another one. So lie the parts of their gradients.</summary>
    [Fact]
    public void A_graph_whose_concatenations_copy_nothing()
    {
        LayerGraph graph = GraphBuilder.Image(4, 4, 3)
            .Conv(16, 1).BatchNorm().ReLU().As("a").From("input").Conv(16, 1).As("b").From("input").Conv(32, 3, same: true).BatchNorm().Concat("a", "b").As("c")
            .Tanh().Conv(16, 1).Concat("c").GlobalAvgPool().Dense(2).CrossEntropy();
        Assert.Equal(10, new CpuNetwork(LoweredNetwork.Of(graph)).Training.Storage.Views.Buffers.Count);
        AssertAgrees(graph, samples: 3, mostOfEach: 5);
    }

    private static void AssertAgree(Gen<LayerGraph> graphs)
    {
        if (Check.Seed is not null || Check.Iter != 100 || Check.Time > 0)
        {
            graphs.Sample(graph => AssertAgrees(graph), print: GraphText.Of);
            return;
        }

        for (uint number = 0; number < Graphs; number++)
            graphs.Sample(graph => AssertAgrees(graph), seed: SeedOf(number).ToString(), iter: 1, threads: 1, print: GraphText.Of);
    }

    private static PCG SeedOf(uint number) => new(number, 11);

    /// <param name="mostOfEach">Values of a parameter whose derivative is compared; spread over it, if it has more.</param>
    private static void AssertAgrees(LayerGraph graph, int samples = 4, int mostOfEach = int.MaxValue)
    {
        GraphData data = new(graph, samples);
        ReferenceNetwork reference = new(data);
        var lowered = LoweredNetwork.Of(graph);
        CpuNetwork network = new(lowered), inTime = new(lowered, keptCopyBytes: -1);

        var prediction = ScheduleInterpreter.Run(data, network.Prediction, network.Parameters);
        AssertClose("the scores of a prediction", reference.Scores(isTraining: false), prediction.Scores, 1e-9);
        var back = ScheduleInterpreter.Run(data, network.InputGradient!, network.Parameters);
        AssertClose("the scores on the way to the gradient of the input", reference.Scores(isTraining: false), back.Scores, 1e-9);
        int[] places = [.. Enumerable.Range(0, data.Input.Length).Where(index => index % Math.Max(1, data.Input.Length / MostInputs) == 0)];
        AssertClose("the gradient of the input", reference.InputDerivatives(places), [.. places.Select(index => back.InputGradient[index])], 1e-5);
        var training = ScheduleInterpreter.Run(data, network.Training, network.Parameters);
        AssertClose("the scores of a training step", reference.Scores(isTraining: true), training.Scores, 1e-9);
        var early = ScheduleInterpreter.Run(data, inTime.Training, network.Parameters);
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            foreach (ParameterDeclaration parameter in graph.Layers[layer].Parameters.Where(parameter => parameter.IsTrainable))
            {
                int step = Math.Max(1, (int)parameter.Count / mostOfEach);
                int[] indices = [.. Enumerable.Range(0, (int)parameter.Count).Where(index => index % step == 0)];
                double[] gradient = training.Gradient(layer, parameter.Role);
                AssertClose($"the gradient of {graph.Layers[layer].Accessor}'s {parameter.Role}, made as soon as it can be", gradient, early.Gradient(layer, parameter.Role), 1e-9);
                AssertClose(
                    $"the gradient of {graph.Layers[layer].Accessor}'s {parameter.Role}",
                    reference.Derivatives(layer, parameter.Role, indices), [.. indices.Select(index => gradient[index])], 1e-5);
            }
        }
    }

    private static void AssertClose(string what, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1e-3, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}: value {i} is {actual[i]}, not {expected[i]}.");
    }
}
