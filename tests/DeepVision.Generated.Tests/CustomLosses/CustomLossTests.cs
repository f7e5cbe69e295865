using DeepVision.Generated.Tests.LayerCases;

namespace DeepVision.Generated.Tests.CustomLosses;

/// <summary>Networks whose loss the program computes.</summary>
public class CustomLossTests
{
    private const int Seed = -3;

    public static TheoryData<string> Names => [.. CustomLossChecks.Networks.Select(type => type.Name)];

    /// <summary>The small batch follows the large one, so that nothing may be left over from it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void PassesMatchTheReference(string name) => CustomLossChecks.Passes(Find(name), device: null, Seed, 19, 5, 37);

    [Theory]
    [MemberData(nameof(Names))]
    public void StepsGiveTheSameBitsOnAnyNumberOfThreads(string name)
    {
        float[] expected = Train(threads: 1);
        foreach (int threads in new[] { 2, 3 })
            Tensors.AssertSame(Train(threads), expected, $"{name} on {threads} threads, seed {Seed}");

        float[] Train(int threads)
        {
            using CustomLossNetwork network = CustomLossChecks.Create(Find(name), Seed);
            network.Threads = threads;
            Random random = new(Seed);
            Adam optimizer = new(1e-2f);
            List<float> all = [];
            foreach (int count in new[] { 19, 4, 33 })
            {
                float[] inputs = CustomLossChecks.Draw(random, count * network.Architecture.InputShape.Length), inputGradients = new float[inputs.Length];
                float[] outputs = new float[count * network.Architecture.OutputShape.Length];
                network.Forward(inputs, outputs);
                network.Backward(outputs, inputGradients);
                network.Step(optimizer);
                all.AddRange([.. outputs, .. inputGradients]);
            }

            return [.. all, .. network.Parameters.Values];
        }
    }

    /// <summary>Nobody who doesn't ask for the gradient of the inputs gets other gradients of the parameters.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientOfTheInputsCostsNothingElse(string name)
    {
        using CustomLossNetwork network = CustomLossChecks.Create(Find(name), Seed), other = CustomLossChecks.Create(Find(name), Seed);
        float[] inputs = CustomLossChecks.Draw(new Random(Seed), 9 * network.Architecture.InputShape.Length);
        float[] outputs = new float[9 * network.Architecture.OutputShape.Length];
        network.Forward(inputs, outputs);
        network.Backward(outputs);
        other.Forward(inputs, outputs);
        other.Backward(outputs, new float[inputs.Length]);
        Tensors.AssertSame(CaseTraining.Gradients(other), CaseTraining.Gradients(network), $"{name}, seed {Seed}");
    }

