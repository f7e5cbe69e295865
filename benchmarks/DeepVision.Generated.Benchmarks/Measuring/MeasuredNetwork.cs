using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Benchmarks.Measuring;

/// <summary>One workload of one of our networks.</summary>
internal sealed class MeasuredNetwork : IMeasurement
{
    private readonly BenchmarkNetwork _network;
    private readonly Func<double, double> _run;

    public MeasuredNetwork(string network, Workload workload, int threads, Device? device = null, int? batch = null)
    {
        _network = BenchmarkNetwork.Create(network, threads, device);
        int batchSize = batch ?? workload.BatchSize(network);
        _run = workload switch
        {
            Workload.Training => Training(batchSize),
            Workload.TrainingStep => TrainingStep(batchSize),
            _ => Prediction(batchSize),
        };
    }

    public string Description => $"DeepVision.Generated, {RuntimeInformation.FrameworkDescription}";

    public double Run(double seconds) => _run(seconds);

    public void Dispose() => _network.Dispose();

    // Train has no clock to stop it, so a first short run says how many images fit.
    private Func<double, double> Training(int batchSize)
    {
        ImageDataset images = _network.RandomImages();
        var optimizer = new Adam(1e-3f);
        Train(batchSize);
        double speed = Train(4 * batchSize);
        return seconds => speed = Train((int)(speed * seconds));

        double Train(int count)
        {
            // Whole epochs beyond the size of the data set: at least one.
            int epochs = Math.Max(1, (int)Math.Round((double)count / images.Count));
            ImageDataset chosen = images.Take(Math.Max(batchSize, count / epochs / batchSize * batchSize));
            long begin = Stopwatch.GetTimestamp();
            _network.Train(chosen, epochs, optimizer, batchSize);
            return (double)epochs * chosen.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
    }

    private Func<double, double> TrainingStep(int batchSize)
    {
        Batch batch = _network.RandomBatch(batchSize);
        var optimizer = new Adam(1e-3f);
        return seconds => Rounds.ImagesPerSecond(seconds, () =>
        {
            _network.TrainStep(batch, optimizer);
            return batchSize;
        });
    }

    private Func<double, double> Prediction(int count)
    {
        float[] inputs = _network.RandomInputs(count);
        float[] probabilities = new float[count * _network.OutputLength];
        return seconds => Rounds.ImagesPerSecond(seconds, () =>
        {
            _network.Predict(inputs, probabilities);
            return count;
        });
    }
}
