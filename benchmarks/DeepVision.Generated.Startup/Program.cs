using System.Diagnostics;
using System.Globalization;
using DeepVision.Generated;
using DeepVision.Generated.Benchmarks;
using DeepVision.Generated.Benchmarks.Startup;

const int BatchSize = 64;

Console.Out.WriteLine(args[0] switch
{
    StartupWork.FirstPrediction => Predict(),
    StartupWork.FirstTrainingStep => TakeStep(),
    StartupWork.Training => Train(),
    _ => StartupWork.Done,
});

static string Predict()
{
    using var network = new MnistNet(seed: 1);
    network.Predict(new float[MnistNet.InputShape.Length]);
    return StartupWork.Done;
}

static string TakeStep()
{
    using var network = new MnistNet(seed: 1);
    Batch batch = network.CreateBatch(BatchSize);
    batch.Count = BatchSize;
    network.TrainStep(batch, new Adam(1e-3f));
    return StartupWork.Done;
}

// Images per second of Train, filling batches included, once everything is compiled.
static string Train()
{
    byte[] pixels = new byte[6_400 * MnistNet.InputShape.Length];
    new Random(1).NextBytes(pixels);
    ImageDataset data = new(pixels, MnistNet.InputShape, new int[6_400], classCount: 10);
    TrainingOptions options = new() { Epochs = 1, BatchSize = BatchSize, Optimizer = new Adam(1e-3f) };
    using var network = new MnistNet(seed: 1);
    network.Train(data, options);

    long begin = Stopwatch.GetTimestamp();
    int epochs = 0;
    while (Stopwatch.GetElapsedTime(begin).TotalSeconds < 3)
    {
        network.Train(data, options);
        epochs++;
    }

    return (epochs * data.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
}
