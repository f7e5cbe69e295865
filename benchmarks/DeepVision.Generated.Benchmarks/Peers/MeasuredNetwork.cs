using System.Diagnostics;

namespace DeepVision.Generated.Benchmarks.Peers;

/// <summary>Runs one workload of one network for about as long as asked and says how fast it was.</summary>
internal sealed class MeasuredNetwork : IDisposable
{
    private const int BatchSize = 64;
    private readonly BenchmarkNetwork _network;
    private readonly Func<double, double> _run;

    public MeasuredNetwork(string network, Workload workload, int threads)
    {
        _network = BenchmarkNetwork.Create(network, threads);
        _run = workload switch
        {
            Workload.Training => Training(),
            Workload.Prediction64 => Prediction(BatchSize),
            _ => Prediction(1),
        };
    }

    /// <summary>Images per second over about <paramref name="seconds"/>.</summary>
    public double Run(double seconds) => _run(seconds);

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    // Train has no clock to stop it, so a first short run says how many images fit.
    private Func<double, double> Training()
    {
        ImageDataset images = _network.RandomImages();
        var optimizer = new Adam(1e-3f);
        Train(BatchSize);
        double speed = Train(4 * BatchSize);
        return seconds => speed = Train((int)(speed * seconds));

        double Train(int count)
        {
            // Whole epochs beyond the size of the data set: at least one.
            int epochs = Math.Max(1, (int)Math.Round((double)count / images.Count));
            ImageDataset chosen = images.Take(Math.Max(BatchSize, count / epochs / BatchSize * BatchSize));
            long begin = Stopwatch.GetTimestamp();
            _network.Train(chosen, epochs, optimizer);
            return (double)epochs * chosen.Count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }
    }

    private Func<double, double> Prediction(int count)
    {
        float[] inputs = _network.RandomInputs(count);
        float[] probabilities = new float[count * BenchmarkNetwork.ClassCount];
        return seconds =>
        {
            long done = 0;
            long begin = Stopwatch.GetTimestamp();
            while (true)
            {
                _network.Predict(inputs, probabilities);
                done += count;
                double elapsed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
                if (elapsed >= seconds)
                    return done / elapsed;
            }
        };
    }
}