    [Fact]
    public void AStepIsTheOptimizersUpdateByTheGradients()
    {
        using DenseCritic network = new(seed: Seed);
        float[] before = network.Parameters.Values.ToArray(), outputs = new float[3 * 5];
        network.Forward(CustomLossChecks.Draw(new Random(Seed), 3 * 7), outputs);
        network.Backward(outputs);
        Dictionary<string, float[]> gradients = network.Architecture.Parameters.ToDictionary(tensor => tensor.Name, tensor => network.GetGradient(tensor.Name));

        network.Step(new SGD(0.5f));

        Assert.Equal(1, network.StepsTaken);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            double[] expected = [.. Reference.ReferenceParameters.Logical(tensor, before).Zip(gradients[tensor.Name], (weight, gradient) => weight - 0.5 * gradient)];
            Tensors.AssertClose(Reference.ReferenceParameters.Logical(tensor, network.Parameters.Values), expected, 1e-6, tensor.Name);
        }
    }

    /// <summary>Each keeps its own pass, so a generator's can wait while a critic takes its step.</summary>
    [Fact]
    public void NetworksTakeTurns()
    {
        float[] inputs = CustomLossChecks.Draw(new Random(Seed), 4 * 7), outputs = new float[4 * 5];
        using DenseCritic alone = new(seed: 1), first = new(seed: 1), second = new(seed: 2);
        alone.Forward(inputs, outputs);
        alone.Backward(outputs);

        first.Forward(inputs, outputs);
        float[] kept = [.. outputs];
        second.Forward(inputs, outputs);
        second.Backward(outputs);
        second.Step(new SGD(0.1f));
        first.Backward(kept);

        Tensors.AssertSame(CaseTraining.Gradients(first), CaseTraining.Gradients(alone), "gradients of the first network");
    }

    [Fact]
    public void PredictionsAreThoseOfPredictionMode()
    {
        using ImageCritic network = new(seed: Seed);
        float[] image = CustomLossChecks.Draw(new Random(Seed), 9 * 8 * 3), values = new float[6];
        network.Predict(image, values);
        Assert.Equal(values, network.Predict(image));
        float[] trained = new float[2 * 6];
        network.Forward([.. image, .. image], trained);
        Assert.NotEqual(values, trained[..6]);
    }

    [Fact]
    public void CallsComeInTheirOrder()
    {
        using DenseCritic network = new(seed: Seed);
        float[] inputs = new float[2 * 7], outputs = new float[2 * 5];
        SGD optimizer = new(0.1f);
        Assert.Contains("Forward before each Backward", Refused(() => network.Backward(outputs)), StringComparison.Ordinal);
        Assert.Contains("Forward and Backward before each Step", Refused(() => network.Step(optimizer)), StringComparison.Ordinal);
        network.Forward(inputs, outputs);
        Assert.Contains("Forward and Backward before each Step", Refused(() => network.Step(optimizer)), StringComparison.Ordinal);
        network.Backward(outputs);
        Assert.Contains("Forward before each Backward", Refused(() => network.Backward(outputs)), StringComparison.Ordinal);
        network.Step(optimizer);
        Assert.Contains("Forward and Backward before each Step", Refused(() => network.Step(optimizer)), StringComparison.Ordinal);

        network.Forward(inputs, outputs);
        network.GetLayer(0)["bias"] = new float[16];
        Assert.Contains("have been replaced since Forward", Refused(() => network.Backward(outputs)), StringComparison.Ordinal);

        static string Refused(Action action) => Assert.Throws<InvalidOperationException>(action).Message;
    }

    /// <summary>A call with a wrong length changes nothing: the right one can follow.</summary>
    [Fact]
    public void LengthsAreChecked()
    {
        using DenseCritic network = new(seed: Seed);
        float[] inputs = new float[2 * 7], outputs = new float[2 * 5];
        Assert.Equal("DenseCritic takes inputs of 7 = 7 values, but 13 were given. (Parameter 'input')", Refused(() => network.Forward(new float[13], outputs)));
        Assert.Equal("DenseCritic gives 5 scores for each of 2 inputs, 10 in all, but there are 9 places for them. (Parameter 'outputs')", Refused(() => network.Forward(inputs, new float[9])));
        network.Forward(inputs, outputs);
        Assert.Equal("DenseCritic gives 5 scores for each of 2 inputs, 10 in all, but there are 5 gradients of them. (Parameter 'outputGradients')", Refused(() => network.Backward(new float[5])));
        Assert.Equal("2 inputs of DenseCritic have 14 values, and so have their gradients, but there is room for 7. (Parameter 'inputGradients')", Refused(() => network.Backward(outputs, new float[7])));
        Assert.Contains("no room for the gradients of the inputs", Refused(() => network.Backward(outputs, [])), StringComparison.Ordinal);
        network.Backward(outputs);
        network.Step(new SGD(0.1f));

        static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    [Fact]
    public void ADisposedNetworkRefusesEverything()
    {
        DenseCritic network = new(seed: Seed);
        network.Forward(new float[7], new float[5]);
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Forward(new float[7], new float[5]));
        Assert.Throws<ObjectDisposedException>(() => network.Backward(new float[5]));
        Assert.Throws<ObjectDisposedException>(() => network.Step(new SGD(0.1f)));
        Assert.Throws<ObjectDisposedException>(() => network.ComputeInputGradient(new float[7], new float[5], new float[7]));
    }

    [Fact]
    public void ThereAreNoDataSets()
    {
        using DenseCritic network = new(seed: Seed);
        Batch batch = new(2, 7, 5) { Count = 2 };
        Assert.All<Action>(
            [() => network.CreateBatch(2), () => network.ComputeGradients(batch), () => network.BeginTraining(new TensorDataset(new float[14], new TensorShape(7), new float[10], 5))],
            action => Assert.Contains("learns from gradients that the program gives", Assert.Throws<NotSupportedException>(action).Message, StringComparison.Ordinal));
        Assert.Null(typeof(DenseCritic).GetMethod("Train"));
        Assert.Null(typeof(DenseCritic).GetMethod("TrainStep"));
    }

    [Fact]
    public void BatchNormalisationOverVectorsNeedsTwoInputs()
    {
        using ImageGenerator network = new(seed: Seed);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.Forward(new float[6], new float[8 * 8 * 3]));
        Assert.Contains("training needs two or more, but there is 1 input", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Weights are as before, running statistics as before the pass, and training goes on.</summary>
    [Fact]
    public void AStepWithAGradientThatIsNotANumberChangesNothing()
    {
        using ImageGenerator network = new(seed: Seed);
        float[] before = network.Parameters.Values.ToArray(), inputs = CustomLossChecks.Draw(new Random(Seed), 3 * 6), outputs = new float[3 * 8 * 8 * 3];
        Adam optimizer = new(1e-3f);
        network.Forward(inputs, outputs);
        float[] gradients = [.. outputs];
        gradients[8 * 8 * 3 + 5] = float.NaN;
        network.Backward(gradients);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => network.Step(optimizer));

        Assert.Contains("Of sample 1 of the batch Backward got a gradient that is infinite or not a number", exception.Message, StringComparison.Ordinal);
        Tensors.AssertSame(network.Parameters.Values, before, "parameters behind the step");
        Assert.Equal(0, network.StepsTaken);
        network.Forward(inputs, outputs);
        network.Backward(outputs);
        network.Step(optimizer);
        Assert.Equal(1, network.StepsTaken);
    }

    [Fact]
    public void AForwardWithAnInputThatIsNotANumberLeavesTheStatistics()
    {
        using ImageGenerator network = new(seed: Seed);
        float[] before = network.Parameters.Values.ToArray(), inputs = CustomLossChecks.Draw(new Random(Seed), 3 * 6), outputs = new float[3 * 8 * 8 * 3];
        inputs[7] = float.NaN;

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => network.Forward(inputs, outputs));

        Assert.Contains("Sample 1 of the batch holds an input that is infinite or not a number", exception.Message, StringComparison.Ordinal);
        Tensors.AssertSame(network.Parameters.Values, before, "parameters behind the pass");
        Assert.Throws<InvalidOperationException>(() => network.Backward(outputs));
    }

    private static Type Find(string name) => CustomLossChecks.Networks.Single(type => type.Name == name);
}
