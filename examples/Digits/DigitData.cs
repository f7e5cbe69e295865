using System.Diagnostics;
using DeepVision.Generated;
using Digits.SyntheticDigits;
using Spectre.Console;

namespace Digits;

/// <summary>The images to train and to test with, and where they came from.</summary>
internal sealed record DigitData(ImageDataset Train, ImageDataset Test)
{
    /// <summary>Draws, loads or downloads the images, and says so.</summary>
    /// <exception cref="DatasetException">They can't be had; the message says what to do.</exception>
    public static DigitData Load(string? source, IAnsiConsole console, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (DigitData data, string origin) = source switch
        {
            null => (Draw(), "drawn by this program"),
            Settings.DownloadMnist => (FromFolder(Download(console, cancellationToken)), $"MNIST, kept in {MnistDownload.DefaultDirectory}"),
            _ => (FromFolder(source), $"from {source}"),
        };

        console.WriteLine(FormattableString.Invariant(
            $"Digits: {data.Train.Count:N0} to train with, {data.Test.Count:N0} to test with, {origin} ({Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s)"));
        if (source is null)
            console.WriteLine($"        (--data {Settings.DownloadMnist} or --data DIR takes real ones)");
        return data;
    }

    private static DigitData Draw()
    {
        (ImageDataset train, ImageDataset test) = SyntheticDigitSet.Create();
        return new DigitData(train, test);
    }

    private static DigitData FromFolder(string folder)
    {
        Mnist mnist = Mnist.Load(folder);
        if (mnist.Train.InputShape != new TensorShape(28, 28, 1) || mnist.Train.ClassCount > 10)
        {
            throw new DatasetException(folder, FormattableString.Invariant(
                $"The network of this example takes 28×28×1 images of 10 classes, but these are {mnist.Train.InputShape} of {mnist.Train.ClassCount}. Use a network of your own for them."));
        }

        return new DigitData(mnist.Train, mnist.Test);
    }

    private static string Download(IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            console.WriteLine($"Looking for MNIST in {MnistDownload.DefaultDirectory}");
            return MnistDownload.EnsureDownloadedAsync(progress: new DownloadView(console), cancellationToken: cancellationToken).GetAwaiter().GetResult();
        }
        catch (DatasetException e)
        {
            throw new DatasetException(e.FilePath, $"{e.Message[(e.FilePath.Length + 2)..]} For this program: --data DIR.", e);
        }
    }

    /// <summary>One line per file: enough for 12 MB.</summary>
    private sealed class DownloadView(IAnsiConsole console) : IProgress<DownloadProgress>
    {
        private string? _last;

        public void Report(DownloadProgress value)
        {
            if (value.FileName == _last)
                return;

            _last = value.FileName;
            console.WriteLine($"  {value.FileName}");
        }
    }
}
