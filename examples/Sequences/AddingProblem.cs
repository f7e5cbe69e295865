using DeepVision.Generated;

namespace Sequences;

/// <summary>
/// The adding problem (Hochreiter and Schmidhuber 1997): each step has a number from 0 to 1 and a mark, two steps are marked, one in each half, and the
/// answer is the sum of their numbers. Whoever always says 1 has a squared error of 1/6 on average.
/// </summary>
internal static class AddingProblem
{
    public const int Steps = 100;

    private const int TrainCount = 20_000, TestCount = 2_000;

    /// <param name="plot">An SVG file for the gradients; null for none.</param>
    public static void Run(string? plot)
    {
        TensorDataset train = Draw(TrainCount, seed: 1), test = Draw(TestCount, seed: 2);
        using GatedAdder gated = new(seed: 1);
        using PlainAdder plain = new(seed: 1);
        Console.WriteLine("The gradient of the answer by the input, a network before it learns: mean size at each eleventh step.");
        (double[] Gated, double[] Plain) before = (ShowGradient("LSTM", gated, test), ShowGradient("SimpleRNN", plain, test));
        Console.WriteLine("Squared error on new sequences, 0.167 for a constant answer:");
        for (int epoch = 1; epoch <= 10; epoch++)
        {
            TrainingOptions options = new() { Epochs = 1, BatchSize = 64, Optimizer = new Adam(2e-3f), ClipNorm = 1, Seed = epoch };
            gated.Train(train, options);
            plain.Train(train, options);
            Console.WriteLine(FormattableString.Invariant($"epoch {epoch,2}  LSTM {Error(gated, test):0.0000}  SimpleRNN {Error(plain, test):0.0000}"));
        }

        Console.WriteLine("The gradient of the answer by the input, of what has learned:");
        (double[] Gated, double[] Plain) behind = (ShowGradient("LSTM", gated, test), ShowGradient("SimpleRNN", plain, test));
        if (plot is not null)
        {
            GradientPlot.Write(
                plot,
                [
                    ("Before training", [("LSTM", "#1f6feb", before.Gated), ("SimpleRNN", "#d1242f", before.Plain)]),
                    ("Behind training", [("LSTM", "#1f6feb", behind.Gated), ("SimpleRNN", "#d1242f", behind.Plain)]),
                ]);
        }
    }

    private static double Error(RegressionNetwork network, Dataset test) => network.Evaluate(test).MeanSquaredError;

    private static TensorDataset Draw(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = new float[count * Steps * 2], targets = new float[count];
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> sequence = inputs.AsSpan(sample * Steps * 2, Steps * 2);
            for (int step = 0; step < Steps; step++)
                sequence[2 * step] = random.NextSingle();
            foreach (int marked in (int[])[random.Next(Steps / 2), Steps / 2 + random.Next(Steps / 2)])
            {
                sequence[2 * marked + 1] = 1;
                targets[sample] += sequence[2 * marked];
            }
        }

        return new TensorDataset(inputs, new TensorShape(Steps, 2), targets, targetLength: 1);
    }

    /// <summary>Prints the mean size of the gradient at some steps, as numbers and as bars on a logarithmic scale.</summary>
    /// <returns>The size at each step.</returns>
    private static double[] ShowGradient(string name, Network network, TensorDataset data)
    {
        const int Samples = 64;
        float[] inputs = new float[Samples * Steps * 2], gradients = new float[inputs.Length];
        for (int sample = 0; sample < Samples; sample++)
            data.CopyInput(sample, inputs.AsSpan(sample * Steps * 2, Steps * 2));
        network.ComputeInputGradient(inputs, [.. Enumerable.Repeat(1f, Samples)], gradients);
        double[] sizes = [.. Enumerable.Range(0, Steps).Select(step => Enumerable.Range(0, Samples).Average(sample => Math.Abs((double)gradients[(sample * Steps + step) * 2])))];
        for (int step = 0; step < Steps; step += 11)
        {
            string bar = new('#', (int)Math.Clamp(4 * (Math.Log10(Math.Max(sizes[step], 1e-30)) + 10), 0, 60));
            Console.WriteLine(FormattableString.Invariant($"  {name,-9} step {step,2}  {sizes[step]:0.0e+00}  {bar}"));
        }

        return sizes;
    }
}
