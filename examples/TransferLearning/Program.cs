using System.Globalization;
using DeepVision.Generated;
using DeepVision.Generated.Images;
using TransferLearning;
using TransferLearning.Networks;
using TransferLearning.Pictures;

const int Failure = 1;

// What shells report for a program that was interrupted.
const int Interrupted = 130;

return CommandLine.Run(args, settings =>
{
    using var cancellation = new CancellationTokenSource();
    Console.CancelKeyPress += (_, key) =>
    {
        // The first Ctrl+C ends the training, the second one the program.
        key.Cancel = !cancellation.IsCancellationRequested;
        cancellation.Cancel();
    };

    try
    {
        if (settings.CifarPath is { } cifar)
            VggExperiment.Run(cifar, settings, cancellation.Token);
        else
            Run(settings, cancellation.Token);
        return 0;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped.");
        return Interrupted;
    }
    catch (Exception e) when (e is DatasetException or ImageFileException or WeightsFileException or TrainingDivergedException)
    {
        Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
        return Failure;
    }
});

static void Run(Settings settings, CancellationToken cancellationToken)
{
    using Pretrained pretrained = settings.PicturesPath is null ? new DrawnPretrained(settings.Seed, settings.Threads, cancellationToken) : new ResNet(settings.ModelPath);
    (ImageDataset train, ImageDataset test) = settings.PicturesPath is null
        ? (DrawnPictures.Draw(DrawnPictures.NewFigures, 20, settings.Seed + 1), DrawnPictures.Draw(DrawnPictures.NewFigures, 100, settings.Seed + 2))
        : Photographs.Load(settings.PicturesPath, pretrained.PictureShape, settings.Threads, cancellationToken);
    Console.WriteLine(FormattableString.Invariant(
        $"{train.Count} pictures to learn from and {test.Count} to test with ({string.Join(", ", train.ClassNames!)}); {pretrained.Description}."));
    Console.WriteLine();
    Console.WriteLine("method               trained parameters   seconds   processor seconds   accuracy");

    Experiment experiment = new(pretrained, train, test, settings, cancellationToken);
    foreach (Method method in Enum.GetValues<Method>().Where(method => int.PopCount((int)method) == 1 && settings.Methods.HasFlag(method)))
    {
        MethodResult result = experiment.Run(method);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name(method),-18} {result.TrainedParameters,20:#,0} {result.Seconds,9:0.0} {result.ProcessorSeconds,19:0.0} {100 * result.Accuracy,8:0.0} %"));
    }
}

static string Name(Method method) => method switch
{
    Method.Bottleneck => "bottleneck",
    Method.Frozen => "frozen layers",
    _ => "fine-tuning",
};
