using System.CommandLine;
using System.CommandLine.Parsing;

namespace TransferLearning;

/// <summary>The program's options, and what to say about wrong ones.</summary>
internal static class CommandLine
{
    /// <summary>Exit code for arguments that make no sense.</summary>
    public const int WrongArguments = 2;

    private static readonly Option<bool> Bottleneck = new("--bottleneck") { Description = "Compute the features of each picture once, and train a classifier on them." };

    private static readonly Option<bool> Frozen = new("--frozen") { Description = "Train new layers behind the pretrained ones, which stand still." };

    private static readonly Option<bool> FineTuning = new("--fine-tune") { Description = "Train all layers at a small rate, behind the classifier of --bottleneck." };

    private static readonly Option<bool> Augments = new("--augment") { Description = "With --frozen and --fine-tune: change pictures at random in each epoch: parts of photographs, half of them mirrored." };

    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Epochs of --frozen and --fine-tune; by default 8 on 140 pictures, and with --augment 24.", HelpName = "N" };

    private static readonly Option<string?> Pictures = new("--data")
    {
        Description = "Folder with photographs: train and val, and in each a folder for each of two classes. By default the program draws pictures, and teaches a small network.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Folder in or below which ResNet18.onnx and ResNetPreprocess.onnx are, for --data; by default that of the package which was restored with the program.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Features = new("--features")
    {
        Description = "File (.npz) to keep features in; found there, they aren't computed again.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Vgg = new("--vgg")
    {
        Description = "Something else: folder with CIFAR-10's binary files, to train new layers behind the frozen convolutions of VGG-16.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> VggWeights = new("--vgg-weights")
    {
        Description = "File (.safetensors or .npz) with the weights of torchvision's vgg16, for --vgg; without it they are random.",
        HelpName = "FILE",
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "Fixes everything random.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Threads = new("--threads") { Description = "Threads to use; 0 for all cores. The result doesn't depend on it.", HelpName = "N" };

    /// <summary>Parses the arguments and runs <paramref name="program"/> with them; wrong ones get one line on the error output.</summary>
    /// <returns>The program's exit code, or <see cref="WrongArguments"/>.</returns>
    public static int Run(string[] args, Func<Settings, int> program)
    {
        var root = new RootCommand("Teaches a network that has learned from many pictures the classes of a few others, in three ways; all of them unless some are named.")
        {
            Bottleneck, Frozen, FineTuning, Augments, Epochs, Pictures, Model, Features, Vgg, VggWeights, Seed, Threads,
        };
        Pictures.Validators.Add(CheckFolder);
        Model.Validators.Add(CheckFolder);
        Vgg.Validators.Add(CheckFolder);
        Epochs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 10_000)
                result.AddError("--epochs must be a whole number from 1 to 10000.");
        });
        Threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1024)
                result.AddError("--threads must be a whole number from 0 to 1024.");
        });
        root.SetAction(result => program(Read(result)));

        // An argument that begins with @ is a path like any other, not a file of more arguments.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });

        Console.Error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} See --help.");
        return WrongArguments;
    }

    private static Settings Read(ParseResult result)
    {
        Method methods = (result.GetValue(Bottleneck) ? Method.Bottleneck : 0) | (result.GetValue(Frozen) ? Method.Frozen : 0) | (result.GetValue(FineTuning) ? Method.FineTuning : 0);
        return new Settings(
            methods == Method.None ? Method.All : methods, result.GetValue(Augments), result.GetValue(Epochs), result.GetValue(Pictures), result.GetValue(Model), result.GetValue(Features),
            result.GetValue(Vgg), result.GetValue(VggWeights), result.GetValue(Seed), result.GetValue(Threads));
    }

    private static void CheckFolder(OptionResult result)
    {
        string? folder = result.GetValueOrDefault<string?>();
        if (folder is not null && !Directory.Exists(folder))
            result.AddError($"There is no folder '{folder}'.");
    }
}
