using System.CommandLine;
using System.Diagnostics;
using DeepVision.Generated.Benchmarks.CommandLine;
using DeepVision.Generated.Benchmarks.Machine;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Runtime;
using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>
/// <c>accuracy</c>: trains a network of the Zoo and its module in libtorch on CIFAR-10, from the same weights, with the same optimizer and the same
/// batches in the same order, and prints what both reach on the test set, seed by seed.
/// </summary>
/// <remarks>
/// The rate falls to zero along half a cosine. At a constant one the accuracy of either side goes up and down by several points from one
/// hundred steps to the next, far more than the two differ.
/// </remarks>
internal static class AccuracyCommand
{
    private const int BatchSize = 64;
    private const float LearningRate = 1e-3f;

    private static readonly Dictionary<string, Type> s_networks = new[] { typeof(ResNet18At32), typeof(GoogLeNetAt32), typeof(MobileNetV2At32) }.ToDictionary(type => type.Name);

    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "The folder with CIFAR-10's binary files.", Required = true };
        Option<int> files = Arguments.Count("--files", "Files of the training set to use, of five.", 5);
        Option<int> epochs = Arguments.Count("--epochs", "Passes over the training set.", 3);
        Option<int> seeds = Arguments.Count("--seeds", "Trainings of each side.", 3);
        Option<int> firstSeed = Arguments.Count("--first-seed", "The seed of the first of them; the next ones follow.", 1);
        Option<int> images = Arguments.Count("--images", "Images to train with at most.", int.MaxValue);
        Option<string[]> networks = Arguments.Names("--networks", "Networks to train.", [.. s_networks.Keys], [nameof(ResNet18At32), nameof(GoogLeNetAt32)]);
        Command command = new("accuracy", "Trains on CIFAR-10 beside libtorch and compares the accuracy.") { data, files, epochs, seeds, firstSeed, images, networks };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(data), arguments.GetRequiredValue(files), arguments.GetRequiredValue(images),
            arguments.GetRequiredValue(epochs), arguments.GetRequiredValue(seeds), arguments.GetRequiredValue(firstSeed), arguments.GetRequiredValue(networks)));
        return command;
    }

    private static void Run(string directory, int files, int images, int epochs, int seeds, int firstSeed, string[] networks)
    {
        TorchLibrary.Prepare();
        Cifar10 data = Cifar10.Load(directory, files);
        Dataset train = data.Train.Take(images);
        Console.WriteLine(FormattableString.Invariant($"{train.Count:N0} images to train with, {data.Test.Count:N0} to test with; {epochs} epochs, Adam({LearningRate} to 0 along a cosine), batches of {BatchSize}"));
        foreach (string name in networks)
        {
            List<(double Ours, double Torch)> reached = [];
            foreach (int seed in Enumerable.Range(firstSeed, seeds))
            {
                Side ours = TrainOurs(name, train, data.Test, epochs, seed), torch = TrainTorch(name, train, data.Test, epochs, seed);
                Console.WriteLine(FormattableString.Invariant(
                    $"{name}, seed {seed}: ours {ours.Accuracy:0.00%} in {ours.Seconds:0} s, libtorch {torch.Accuracy:0.00%} in {torch.Seconds:0} s"));
                reached.Add((ours.Accuracy, torch.Accuracy));
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{name}, median: ours {Statistics.Median(reached.Select(pair => pair.Ours)):0.00%}, libtorch {Statistics.Median(reached.Select(pair => pair.Torch)):0.00%}"));
        }
    }

    private static Side TrainOurs(string name, Dataset train, Dataset test, int epochs, int seed)
    {
        using var network = (ClassificationNetwork)Activator.CreateInstance(s_networks[name], [seed, null])!;
        var step = s_networks[name].GetMethod("TrainStep")!.CreateDelegate<Func<Batch, Optimizer, StepResult>>(network);
        Adam optimizer = new(Schedule(train, epochs));
        Batch batch = network.CreateBatch(BatchSize);
        long start = Stopwatch.GetTimestamp();
        ForEachBatch(batch, train, epochs, seed, () => step(batch, optimizer));
        return new Side(network.Evaluate(test).Accuracy, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static Side TrainTorch(string name, Dataset train, Dataset test, int epochs, int seed)
    {
        random.manual_seed(seed);
        TensorShape shape = train.InputShape;
        TorchFormat format = new(shape, isChannelsLast: true);
        using TorchGraph model = new(s_networks[name], predicts: false);
        using (var network = (Network)Activator.CreateInstance(s_networks[name], [seed, null])!)
            model.CopyFrom(network);
        format.Apply(model);
        model.train();
        using optim.Optimizer optimizer = optim.Adam(model.parameters(), LearningRate);
        CosineSchedule schedule = Schedule(train, epochs);
        long steps = 0;
        Batch batch = new(BatchSize, shape.Length, targetLength: 0);
        long start = Stopwatch.GetTimestamp();
        ForEachBatch(batch, train, epochs, seed, () =>
        {
            using IDisposable scope = NewDisposeScope();
            foreach (optim.ILearningRateController group in optimizer.ParamGroups)
                group.LearningRate = schedule.GetRate(new SchedulePosition(steps, StepsPerEpoch: 0, TotalSteps: 0));
            steps++;
            optimizer.zero_grad();
            model.Loss(Images(batch, shape), Labels(batch)).backward();
            optimizer.step();
        });

        model.eval();
        using IDisposable inference = inference_mode(true);
        long correct = 0;
        ForEachBatch(batch, test, 1, seed, () =>
        {
            using IDisposable scope = NewDisposeScope();
            correct += model.forward(Images(batch, shape)).argmax(1).eq(Labels(batch)).sum().item<long>();
        });
        return new Side((double)correct / test.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static CosineSchedule Schedule(Dataset train, int epochs) => new(LearningRate, totalSteps: epochs * ((train.Count + BatchSize - 1) / BatchSize));

    /// <summary>Fills the batch with all samples, in an order that the seed and the epoch fix.</summary>
    private static void ForEachBatch(Batch batch, Dataset data, int epochs, int seed, Action step)
    {
        int[] indices = [.. Enumerable.Range(0, BatchSize)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            Dataset shuffled = data.Shuffle(1000 * seed + epoch);
            for (int start = 0; start < data.Count; start += BatchSize)
            {
                int count = Math.Min(BatchSize, data.Count - start);
                for (int i = 0; i < count; i++)
                    indices[i] = start + i;
                batch.Fill(shuffled, indices.AsSpan(0, count));
                step();
            }
        }
    }

    private static Tensor Images(Batch batch, TensorShape shape) =>
        tensor(batch.Inputs).narrow(0, 0, batch.Count * shape.Length).reshape(batch.Count, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2);

    private static Tensor Labels(Batch batch) => tensor(batch.Labels).narrow(0, 0, batch.Count).to(ScalarType.Int64);

    private sealed record Side(double Accuracy, double Seconds);
}
