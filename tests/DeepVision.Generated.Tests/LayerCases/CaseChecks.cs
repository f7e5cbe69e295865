using DeepVision.Generated.Runtime;
using DeepVision.Generated.Tests.Reference;

namespace DeepVision.Generated.Tests.LayerCases;

/// <summary>Compares a case with the reference, on any device.</summary>
internal static class CaseChecks
{
    private const double ScoreTolerance = 1e-4;
    private const double LossTolerance = 1e-4;
    private const double GradientTolerance = 1e-3;
    private const double StatisticsTolerance = 1e-4;
    private const double UpdateTolerance = 1e-4;

    // A gradient smaller than this part of the network's largest one is measured against the latter.
    private const double LeastPart = 1e-3;

    // Float32 may see a value this near to a kink, as a part of the tensor's largest, on the other side of it.
    private const double SafeKinkDistance = 1e-5;

    /// <summary>Scores in prediction mode, for each of these numbers of samples.</summary>
    public static void Scores(LayerCase layerCase, Device? device, int seed, params ReadOnlySpan<int> counts)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(seed, device);
        using NetworkEngine engine = network.Device.CreateEngine(network);
        reference.Load(network);
        int capacity = counts[0];
        foreach (int count in counts)
            capacity = Math.Max(capacity, count);
        Batch batch = CaseData.Draw(reference, capacity, capacity, seed);
        double[] expected = reference.Scores(batch.ToReference(reference), new PassContext(Training: false));
        reference.ClearBehindEnds<double>(expected, batch.ToReference(reference));

