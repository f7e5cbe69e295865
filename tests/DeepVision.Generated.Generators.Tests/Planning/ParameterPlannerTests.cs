using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Pipeline;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Where the groups of parameters lie.</summary>
public class ParameterPlannerTests
{
    private const string Layers = "[Network(6, 6, 1)]\n[Conv2D(16, 3), BatchNorm, ReLU]\n[Conv2D(8, 1), BatchNorm, Flatten, Dense(3), SoftmaxCrossEntropy]";

    [Fact]
    public void What_trains_comes_first_and_statistics_behind_it()
    {
        (string[] names, ParameterPlan plan) = Plan(Graph(Layers));

        Assert.Equal(
            [
                "conv2d_1.weight", "conv2d_1.bias", "batchnorm_1.weight", "batchnorm_1.bias",
                "conv2d_2.weight", "conv2d_2.bias", "batchnorm_2.weight", "batchnorm_2.bias", "dense_1.weight", "dense_1.bias",
                "batchnorm_1.running_mean", "batchnorm_1.running_var", "batchnorm_2.running_mean", "batchnorm_2.running_var",
            ],
            names);
        Assert.Equal((plan.Parameters[10].Offset, 4 * 16), (plan.TrainableLength, plan.StatisticsLength));
        Assert.Equal(plan.TrainableLength + plan.StatisticsLength, plan.StorageLength);
    }

    [Fact]
    public void Frozen_tensors_lie_behind_all_others()
    {
        LayerGraph graph = Graph(Layers);
        LayerGraph frozen = graph with
        {
            Layers = graph.Layers.Select((node, index) => index > 1 ? node : node with
            {
                Parameters = node.Parameters.Select(parameter => parameter with { Group = Generators.Shapes.ParameterGroup.Frozen }).ToEquatableArray(),
            }).ToEquatableArray(),
        };

        (string[] names, ParameterPlan plan) = Plan(frozen);

        Assert.Equal(
            [
                "conv2d_2.weight", "conv2d_2.bias", "batchnorm_2.weight", "batchnorm_2.bias", "dense_1.weight", "dense_1.bias",
                "batchnorm_2.running_mean", "batchnorm_2.running_var",
                "conv2d_1.weight", "conv2d_1.bias", "batchnorm_1.weight", "batchnorm_1.bias", "batchnorm_1.running_mean", "batchnorm_1.running_var",
            ],
            names);
        Assert.Equal((plan.Parameters[6].Offset, 2 * 16), (plan.TrainableLength, plan.StatisticsLength));
        Assert.Equal(plan.Parameters[8].Offset, plan.TrainableLength + plan.StatisticsLength);
    }

    private static LayerGraph Graph(string layers)
    {
        GeneratorRun run = GeneratorRun.Of(AnalyzerTest.Net(layers));
        return ((EngineModel)run.Result.Results[0].TrackedSteps[TrackingNames.Engine].Single().Outputs.Single().Value).Network.Graph;
    }

    private static (string[] Names, ParameterPlan Plan) Plan(LayerGraph graph)
    {
        ParameterPlan plan = ParameterPlanner.Plan(LoweredNetwork.Of(graph));
        return ([.. plan.Parameters.Select(placed => $"{graph.Layers[placed.Layer].Name}.{placed.Declaration.Role.FileName}")], plan);
    }
}
