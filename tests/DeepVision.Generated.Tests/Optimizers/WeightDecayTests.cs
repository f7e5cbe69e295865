using DeepVision.Generated.Tests.Training;

namespace DeepVision.Generated.Tests.Optimizers;

/// <summary>Weight decay that leaves biases and normalisations out.</summary>
public class WeightDecayTests
{
    public static TheoryData<string> Names => [.. Pairs().Keys];

    /// <summary>Tensors of one dimension move as without decay, the others as with decay everywhere.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void WeightsDecayAndTheRestDoesNot(string name)
    {
        (Func<bool, double, Optimizer> make, int threads) = (Pairs()[name], 2);
        Dictionary<string, float[]> weightsOnly = Step(make(true, 0.5), threads), all = Step(make(false, 0.5), threads), none = Step(make(false, 0), threads);

        Assert.Equal(["batchnorm_1.bias", "batchnorm_1.weight", "conv2d_1.bias", "conv2d_1.weight", "dense_1.bias", "dense_1.weight"], weightsOnly.Keys.Order());
        foreach ((string tensor, float[] values) in weightsOnly)
        {
            bool isVector = !tensor.EndsWith("weight", StringComparison.Ordinal) || tensor.StartsWith("batchnorm", StringComparison.Ordinal);
            Assert.Equal((isVector ? none : all)[tensor], values);
        }

        Assert.NotEqual(all["batchnorm_1.weight"], none["batchnorm_1.weight"]);
        Assert.NotEqual(all["dense_1.weight"], none["dense_1.weight"]);
    }

    private static Dictionary<string, Func<bool, double, Optimizer>> Pairs() => new()
    {
        ["AdamW"] = (weightsOnly, decay) => new AdamW(0.01f, weightDecay: decay) { DecayWeightsOnly = weightsOnly },
        ["Lion"] = (weightsOnly, decay) => new Lion(0.01f, weightDecay: decay) { DecayWeightsOnly = weightsOnly },
        ["SGD"] = (weightsOnly, decay) => new SGD(0.01f, momentum: 0.9, weightDecay: decay) { DecayWeightsOnly = weightsOnly },
    };

    private static Dictionary<string, float[]> Step(Optimizer optimizer, int threads)
    {
        using NormalisedImages net = new(1) { Threads = threads };
        Batch batch = net.CreateBatch(6);
        batch.Fill(TrainedData.Images(6, seed: 1, size: 4), [0, 1, 2, 3, 4, 5]);
        net.TrainStep(batch, optimizer);
        return net.Architecture.Parameters.Where(tensor => tensor.IsTrainable).ToDictionary(tensor => tensor.Name, net.Parameters.Read);
    }
}
