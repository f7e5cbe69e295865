namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Save, load, continue: the same bits as without a break.</summary>
public class ContinuationTests
{
    private const int Seed = 3;

    public static TheoryData<string> Names => LayerCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void TrainingContinuesBitwiseBehindSaveAndLoad(string name)
    {
        LayerCase layerCase = LayerCase.Find(name);
        using Network network = layerCase.Create(Seed);
        Adam optimizer = new(1e-2f);
        CaseTraining.Run(layerCase, network, optimizer, Seed, count: 2);

        string path = Path.Combine(Path.GetTempPath(), $"{name}-{Guid.NewGuid():N}.safetensors");
        try
        {
            network.Save(path);
            using Network again = layerCase.Load(path);
            Tensors.AssertSame(again.Parameters.Values, network.Parameters.Values, $"{name}: parameters read back");

            Resume(network, again, optimizer);
            float[] expected = CaseTraining.Run(layerCase, network, optimizer, Seed, count: 2);
            float[] actual = CaseTraining.Run(layerCase, again, optimizer, Seed, count: 2);
            Tensors.AssertSame(actual, expected, $"{name}: losses behind the break, seed {Seed}");
            Tensors.AssertSame(again.Parameters.Values, network.Parameters.Values, $"{name}: parameters behind the break, seed {Seed}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What a checkpoint holds besides the weights.</summary>
    private static void Resume(Network from, Network to, Optimizer optimizer)
    {
        OptimizerState state = from.GetOptimizerState(optimizer);
        OptimizerState copy = new(optimizer, to.Architecture.TrainableLength) { Step = state.Step };
        for (int slot = 0; slot < state.SlotCount; slot++)
            state[slot].CopyTo(copy[slot], 0);
        to.SetOptimizerState(optimizer, copy);
        to.Resume(from.Seed, from.StepsTaken);
    }
}
