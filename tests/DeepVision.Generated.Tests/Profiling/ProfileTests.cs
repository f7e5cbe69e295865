using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.Profiling;

/// <summary>What a network declared with <c>Profile = true</c> tells about its kernels.</summary>
public class ProfileTests
{
    private const int Samples = 19;
    private const int Steps = 3;

    /// <summary>Kernels of a training step.</summary>
    private static readonly string[] s_names =
    [
        "Conv2D1Forward", "Conv2D2Forward", "Dense1Forward", "Dense2Forward", "Loss", "Dense2InputGradient", "Dense1InputGradient",
        "Dense1WeightGradient", "Dense2WeightGradient", "Conv2D2WeightGradient", "Conv2D2InputGradient", "Conv2D1WeightGradient", "Update",
    ];

    [Fact]
    public void ANewNetworkListsItsKernelsAllAtZero()
    {
        using ProfiledNet network = new(seed: 1);
        NetworkProfile profile = network.GetProfile();

        Assert.Empty(s_names.Except(profile.Kernels.Select(kernel => kernel.Name)));
        Assert.All(profile.Kernels, kernel => Assert.Equal((0L, 0L, TimeSpan.Zero), (kernel.Calls, kernel.Samples, kernel.Time)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void EveryKernelCountsTheSamplesOfAllSteps(int threads)
    {
        using ProfiledNet network = new(seed: 1) { Threads = threads };
        Train(network.CreateBatch(Samples), network.TrainStep);

        foreach (string name in s_names)
        {
            KernelProfile kernel = Find(network, name);
            Assert.True(kernel.Samples == Samples * Steps, $"{name} counts {kernel.Samples} samples.");
            Assert.True(kernel.Calls >= Steps, $"{name} counts {kernel.Calls} calls.");
            Assert.True(kernel.Time > TimeSpan.Zero, $"{name} took no time.");
        }
    }

    [Fact]
    public void KernelsKnowTheirLayersAndTheArithmeticOfTheLayersDefinition()
    {
        using ProfiledNet network = new(seed: 1);
        Train(network.CreateBatch(Samples), network.TrainStep);

        // 8×8 pixels of 16 outputs over 3×3 taps of 2 inputs; 6×6 pixels over 16 inputs; 3×3×16 values to 16.
        AssertCost("Conv2D1Forward", "Conv2D(16, 3)", 8 * 8 * 16 * 9 * 2);
        AssertCost("Conv2D1WeightGradient", "Conv2D(16, 3)", 8 * 8 * 16 * 9 * 2);
        AssertCost("Conv2D2Forward", "Conv2D(16, 3)", 6 * 6 * 16 * 9 * 16);
        AssertCost("Conv2D2InputGradient", "Conv2D(16, 3)", 6 * 6 * 16 * 9 * 16);
        AssertCost("Dense1Forward", "Dense(16)", 144 * 16);
        AssertCost("Dense1InputGradient", "Dense(16)", 144 * 16);
        AssertCost("Update", "", 0);

        void AssertCost(string name, string layer, long multiplyAdds)
        {
            KernelProfile kernel = Find(network, name);
            Assert.Equal((layer, (double)multiplyAdds * Samples * Steps), (kernel.Layer, kernel.MultiplyAdds));
            Assert.Equal(multiplyAdds == 0, kernel.GigaflopsPerSecond == 0);
            Assert.True(kernel.Bytes > 0 && kernel.GigabytesPerSecond > 0, $"{name} moved nothing.");
        }
    }

    [Fact]
    public void ResetForgetsEverything()
    {
        using ProfiledNet network = new(seed: 1);
        Train(network.CreateBatch(Samples), network.TrainStep);
        network.ResetProfile();
        Assert.All(network.GetProfile().Kernels, kernel => Assert.Equal((0L, 0L, TimeSpan.Zero, 0.0, 0.0), (kernel.Calls, kernel.Samples, kernel.Time, kernel.MultiplyAdds, kernel.Bytes)));

        Train(network.CreateBatch(Samples), network.TrainStep);
        Assert.Equal(Samples * Steps, Find(network, "Conv2D2Forward").Samples);
    }

    [Fact]
    public void PredictionsAreMeasuredApartFromTraining()
    {
        using ProfiledNet network = new(seed: 1);
        network.Predict(new float[7 * 10 * 10 * 2], new float[7 * 4]);

        KernelProfile[] run = [.. network.GetProfile().Kernels.Where(kernel => kernel.Calls > 0)];
        Assert.All(run, kernel => Assert.Equal(7, kernel.Samples));
        Assert.Equal((8 * 8 * 16 * 9 * 2 + 6 * 6 * 16 * 9 * 16 + 144 * 16 + 16 * 4) * 7, run.Sum(kernel => kernel.MultiplyAdds));
        Assert.DoesNotContain(run, kernel => kernel.Name.Contains("Gradient", StringComparison.Ordinal) || kernel.Name is "Loss" or "Update");
    }

    /// <summary>A profile is a copy: it can be kept and compared with a later one.</summary>
    [Fact]
    public void AProfileDoesNotChangeAnyMore()
    {
        using ProfiledNet network = new(seed: 1);
        NetworkProfile before = network.GetProfile();
        Train(network.CreateBatch(Samples), network.TrainStep);
        Assert.All(before.Kernels, kernel => Assert.Equal(0, kernel.Calls));
    }

    [Fact]
    public void ClocksChangeNoResult()
    {
        using ProfiledNet profiled = new(seed: 5) { Threads = 2 };
        using UnprofiledNet plain = new(seed: 5) { Threads = 2 };
        Train(profiled.CreateBatch(Samples), profiled.TrainStep);
        Train(plain.CreateBatch(Samples), plain.TrainStep);
        Tensors.AssertSame(profiled.Parameters.Values, plain.Parameters.Values, "weights of the profiled network");
    }

    [Fact]
    public void ANetworkWithoutProfileSaysHowToGetOne()
    {
        using UnprofiledNet network = new(seed: 1);
        const string Message = "UnprofiledNet does not measure its kernels: declare it with [Network(…, Profile = true)].";
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => network.GetProfile()).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(network.ResetProfile).Message);
    }

    [Fact]
    public void ADisposedNetworkHasNoProfile()
    {
        ProfiledNet network = new(seed: 1);
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.GetProfile());
    }

    private static KernelProfile Find(ProfiledNet network, string name) => network.GetProfile().Kernels.Single(kernel => kernel.Name == name);

    private static void Train(Batch batch, Func<Batch, Optimizer, StepResult> trainStep)
    {
        Random random = new(1);
        foreach (ref float value in batch.Inputs.AsSpan())
            value = random.NextSingle();
        foreach (ref int label in batch.Labels.AsSpan())
            label = random.Next(4);
        batch.Count = Samples;
        Adam optimizer = new(1e-3f);
        for (int step = 0; step < Steps; step++)
            trainStep(batch, optimizer);
    }
}
