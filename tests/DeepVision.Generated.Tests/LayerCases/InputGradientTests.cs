using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>The gradient of the input in prediction mode, of every layer, against the reference.</summary>
public class InputGradientTests
{
    private const int Seed = 5;

    public static TheoryData<string> Names => [.. LayerCase.All.Where(layerCase => layerCase.HasInputGradient).Select(layerCase => layerCase.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void InputGradientsMatchTheReference(string name) => CaseChecks.InputGradient(LayerCase.Find(name), device: null, 1, 3, 19);

    /// <summary>It is a second thing that a network can do, so neither training nor predictions may be another for it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsAndTrainingLeaveNoTrace(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed), fresh = layerCase.Create(Seed);
        using NetworkEngine engine = network.Device.CreateEngine(network);
        Batch batch = CaseData.Draw(reference, 19, 19, Seed);
        float[] scoreGradients = new float[batch.Count * reference.Output.Length];
        scoreGradients.AsSpan().Fill(0.5f);
        float[] before = Gradients(1), scores = Scores();
        float[] weights = network.Parameters.Values.ToArray();

        foreach (int threads in new[] { 2, 3 })
            Tensors.AssertSame(Gradients(threads), before, $"{name}: gradients of inputs on {threads} threads, seed {Seed}");
        Tensors.AssertSame(Scores(), scores, $"{name}: scores behind gradients of inputs, seed {Seed}");
        Tensors.AssertSame(network.Parameters.Values, weights, $"{name}: parameters behind gradients of inputs, seed {Seed}");

        // What is derived from the weights follows them.
        CaseTraining.Run(layerCase, network, new SGD(1e-2f), Seed, count: 1);
        network.Parameters.Values.CopyTo(fresh.Parameters.Values);
        fresh.Parameters.MarkChanged();
        float[] expected = new float[before.Length];
        fresh.ComputeInputGradient(batch.Inputs, scoreGradients, expected);
        Tensors.AssertSame(Gradients(1), expected, $"{name}: gradients of inputs behind a step, seed {Seed}");

        float[] Gradients(int threads)
        {
            float[] gradients = new float[batch.Count * reference.Input.Length];
            engine.InputGradient(batch.Inputs, batch.Count, scoreGradients, gradients, threads);
            return gradients;
        }

        float[] Scores()
        {
            float[] values = new float[batch.Count * reference.Output.Length];
            engine.Forward(batch.Inputs, batch.Count, values, threads: 1);
            return values;
        }
    }
}
