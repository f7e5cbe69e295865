using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>Times of training steps beside libtorch's, and of predictions beside libtorch's and ONNX Runtime's, taken in turns so that all see the same machine.</summary>
internal static class Speed
{
    private const int BatchSize = 64, Rounds = 7;
    private const double RoundSeconds = 0.7;

    public static void Run()
    {
        Console.WriteLine($"{RuntimeInformation}, libtorch {__version__}, ONNX Runtime {OnnxModel.Version}; medians of {Rounds} rounds");
        Console.WriteLine("network    threads   step of 64: ours    libtorch   ratio    one sequence: ours   libtorch   ratio   ONNX Runtime   ratio");
        foreach (string name in SequenceNetworks.Measured)
        {
            foreach (int threads in (int[])[1, 2])
                Measure(name, threads);
        }
    }

    private static string RuntimeInformation => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    private static void Measure(string name, int threads)
    {
        set_num_threads(threads);
        using ClassificationNetwork network = SequenceNetworks.Create(name);
        network.Threads = threads;
        Batch batch = SequenceNetworks.Draw(network, BatchSize, seed: 4);
        Adam ours = new(1e-3f);
        float[] one = batch.Inputs[..network.Architecture.InputShape.Length], probabilities = new float[10];

        TensorShape shape = network.Architecture.InputShape;
        using TorchModel model = TorchModel.Of(network, ScalarType.Float32);
        using Tensor input = tensor(batch.Inputs).reshape(BatchSize, shape.Width, shape.Channels), labels = tensor(batch.Labels, ScalarType.Int64);
        using Tensor single = input[0..1].contiguous();
        using optim.Optimizer optimizer = optim.Adam(model.Parameters);
        using OnnxModel onnx = new(network, one, probabilities, threads);

        double[] training = InTurns(
            () => SequenceNetworks.TrainStep(network, batch, ours),
            () =>
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                nn.functional.cross_entropy(model.Forward(input), labels).backward();
                optimizer.step();
            });
        double[] prediction = InTurns(
            () => network.Predict(one, probabilities),
            () =>
            {
                using IDisposable inference = inference_mode(true);
                using DisposeScope scope = NewDisposeScope();
                model.Forward(single).softmax(-1).data<float>().CopyTo(probabilities);
            },
            onnx.Run);
        double Milliseconds(int contestant) => training[contestant] * 1e3;
        double Microseconds(int contestant) => prediction[contestant] * 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-10} {threads,7}   {Milliseconds(0),12:0.00} ms  {Milliseconds(1),8:0.00} ms  {training[1] / training[0],5:0.0}   "
            + $"{Microseconds(0),15:0} µs  {Microseconds(1),6:0} µs  {prediction[1] / prediction[0],5:0.0}   {Microseconds(2),9:0} µs  {prediction[2] / prediction[0],5:0.0}"));
    }

    /// <summary>The median time of one call of each.</summary>
    private static double[] InTurns(params Action[] actions)
    {
        double[][] times = [.. actions.Select(_ => new double[Rounds])];
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                double time = Time(actions[i]);
                if (round >= 0)
                    times[i][round] = time;
            }
        }

        return [.. times.Select(Median)];
    }

    private static double Time(Action action)
    {
        int calls = 0;
        long start = Stopwatch.GetTimestamp();
        double elapsed;
        do
        {
            action();
            calls++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        while (elapsed < RoundSeconds);
        return elapsed / calls;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
