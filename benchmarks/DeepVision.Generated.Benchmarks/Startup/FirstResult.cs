namespace DeepVision.Generated.Benchmarks.Startup;

/// <summary>What a process whose start is timed does: one thing, and a word when it is done.</summary>
internal static class FirstResult
{
    /// <summary>Arguments of such a process.</summary>
    public const string Nothing = "start-alone";

    /// <inheritdoc cref="Nothing"/>
    public const string Prediction = "first-prediction";

    /// <inheritdoc cref="Nothing"/>
    public const string TrainingStep = "first-training-step";

    public static void Run(string argument)
    {
        switch (argument)
        {
            case Prediction:
                Predict();
                break;
            case TrainingStep:
                Train();
                break;
        }

        Console.Out.WriteLine("done");
    }

    private static void Predict()
    {
        using var network = new MnistNet(seed: 1);
        network.Predict(new float[MnistNet.InputShape.Length]);
    }

    private static void Train()
    {
        using var network = new MnistNet(seed: 1);
        Batch batch = network.CreateBatch(64);
        batch.Count = 64;
        network.TrainStep(batch, new Adam(1e-3f));
    }
}
