using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>The same bits for any number of threads, and nothing but zeros in the padding.</summary>
public class ThreadTests
{
    private const int Seed = 5;
    private const int Steps = 3;

    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingGivesTheSameBitsOnAnyNumberOfThreads(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        (float[] weights, float[] gradients, float[] losses) = Train(layerCase, threads: 1);
        foreach (int threads in new[] { 2, 3 })
        {
            string what = $"{name} on {threads} threads, seed {Seed}";
            (float[] otherWeights, float[] otherGradients, float[] otherLosses) = Train(layerCase, threads);
            Tensors.AssertSame(otherLosses, losses, $"{what}: losses");
            Tensors.AssertSame(otherGradients, gradients, $"{what}: gradients");
            Tensors.AssertSame(otherWeights, weights, $"{what}: parameters");
        }
    }

    /// <summary>Whether each sample is one thread's, or threads share the kernels of a sample.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionGivesTheSameBitsOnAnyNumberOfThreads(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed);
        using NetworkEngine engine = network.Device.CreateEngine(network);
        Batch batch = CaseData.Draw(reference, 19, 19, Seed);
        float[] all = Scores(batch.Count, threads: 1);
        foreach (int count in new[] { 1, 2, 3, 19 })
        {
            foreach (int threads in new[] { 1, 2, 3, 5 })
                Tensors.AssertSame(Scores(count, threads), all[..(count * reference.ScoreLength)], $"{name}: scores of {count} samples on {threads} threads, seed {Seed}");
        }

        float[] Scores(int count, int threads)
        {
            float[] scores = new float[count * reference.ScoreLength];
            engine.Forward(batch.ForPrediction(reference, batch.Count), count, scores, threads);
            return scores;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PaddingOfParametersAndGradientsStaysZero(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        using Network network = layerCase.Create(Seed);
        Assert.Equal(network.Architecture.StorageLength, network.Parameters.Length);
        CaseTraining.Run(layerCase, network, new Adam(1e-2f), Seed, Steps);

        using NetworkEngine engine = network.Device.CreateEngine(network);
        engine.ComputeGradients(CaseData.Draw(layerCase.CreateReference(), 19, 33, Seed), new StepContext(Seed, Step: 0, Threads: 2));
        Assert.Equal(network.Architecture.TrainableLength, engine.Gradients.Length);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            AssertPaddingIsZero(tensor, network.Parameters.Values, $"{name}: {tensor.Name}");
            if (tensor.IsTrainable)
                AssertPaddingIsZero(tensor, engine.Gradients, $"{name}: gradient of {tensor.Name}");
        }
    }

    private static (float[] Weights, float[] Gradients, float[] Losses) Train(LayerCase layerCase, int threads)
    {
        using Network network = layerCase.Create(Seed);
        network.Threads = threads;
        float[] losses = CaseTraining.Run(layerCase, network, new Adam(1e-2f), Seed, Steps);
        return (network.Parameters.Values.ToArray(), CaseTraining.Gradients(network), losses);
    }

    private static void AssertPaddingIsZero(ParameterTensor tensor, ReadOnlySpan<float> buffer, string what)
    {
        ReadOnlySpan<float> packed = buffer.Slice(tensor.Offset, tensor.Layout.PackedLength);
        float[] rest = packed.ToArray();
        tensor.Layout.Pack(new float[tensor.Layout.Count], rest);
        int wrong = Array.FindIndex(rest, value => value != 0);
        Assert.True(wrong < 0, wrong < 0 ? "" : $"{what}: the padding at {wrong} holds {rest[wrong]}.");
    }
}
