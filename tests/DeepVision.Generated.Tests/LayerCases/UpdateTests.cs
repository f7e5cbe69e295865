using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>What a step does between gradients and optimizer: penalties, then clipping by the global norm.</summary>
public class UpdateTests
{
    private const int Seed = 8;
    private const double Tolerance = 1e-4;

    /// <param name="clip">The limit as a part of the norm that the gradients have; 0 for no limit.</param>
    [Theory]
    [InlineData("PenalisedLayers", 0)]
    [InlineData("PenalisedLayers", 0.1)]
    [InlineData("PenalisedLayers", 10)]
    [InlineData("ConvTanhAvgPool", 0)]
    [InlineData("ConvTanhAvgPool", 0.1)]
    [InlineData("DenseBatchNorm", 0.5)]
    public void PlainDescentFollowsPenalisedAndClippedGradients(string name, double clip)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed);
        reference.Load(network);
        Batch batch = CaseData.Draw(reference, count: 9, capacity: 9, Seed);
        reference.Train(batch, new StepSettings(Seed, Step: 0));
        Dictionary<string, double[]> gradients = network.Architecture.Parameters
            .Where(tensor => tensor.IsTrainable)
            .ToDictionary(tensor => tensor.Name, tensor => Penalised(tensor, reference.Parameter(tensor.Layer, tensor.Name)));
        double norm = Math.Sqrt(gradients.Values.Sum(gradient => gradient.Sum(value => value * value)));
        double scale = clip == 0 ? 1 : Math.Min(1, clip);

        using NetworkEngine engine = network.Device.CreateEngine(network);
        engine.ComputeGradients(batch, new StepContext(Seed, Step: 0, Threads: 2));
        engine.Update(new SGD(1f), new OptimizerState(0, network.Architecture.TrainableLength) { Step = 1 }, learningRate: 1, (float)(clip * norm), threads: 2);

        foreach ((string tensorName, double[] gradient) in gradients)
        {
            ParameterTensor tensor = network.Architecture.Parameters.Single(candidate => candidate.Name == tensorName);
            double[] expected = [.. reference.Parameter(tensor.Layer, tensorName).Values.Zip(gradient, (weight, g) => weight - scale * g)];
            Tensors.AssertClose(ReferenceParameters.Logical(tensor, network.Parameters.Values), expected, Tolerance, $"{name}: {tensorName} clipped at {clip} of the norm, seed {Seed}");
        }
    }

    /// <summary>d(L1·|w| + L2·w²)/dw = L1·sign(w) + 2·L2·w.</summary>
    private static double[] Penalised(ParameterTensor tensor, ReferenceParameter parameter)
    {
        (double l1, double l2) = tensor.Name switch
        {
            "l1.weight" => (0.02, 0),
            "l2.weight" => (0, 0.03),
            "both.weight" => (0.01, 0.05),
            _ => (0, 0),
        };
        return [.. parameter.Values.Zip(parameter.Gradient, (weight, gradient) => gradient + l1 * Math.Sign(weight) + 2 * l2 * weight)];
    }
}
