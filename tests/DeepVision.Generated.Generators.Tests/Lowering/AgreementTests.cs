using CsCheck;
using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>
/// Gradients, lowering, fusion, planning and scheduling together against the reference: the scores of training and
/// prediction and the gradients of all parameters, of random graphs.
/// </summary>
public class AgreementTests
{
    private const int Graphs = 300;

    /// <summary>
    /// The same graphs at each run; CsCheck prints the seed of one that fails. With CsCheck's own settings in the environment
    /// (<c>CsCheck_Iter=10000</c>, <c>CsCheck_Seed=…</c>) it draws others, and shrinks what fails.
    /// </summary>
    [Fact]
    public void Random_graphs()
    {
        bool isConfigured = Check.Seed is not null || Check.Iter != 100 || Check.Time >= 0;
        if (isConfigured)
            RandomGraphs.Any.Sample(graph => Check_(graph), print: GraphText.Of);
        for (uint number = 0; number < Graphs && !isConfigured; number++)
            RandomGraphs.Any.Sample(graph => Check_(graph), seed: new PCG(number, 11).ToString(), iter: 1, threads: 1, print: GraphText.Of);
    }

    private static void Check_(LayerGraph graph, int samples = 4, int mostOfEach = int.MaxValue)
    {
        GraphData data = new(graph, samples);
        ReferenceNetwork reference = new(data);
        CpuNetwork network = new(LoweredNetwork.Of(graph));

        var prediction = ScheduleInterpreter.Run(data, network.Prediction, network.Parameters);
        Close("the scores of a prediction", reference.Scores(isTraining: false), prediction.Scores, 1e-9);
        var training = ScheduleInterpreter.Run(data, network.Training, network.Parameters);
        Close("the scores of a training step", reference.Scores(isTraining: true), training.Scores, 1e-9);
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            foreach (ParameterDeclaration parameter in graph.Layers[layer].Parameters.Where(parameter => parameter.IsTrainable))
            {
                string what = $"the gradient of {graph.Layers[layer].Accessor}'s {parameter.Role}";
                Close(what, reference.Gradient(layer, parameter.Role), training.Gradient(layer, parameter.Role), 1e-5);
            }
        }
    }

    private static void Close(string what, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(1e-3, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}: value {i} is {actual[i]}, not {expected[i]}.");
    }
}
