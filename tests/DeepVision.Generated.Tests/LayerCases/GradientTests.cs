using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Loss, gradients and running statistics of training steps against the reference.</summary>
public class GradientTests
{
    private const double LossTolerance = 1e-4;
    private const double GradientTolerance = 1e-3;
    private const double StatisticsTolerance = 1e-4;

    // A gradient smaller than this part of the network's largest one is measured against the latter.
    private const double LeastPart = 1e-3;

    // Float32 may see a value this near to a kink, as a part of the tensor's largest, on the other side of it.
    private const double SafeKinkDistance = 1e-5;

    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingStepMatchesTheReference(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();

        // The small batch follows the large one on the same network, so that nothing may be left over from it.
        int seed = SeedAwayFromKinks(layerCase, reference, 37);
        using Network network = layerCase.Create(seed);
        network.Threads = 2;
        Check(layerCase, network, reference, 37, seed, step: 0);
        Check(layerCase, network, reference, 5, seed, step: (1L << 32) + 3);
    }

    private static void Check(LayerCase layerCase, Network network, ReferenceNetwork reference, int count, int seed, long step)
    {
        string what = $"{layerCase}, {count} samples, seed {seed}, step {step}";
        Batch batch = CaseData.Draw(reference, count, capacity: 37, seed);
        network.Resume(seed, step);
        reference.Load(network);
        ReferencePass expected = reference.Train(batch, new StepSettings(seed, step));

        StepResult result = network.ComputeGradients(batch);

        Assert.Equal(count, result.Count);
        Assert.Equal(expected.Correct, result.Correct);
        Tensors.AssertClose([result.Loss], [expected.Loss], LossTolerance, $"{what}: loss");
        double largest = reference.Layers
            .SelectMany(layer => layer.Parameters.Values)
            .Max(parameter => parameter.Gradient.Max(Math.Abs));
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            ReferenceParameter parameter = reference.Parameter(tensor.Layer, tensor.Name);
            if (tensor.IsTrainable)
            {
                float[] gradient = network.GetGradient(tensor.Name);
                Tensors.AssertClose(gradient, parameter.Gradient, GradientTolerance, $"{what}: gradient of {tensor.Name}", LeastPart * largest);
            }
            else
            {
                float[] statistics = ReferenceParameters.Logical(tensor, network.Parameters.Values);
                Tensors.AssertClose(statistics, parameter.Values, StatisticsTolerance, $"{what}: {tensor.Name}");
            }
        }
    }

    /// <summary>
    /// The first seed for which no ReLU input and no two maxima of a window are so close to their kink that rounding could
    /// change a gradient; the best one where none is safe.
    /// </summary>
    private static int SeedAwayFromKinks(LayerCase layerCase, ReferenceNetwork reference, int count)
    {
        const int Attempts = 8;
        int best = 0;
        double distance = 0;

        // Negative seeds: their upper bits must not spill into the rest of the key of the dropout masks.
        for (int seed = -1; seed >= -Attempts && distance < SafeKinkDistance; seed--)
        {
            using Network network = layerCase.Create(seed);
            reference.Load(network);
            reference.Forward(CaseData.Draw(reference, count, count, seed).ToReference(reference), new PassContext(Training: true, seed));
            if (reference.KinkDistance > distance)
                (best, distance) = (seed, reference.KinkDistance);
        }

        return best;
    }
}
