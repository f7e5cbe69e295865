using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Sequences;

/// <summary>
/// MNIST row by row, as <c>examples/Sequences</c> learns it, by our network and by libtorch's: from the same weights, on the same batches, with the same rates
/// and the same bound for gradients.
/// </summary>
internal static class Rows
{
    private const int Epochs = 3, BatchSize = 64;
    private const double ClipNorm = 1;

    /// <param name="folder">MNIST's files.</param>
    /// <param name="seeds">How often, each time from other weights and with another order.</param>
    public static void Run(string folder, int seeds)
    {
        Mnist mnist = Mnist.Load(folder);
        Console.WriteLine(FormattableString.Invariant($"{RowsReader.ParameterCount:N0} parameters; accuracy on {mnist.Test.Count:N0} images"));
        for (int seed = 1; seed <= seeds; seed++)
            Train(mnist, seed);
    }

    private static void Train(Mnist mnist, int seed)
    {
        using RowsReader network = new(seed);
        using TorchModel model = TorchModel.Of(network, ScalarType.Float32);
        TrainingOptions options = new() { Epochs = Epochs, BatchSize = BatchSize, Optimizer = new Adam(new CosineSchedule(3e-3f)), ClipNorm = (float)ClipNorm, Seed = seed };
        using optim.Optimizer optimizer = optim.Adam(model.Parameters);
        using TrainingRun run = network.BeginTraining(mnist.Train, options);
        long step = 0;
        while (run.NextEpoch())
        {
            while (run.NextBatch())
            {
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = run.Optimizer.LearningRate.GetRate(new SchedulePosition(step, run.StepsPerEpoch, (long)run.StepsPerEpoch * Epochs));
                Learn(model, optimizer, run.Batch);
                run.Report(network.TrainStep(run.Batch, run.Optimizer));
                step++;
            }

            Console.WriteLine(FormattableString.Invariant(
                $"seed {seed}, epoch {run.Epoch}: ours {100 * network.Evaluate(mnist.Test).Accuracy:0.00} %, libtorch {100 * AccuracyOf(model, mnist.Test):0.00} %"));
            run.EndEpoch();
        }
    }

    private static void Learn(TorchModel model, optim.Optimizer optimizer, Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor labels = tensor(batch.Labels, ScalarType.Int64).slice(0, 0, batch.Count, 1);
        optimizer.zero_grad();
        nn.functional.cross_entropy(model.Forward(ToSequences(batch.Inputs, batch.Count)), labels).backward();
        nn.utils.clip_grad_norm_(model.Parameters, ClipNorm);
        optimizer.step();
    }

    private static double AccuracyOf(TorchModel model, Dataset test)
    {
        const int Together = 500;
        int length = test.InputShape.Length, right = 0;
        float[] inputs = new float[Together * length];
        for (int first = 0; first < test.Count; first += Together)
        {
            int count = Math.Min(Together, test.Count - first);
            for (int i = 0; i < count; i++)
                test.CopyInput(first + i, inputs.AsSpan(i * length, length));
            using IDisposable inference = inference_mode(true);
            using DisposeScope scope = NewDisposeScope();
            long[] answers = model.Forward(ToSequences(inputs, count)).argmax(1).data<long>().ToArray();
            right += Enumerable.Range(0, count).Count(i => answers[i] == test.GetLabel(first + i));
        }

        return (double)right / test.Count;
    }

    /// <summary>Images as [sample, row, column].</summary>
    private static Tensor ToSequences(float[] inputs, int count) => tensor(inputs).reshape(-1, RowsReader.InputShape.Width, RowsReader.InputShape.Channels).slice(0, 0, count, 1);
}
