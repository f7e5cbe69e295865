using DeepVision.Generated.LayerCases;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Networks;

/// <summary>What the learning rate of a layer is multiplied by.</summary>
public class LearningRateFactorTests
{
    private const int Seed = 7;

    private static readonly LayerCase s_case = LayerCase.Find(nameof(FrozenMiddle));

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    private static readonly Dictionary<string, Func<float, Optimizer>> s_optimizers = new()
    {
        ["SGD"] = rate => new SGD(rate, weightDecay: 0.01),
        ["Momentum"] = rate => new SGD(rate, momentum: 0.9),
        ["Adam"] = rate => new Adam(rate, weightDecay: 0.01),
        ["AdamW"] = rate => new AdamW(rate),
        ["RMSprop"] = rate => new RMSprop(rate),
        ["Adagrad"] = rate => new Adagrad(rate),
        ["Adadelta"] = rate => new Adadelta(rate),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_factor_for_all_layers_is_another_rate(string optimizer)
    {
        using var network = new FrozenMiddle(Seed);
        using var other = new FrozenMiddle(Seed);
        network.SetLearningRateFactor(0, network.Architecture.Layers.Count, 0.25f);
        Train(network, s_optimizers[optimizer](0.5f));
        Train(other, s_optimizers[optimizer](0.125f));
        Tensors.AssertSame(network.Parameters.Values, other.Parameters.Values, $"{optimizer}: parameters with a factor of a quarter, seed {Seed}");
    }

    /// <summary>Each layer takes the step that it would take if all had its factor: in one step the layers know nothing of each other's.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Layers_have_factors_of_their_own(string optimizer)
    {
        using var network = new FrozenMiddle(Seed);
        using var initial = new FrozenMiddle(Seed);
        using var slow = new FrozenMiddle(Seed);
        using var fast = new FrozenMiddle(Seed);
        network.Conv2D1.LearningRateFactor = 0.25f;
        Train(network, s_optimizers[optimizer](0.5f), steps: 1);
        Train(slow, s_optimizers[optimizer](0.125f), steps: 1);
        Train(fast, s_optimizers[optimizer](0.5f), steps: 1);
        Tensors.AssertSame(network.Conv2D1.Weight, slow.Conv2D1.Weight, $"{optimizer}: the slow layer, seed {Seed}");
        Tensors.AssertSame(network.Dense2.Weight, fast.Dense2.Weight, $"{optimizer}: the other one, seed {Seed}");
        Assert.NotEqual(initial.Conv2D1.Weight, network.Conv2D1.Weight);
        Assert.NotEqual(fast.Conv2D1.Weight, slow.Conv2D1.Weight);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_layer_with_factor_0_stays_as_it_is(string optimizer)
    {
        using var network = new FrozenMiddle(Seed);
        float[] weight = network.Conv2D1.Weight, bias = network.Conv2D1.Bias, last = network.Dense2.Weight;
        network.Conv2D1.LearningRateFactor = 0;
        Train(network, s_optimizers[optimizer](0.05f));
        Tensors.AssertSame(network.Conv2D1.Weight, weight, $"{optimizer}: weight, seed {Seed}");
        Tensors.AssertSame(network.Conv2D1.Bias, bias, $"{optimizer}: bias, seed {Seed}");
        Assert.NotEqual(last, network.Dense2.Weight);
    }

    [Fact]
    public void Factors_that_are_1_again_change_nothing()
    {
        using var network = new FrozenMiddle(Seed);
        using var other = new FrozenMiddle(Seed);
        network.Dense2.LearningRateFactor = 0.5f;
        Assert.Equal(2, network.Parameters.UpdateRanges.Length);
        network.Dense2.LearningRateFactor = 1;
        Assert.True(network.Parameters.UpdateRanges.IsEmpty);
        Train(network, new Adam(1e-2f));
        Train(other, new Adam(1e-2f));
        Tensors.AssertSame(network.Parameters.Values, other.Parameters.Values, $"parameters, seed {Seed}");
    }

    [Fact]
    public void The_bits_are_the_same_on_any_number_of_threads()
    {
        float[]? expected = null;
        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var network = new FrozenBlock(Seed) { Threads = threads };
            network.Residual2.SetLearningRateFactor(0.1f);
            network.Residual2.Conv2D2.LearningRateFactor = 3;
            Train(network, new AdamW(1e-2f));
            expected ??= network.Parameters.Values.ToArray();
            Tensors.AssertSame(network.Parameters.Values, expected, $"parameters on {threads} threads, seed {Seed}");
        }
    }

    [Fact]
    public void A_block_s_factor_is_that_of_all_of_its_layers()
    {
        using var network = new FrozenBlock(Seed);
        network.Residual2.SetLearningRateFactor(0.5f);
        Assert.All(
            Enumerable.Range(0, network.Architecture.Layers.Count).Where(layer => network.Architecture.Parameters.Any(tensor => tensor.Layer == layer)),
            layer => Assert.Equal(network.Architecture.Layers[layer].Name.StartsWith("residual_2.", StringComparison.Ordinal) ? 0.5f : 1, network.GetLayer(layer).LearningRateFactor));
    }

    [Fact]
    public void Steps_with_factors_allocate_nothing()
    {
        using var network = new FrozenMiddle(Seed) { Threads = 1 };
        network.Conv2D1.LearningRateFactor = 0.25f;
        Batch batch = CaseData.Draw(s_case.CreateReference(), 9, 9, Seed);
        Adam optimizer = new(1e-3f);
        for (int i = 0; i < 3; i++)
            network.TrainStep(batch, optimizer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
            network.TrainStep(batch, optimizer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(-0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_factor_is_a_finite_number_of_0_or_more(float factor)
    {
        using var network = new FrozenMiddle(Seed);
        Assert.Equal("factor", Assert.Throws<ArgumentOutOfRangeException>(() => network.Conv2D1.LearningRateFactor = factor).ParamName);
        Assert.Equal(1, network.Conv2D1.LearningRateFactor);
    }

    [Fact]
    public void What_does_not_train_has_no_factor()
    {
        using var network = new FrozenMiddle(Seed);
        Assert.Contains("is frozen", Assert.Throws<InvalidOperationException>(() => network.Conv2D2.LearningRateFactor = 0.5f).Message, StringComparison.Ordinal);
        Assert.Contains("has no weights", Assert.Throws<InvalidOperationException>(() => network.GetLayer("relu_1").LearningRateFactor = 0.5f).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.SetLearningRateFactor(0, network.Architecture.Layers.Count + 1, 0.5f));
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Conv2D1.LearningRateFactor = 0.5f);
    }

    private static void Train(Network network, Optimizer optimizer, int steps = 3) =>
        CaseTraining.Run(LayerCase.Find(network.GetType().Name), network, optimizer, Seed, steps);
}
