namespace DeepVision.Generated.Benchmarks.Measuring;

/// <summary>What is measured.</summary>
internal enum Workload
{
    /// <summary>Adam on shuffled batches, filling them from bytes included.</summary>
    Training,

    /// <summary>Adam on one batch that is in memory already.</summary>
    TrainingStep,

    /// <summary>Class probabilities of a batch.</summary>
    Prediction,

    /// <summary>Class probabilities of one image.</summary>
    Prediction1,
}

internal static class Workloads
{
    /// <summary>The name on command lines: training, trainingstep, prediction, prediction1.</summary>
    public static string Argument(this Workload workload) => workload.ToString().ToLowerInvariant();

    /// <summary>The name in tables.</summary>
    public static string Title(this Workload workload) => workload switch
    {
        Workload.Training => "training",
        Workload.TrainingStep => "training step alone",
        Workload.Prediction => "prediction",
        _ => "prediction of one",
    };

    /// <summary>Whether it needs no training, so that runtimes for prediction can take part.</summary>
    public static bool IsPrediction(this Workload workload) => workload is Workload.Prediction or Workload.Prediction1;

    /// <summary>Images of one step.</summary>
    public static int BatchSize(this Workload workload, string network) => workload switch
    {
        Workload.Prediction1 => 1,
        Workload.Prediction => BenchmarkNetwork.PredictionBatchOf(network),
        _ => BenchmarkNetwork.TrainingBatchOf(network),
    };
}
