namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>What is measured.</summary>
internal enum Workload
{
    /// <summary>Adam on shuffled batches of 64, filling the batches from bytes included.</summary>
    Training,

    /// <summary>Adam on one batch of 64 that is in memory already.</summary>
    TrainingStep,

    /// <summary>Class probabilities of 64 images at once.</summary>
    Prediction64,

    /// <summary>Class probabilities of one image.</summary>
    Prediction1,
}

internal static class Workloads
{
    /// <summary>The name on command lines: training, trainingstep, prediction64, prediction1.</summary>
    public static string Argument(this Workload workload) => workload.ToString().ToLowerInvariant();

    /// <summary>The name in tables.</summary>
    public static string Title(this Workload workload) => workload switch
    {
        Workload.Training => "training, batch 64",
        Workload.TrainingStep => "training step alone",
        Workload.Prediction64 => "prediction, batch 64",
        _ => "prediction, batch 1",
    };

    /// <summary>Whether it needs no training, so that runtimes for prediction can take part.</summary>
    public static bool IsPrediction(this Workload workload) => workload is Workload.Prediction64 or Workload.Prediction1;

    /// <summary>Images of one step.</summary>
    public static int BatchSize(this Workload workload) => workload == Workload.Prediction1 ? 1 : 64;
}
