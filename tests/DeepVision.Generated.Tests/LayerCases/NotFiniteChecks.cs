using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>
/// Feeds a case an input that is infinite or not a number and demands, on any device, that it doesn't get lost: what is not
/// a number by definition is not a number, and what is infinite is not finite. More may be spoilt than by definition: the
/// neighbours in a tile of a Winograd convolution, and what an infinity meets as 0 · ∞ in the padding.
/// </summary>
internal static class NotFiniteChecks
{
    private const int Seed = 7;
    private const int Samples = 4;
    private const int Spoilt = 2;
    private const int Places = 3;

    private static readonly float[] s_values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    /// <summary>The scores, with one value of one sample spoilt; those of the other samples keep their bits.</summary>
    /// <param name="isSlow">Whether each place gets one of the values only.</param>
    public static void Scores(LayerCase layerCase, Device? device, bool isSlow = false)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed, device);
        using NetworkEngine engine = network.Device.CreateEngine(network);
        reference.Load(network);
        Batch batch = CaseData.Draw(reference, Samples, Samples, Seed);
        float[] clean = Forward(), inputs = [.. batch.Inputs];
        int length = reference.ScoreLength;
        foreach ((int place, float value) in Spoils(reference, isSlow))
        {
            inputs.CopyTo(batch.Inputs, 0);
            batch.Inputs[Spoilt * reference.Input.Length + place] = value;
            string what = $"{layerCase}: scores with {value} at place {place} of the input, seed {Seed}";
            double[] expected = reference.Scores(batch.ToReference(reference), new PassContext(Training: false));
            reference.ClearBehindEnds<double>(expected, batch.ToReference(reference));
            float[] scores = Forward();
            AssertKept(scores, expected, what);
            for (int sample = 0; sample < Samples; sample++)
            {
                if (sample != Spoilt)
                    Tensors.AssertSame(scores.AsSpan(sample * length, length), clean.AsSpan(sample * length, length), $"{what}: sample {sample}");
            }
        }

        float[] Forward()
        {
            float[] scores = new float[Samples * reference.ScoreLength];
            engine.Forward(batch.ForPrediction(reference, Samples), Samples, scores, threads: 2);
            reference.ClearBehindEnds<float>(scores, batch.ToReference(reference));
            return scores;
        }
    }

    /// <summary>Loss and gradients of a batch with one value of one sample spoilt.</summary>
    /// <param name="isSlow">Whether each place gets one of the values only.</param>
    public static void Gradients(LayerCase layerCase, Device? device, bool isSlow = false)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed, device);
        Batch batch = CaseData.Draw(reference, Samples, Samples, Seed);
        float[] parameters = network.Parameters.Values.ToArray(), inputs = [.. batch.Inputs];
        foreach ((int place, float value) in Spoils(reference, isSlow))
        {
            // Running statistics have moved meanwhile.
            parameters.CopyTo(network.Parameters.Values);
            network.Parameters.MarkChanged();
            reference.Load(network);
            inputs.CopyTo(batch.Inputs, 0);
            batch.Inputs[Spoilt * reference.Input.Length + place] = value;
            string what = $"{layerCase}: {value} at place {place} of the input, seed {Seed}";
            ReferencePass expected = reference.Train(batch, new StepSettings(Seed, Step: 0));

            StepResult result = network.ComputeGradients(batch);

            AssertKept([result.Loss], [expected.Loss], $"{what}: loss");
            foreach (ParameterTensor tensor in network.Architecture.Parameters)
            {
                ReferenceParameter parameter = reference.Parameters[tensor.Name];
                if (tensor.IsTrainable)
                    AssertKept(network.GetGradient(tensor.Name), parameter.Gradient, $"{what}: gradient of {tensor.Name}", mayStayInfinite: float.IsInfinity(value));
                else
                    AssertKept(ReferenceParameters.Logical(tensor, network.Parameters.Values), parameter.Values, $"{what}: {tensor.Name}");
            }
        }
    }

    /// <summary>A training step on such a batch says which sample it is, and leaves everything as it was.</summary>
    public static void Step(LayerCase layerCase, Device? device)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(Seed, device), other = layerCase.Create(Seed, device);
        var optimizer = new Adam(1e-3f);
        var otherOptimizer = new Adam(1e-3f);
        Train(network, optimizer, seed: Seed);
        Train(other, otherOptimizer, seed: Seed);
        float[] before = network.Parameters.Values.ToArray();
        Batch bad = CaseData.Draw(reference, Samples, Samples, Seed + 1);
        // Every sequence has a first step, whatever its length. A device that looks for the cause of a loss looks behind the ends too.
        foreach (ref float value in bad.Inputs.AsSpan())
            value = float.IsNaN(value) ? 0 : value;
        int place = reference.FurtherInputs.Any(further => further.Steps > 0) ? 0 : reference.Input.Length / 2;
        bad.Inputs[Spoilt * reference.Input.Length + place] = float.NaN;

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => layerCase.TrainStep(network)(bad, optimizer).Loss);

        Assert.Contains($"Sample {Spoilt} of the batch holds an input", exception.Message, StringComparison.Ordinal);
        Assert.Equal((2L, true), (exception.Step, exception.IsDataAtFault));
        Tensors.AssertSame(network.Parameters.Values, before, $"{layerCase}: parameters behind the step, seed {Seed}");

        // The steps that follow are those of a network that has never seen the batch.
        Train(network, optimizer, seed: Seed + 2);
        Train(other, otherOptimizer, seed: Seed + 2);
        Tensors.AssertSame(network.Parameters.Values, other.Parameters.Values, $"{layerCase}: parameters a step later, seed {Seed}");

        void Train(Network trained, Optimizer with, int seed) =>
            Assert.True(float.IsFinite(layerCase.TrainStep(trained)(CaseData.Draw(reference, Samples, Samples, seed), with).Loss));
    }

    /// <summary>The corners of the input and some places between, with each of the values, or with the values in turns, which begin with another one for inputs of other lengths.</summary>
    private static IEnumerable<(int Place, float Value)> Spoils(ReferenceNetwork reference, bool isSlow)
    {
        Random random = new(Seed);
        int[] places = [.. new[] { 0, reference.Input.Length - 1 }.Concat(Enumerable.Range(0, Places).Select(_ => random.Next(reference.Input.Length))).Distinct()];
        return isSlow
            ? places.Select((place, index) => (place, s_values[(reference.Input.Length + index) % s_values.Length]))
            : places.SelectMany(place => s_values.Select(value => (place, value)));
    }

    /// <param name="mayStayInfinite">Behind a pooling most gradients are zero, and a kernel that leaves them out doesn't multiply an infinite input with them.</param>
    private static void AssertKept(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, string what, bool mayStayInfinite = false)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            bool isKept = double.IsNaN(expected[i]) && !mayStayInfinite ? float.IsNaN(actual[i]) : double.IsFinite(expected[i]) || !float.IsFinite(actual[i]);
            Assert.True(isKept, FormattableString.Invariant($"{what}: value {i} of {actual.Length} is {actual[i]}, expected {expected[i]}."));
        }
    }
}
