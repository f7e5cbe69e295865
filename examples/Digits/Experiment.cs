using System.Diagnostics;
using DeepVision.Generated;
using Digits.Views;
using Spectre.Console;

namespace Digits;

/// <summary>What the program does: train, evaluate, show, save, load again and compare.</summary>
internal sealed class Experiment(Settings settings, IAnsiConsole console, CancellationToken cancellationToken)
{
    private const int Shown = 3;
    private const int Compared = 200;

    /// <summary>Runs from the data to the last line. Cancelling ends the training only: what was learned is evaluated and saved.</summary>
    /// <returns>True if the training went to its end.</returns>
    public bool Run()
    {
        Device device = DeviceChoice.Find(settings.Device);
        DigitData data = DigitData.Load(settings.Data, console, cancellationToken);
        using var net = new DigitNet(settings.Seed, device) { Threads = settings.Threads };
        console.WriteLine(FormattableString.Invariant($"Network: {DigitNet.ParameterCount:N0} parameters, on {net.DeviceName}"));
        console.WriteLine();

        TrainingHistory history = Train(net, data);
        bool isComplete = history.StoppedBy == StopReason.Completed;
        if (!isComplete)
            console.WriteLine("Stopped; what was learned so far is evaluated and saved.");
        console.WriteLine();

        ClassificationResult result = net.Evaluate(data.Test);
        ConfusionMatrixView.Show(console, result.ConfusionMatrix);
        PredictionView.Show(console, PickPredictions(net, data.Test));
        console.WriteLine();

        SaveAndCompare(net, data.Test);
        console.WriteLine(Summary(result, history, data.Train.Count));
        return isComplete;
    }

    private TrainingHistory Train(DigitNet net, DigitData data)
    {
        var view = new TrainingView(console);
        return view.Run(() => net.Train(
            data.Train,
            new TrainingOptions
            {
                Epochs = settings.Epochs,
                BatchSize = settings.BatchSize,
                Optimizer = OptimizerChoice.Create(settings.Optimizer, settings.LearningRate),
                Validation = data.Test,
                Threads = settings.Threads,
            },
            view,
            cancellationToken));
    }

    /// <summary>Mistakes are worth seeing: all but one of the digits shown are wrong ones, if there are any.</summary>
    private static List<PredictionView.Item> PickPredictions(DigitNet net, ImageDataset test)
    {
        var right = new List<PredictionView.Item>();
        var wrong = new List<PredictionView.Item>();
        for (int i = 0; i < test.Count && (right.Count < Shown || wrong.Count < Shown - 1); i++)
        {
            Prediction prediction = net.Predict(test[i]);
            int label = test.GetLabel(i);
            (prediction.Label == label ? right : wrong).Add(new(test[i].ToArray(), label, prediction.Label, prediction.Confidence));
        }

        return [.. right.Take(1).Concat(wrong.Take(Shown - 1)).Concat(right.Skip(1)).Take(Shown)];
    }

    private void SaveAndCompare(DigitNet net, ImageDataset test)
    {
        net.Save(settings.WeightsPath);
        using DigitNet again = DigitNet.Load(settings.WeightsPath, net.Device);
        int compared = Math.Min(Compared, test.Count);
        int different = Enumerable.Range(0, compared)
            .Count(i => !net.Predict(test[i]).Probabilities.SequenceEqual(again.Predict(test[i]).Probabilities));
        if (different > 0)
            throw new InvalidOperationException(FormattableString.Invariant($"The weights from {settings.WeightsPath} predict {different} of {compared} digits differently."));

        console.WriteLine(FormattableString.Invariant(
            $"Saved to {settings.WeightsPath} ({new FileInfo(settings.WeightsPath).Length / 1024:N0} KB), loaded again: the same predictions, to the last bit, for {compared} digits."));
    }

    private static string Summary(ClassificationResult result, TrainingHistory history, int samples)
    {
        double seconds = history.Epochs.Sum(epoch => samples / epoch.SamplesPerSecond);
        string speed = seconds > 0 ? FormattableString.Invariant($", {samples * history.Epochs.Count / seconds:N0} images/s in training") : "";
        using Process process = Process.GetCurrentProcess();
        double megabytes = Math.Max(process.PeakWorkingSet64, process.WorkingSet64) / 1e6;
        return FormattableString.Invariant($"Test accuracy {result.Accuracy * 100:F2} %{speed}, peak memory {megabytes:N0} MB");
    }
}