        foreach (int count in counts)
        {
            float[] scores = new float[count * reference.ScoreLength];
            engine.Forward(batch.ForPrediction(reference, count), count, scores, threads: 2);
            reference.ClearBehindEnds<float>(scores, batch.ToReference(reference));
            Tensors.AssertClose(scores, expected.AsSpan(0, scores.Length), ScoreTolerance, $"{layerCase}: scores of {count} samples, seed {seed}");
        }
    }

    /// <summary>The gradient of the input in prediction mode, for each of these numbers of samples.</summary>
    public static void InputGradient(LayerCase layerCase, Device? device, params ReadOnlySpan<int> counts)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        int capacity = counts[0];
        foreach (int count in counts)
            capacity = Math.Max(capacity, count);
        int seed = SeedAwayFromKinks(layerCase, reference, capacity, isTraining: false);
        using Network network = layerCase.Create(seed, device);
        network.Threads = 2;
        reference.Load(network);
        Batch batch = CaseData.Draw(reference, capacity, capacity, seed);
        Random random = new(seed);
        float[] scoreGradients = [.. Enumerable.Range(0, capacity * reference.Output.Length).Select(_ => 2 * random.NextSingle() - 1)];
        double[] expected = reference.InputGradient(batch.ToReference(reference)[0], ReferenceTensor.From(scoreGradients, capacity, reference.Output)).Values;
        double largest = expected.Max(Math.Abs);
        bool[] compared = reference.KinkDistance >= SafeKinkDistance ? [.. Enumerable.Repeat(true, capacity)] : AwayFromKinks(reference, batch, seed);

        foreach (int count in counts)
        {
            float[] gradients = new float[count * reference.Input.Length];
            network.ComputeInputGradient(batch.Inputs.AsSpan(0, gradients.Length), scoreGradients.AsSpan(0, count * reference.Output.Length), gradients);
            int length = reference.Input.Length;
            for (int sample = 0; sample < count; sample++)
            {
                if (compared[sample])
                    Tensors.AssertClose(gradients.AsSpan(sample * length, length), expected.AsSpan(sample * length, length), GradientTolerance, $"{layerCase}: gradient of input {sample} of {count}, seed {seed}", largest);
            }
        }
    }

    /// <summary>
    /// The samples that rounding can't bring to the other side of a kink. In prediction mode each stands for itself, so those of a network
    /// that is too large for a safe batch are told apart.
    /// </summary>
    private static bool[] AwayFromKinks(ReferenceNetwork reference, Batch batch, int seed)
    {
        bool[] safe = new bool[batch.Count];
        for (int sample = 0; sample < safe.Length; sample++)
        {
            reference.Forward(ReferenceTensor.From(batch.Inputs.AsSpan(sample * reference.Input.Length), 1, reference.Input), new PassContext(Training: false));
            safe[sample] = reference.KinkDistance >= SafeKinkDistance;
        }

        Assert.True(safe.Contains(true), FormattableString.Invariant($"Every sample of the batch of seed {seed} is near a kink."));
        return safe;
    }

    /// <summary>Loss, gradients and running statistics of training steps on a large batch and then on a small one.</summary>
    public static void TrainingStep(LayerCase layerCase, Device? device, int largeCount, int smallCount)
    {
        ReferenceNetwork reference = layerCase.CreateReference();

        // The small batch follows the large one on the same network, so that nothing may be left over from it.
        int seed = SeedAwayFromKinks(layerCase, reference, largeCount, isTraining: true);
        using Network network = layerCase.Create(seed, device);
        network.Threads = 2;
        Check(largeCount, step: 0);
        Check(smallCount, step: (1L << 32) + 3);

        void Check(int count, long step)
        {
            string what = $"{layerCase}, {count} samples, seed {seed}, step {step}";
            Batch batch = CaseData.Draw(reference, count, capacity: largeCount, seed);
            network.Resume(seed, step);
            reference.Load(network);
            ReferencePass expected = reference.Train(batch, new StepSettings(seed, step));

            StepResult result = network.ComputeGradients(batch);

            Assert.Equal(count, result.Count);
            Assert.Equal(expected.Correct, result.Correct);
            Tensors.AssertClose([result.Loss], [expected.Loss], LossTolerance, $"{what}: loss");
            CheckTensors(network, reference, what);
        }
    }

    /// <summary>A step of plain descent with the penalties of the parameter table, clipped to a part of the gradient's norm.</summary>
    /// <param name="layerCase">The case.</param>
    /// <param name="device">Where it runs; the CPU if null.</param>
    /// <param name="seed">Of the weights and the batch.</param>
    /// <param name="clip">The limit as a part of the norm that the gradients have; 0 for no limit.</param>
    /// <param name="penalties">The penalties by the name of their tensor.</param>
    public static void PlainDescent(LayerCase layerCase, Device? device, int seed, double clip, IReadOnlyDictionary<string, (double L1, double L2)> penalties)
    {
        ReferenceNetwork reference = layerCase.CreateReference();
        using Network network = layerCase.Create(seed, device);
        reference.Load(network);
        Batch batch = CaseData.Draw(reference, count: 9, capacity: 9, seed);
        reference.Train(batch, new StepSettings(seed, Step: 0));
        Dictionary<string, double[]> gradients = network.Architecture.Parameters
            .Where(tensor => tensor.IsTrainable)
            .ToDictionary(tensor => tensor.Name, tensor => Penalised(reference.Parameters[tensor.Name], penalties.GetValueOrDefault(tensor.Name)));
        double norm = Math.Sqrt(gradients.Values.Sum(gradient => gradient.Sum(value => value * value)));
        double scale = clip == 0 ? 1 : Math.Min(1, clip);

        using NetworkEngine engine = network.Device.CreateEngine(network);
        engine.ComputeGradients(batch, new StepContext(seed, Step: 0, Threads: 2));
        engine.Update(new SGD(1f), new OptimizerState(new SGD(), network.Architecture.TrainableLength) { Step = 1 }, learningRate: 1, (float)(clip * norm), threads: 2);
        engine.Download();

        foreach ((string tensorName, double[] gradient) in gradients)
        {
            ParameterTensor tensor = network.Architecture.Parameters.Single(candidate => candidate.Name == tensorName);
            double[] expected = [.. reference.Parameters[tensorName].Values.Zip(gradient, (weight, g) => weight - scale * g)];
            Tensors.AssertClose(
                ReferenceParameters.Logical(tensor, network.Parameters.Values), expected, UpdateTolerance, $"{layerCase}: {tensorName} clipped at {clip} of the norm, seed {seed}");
        }
    }

    private static void CheckTensors(Network network, ReferenceNetwork reference, string what)
    {
        double largest = reference.Parameters.Values.Where(parameter => parameter.IsTrainable).Max(parameter => parameter.Gradient.Max(Math.Abs));
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            ReferenceParameter parameter = reference.Parameters[tensor.Name];
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

    /// <summary>d(L1·|w| + L2·w²)/dw = L1·sign(w) + 2·L2·w.</summary>
    private static double[] Penalised(ReferenceParameter parameter, (double L1, double L2) penalty) =>
        [.. parameter.Values.Zip(parameter.Gradient, (weight, gradient) => gradient + penalty.L1 * Math.Sign(weight) + 2 * penalty.L2 * weight)];

    /// <summary>
    /// The first seed for which no ReLU input and no two maxima of a window are so close to their kink that rounding could
    /// change a gradient; the best one where none is safe.
    /// </summary>
    private static int SeedAwayFromKinks(LayerCase layerCase, ReferenceNetwork reference, int count, bool isTraining)
    {
        const int Attempts = 8;
        int best = 0;
        double distance = 0;

        // Negative seeds: their upper bits must not spill into the rest of the key of the dropout masks.
        for (int seed = -1; seed >= -Attempts && distance < SafeKinkDistance; seed--)
        {
            using Network network = layerCase.Create(seed);
            reference.Load(network);
            reference.Forward(CaseData.Draw(reference, count, count, seed).ToReference(reference), new PassContext(isTraining, seed));
            if (reference.KinkDistance > distance)
                (best, distance) = (seed, reference.KinkDistance);
        }

        return best;
    }
}
