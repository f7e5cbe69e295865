using DeepVision.Generated.Ilgpu.Tests.Devices;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Ilgpu.Tests.Layers;

/// <summary>Scores on the device.</summary>
public class PredictionTests
{
    private const int Seed = 11;
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Names => [.. TestCases.Names];

    public static TheoryData<string> TrainedNames => [.. TestCases.TrainedNames];

    /// <summary>One sample, some that fill no tile, and more than the memory first made for them.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ScoresMatchTheReference(string name) => CaseChecks.Scores(LayerCase.Find(name), TestDevice.Gpu, Seed, 3, 1, TestCases.LargeCount);

    /// <summary>What kernels derive from the weights must follow them.</summary>
    [Theory]
    [MemberData(nameof(TrainedNames))]
    public void ScoresAfterTrainingAreThoseOfTheTrainedWeights(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed, TestDevice.Gpu);
        using NetworkEngine engine = network.Device.CreateEngine(network);
        Batch batch = CaseData.Draw(reference, count: 5, capacity: 5, Seed);
        float[] before = Scores();

        CaseTraining.Run(layerCase, network, new SGD(1e-2f), Seed, count: 2);
        engine.ComputeGradients(batch, new StepContext(Seed, Step: 2, Threads: 1));
        engine.Update(new SGD(1e-2f), new OptimizerState(new SGD(), network.Architecture.TrainableLength) { Step = 3 }, learningRate: 1e-2f, clipNorm: 0, threads: 1);
        float[] after = Scores();
        engine.Download();

        reference.Load(network);
        double[] expected = reference.Scores(batch.ToReference(reference), new PassContext(Training: false));
        reference.ClearBehindEnds<double>(expected, batch.ToReference(reference));
        Tensors.AssertClose(after, expected, Tolerance, $"{name}: scores behind training, seed {Seed}");
        Assert.NotEqual(before, after);

        float[] Scores()
        {
            float[] scores = new float[batch.Count * reference.ScoreLength];
            engine.Forward(batch.ForPrediction(reference, batch.Count), batch.Count, scores, threads: 1);
            reference.ClearBehindEnds<float>(scores, batch.ToReference(reference));
            return scores;
        }
    }
}
