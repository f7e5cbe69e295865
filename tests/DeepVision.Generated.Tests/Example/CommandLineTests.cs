using Digits;

namespace DeepVision.Generated.Tests.Example;

/// <summary>Redirects the process's output, so that nothing may run beside it.</summary>
[CollectionDefinition(nameof(CommandLineTests), DisableParallelization = true)]
[Collection(nameof(CommandLineTests))]
public class CommandLineTests
{
    [Theory]
    [InlineData("--epoch 3", "--epoch")]
    [InlineData("train", "train")]
    [InlineData("--epochs three", "whole number from 1 to 100000, but is 'three'")]
    [InlineData("--epochs 0", "'0'")]
    [InlineData("--epochs -1", "'-1'")]
    [InlineData("--epochs 1.5", "'1.5'")]
    [InlineData("--epochs 99999999999", "'99999999999'")]
    [InlineData("--epochs", "--epochs")]
    [InlineData("--epochs 1 --epochs 2", "--epochs")]
    [InlineData("--batch 0", "--batch must be")]
    [InlineData("--threads -1", "--threads must be")]
    [InlineData("--seed x", "--seed must be")]
    [InlineData("--lr 0", "--lr must be a positive number, but is '0'")]
    [InlineData("--lr -0.1", "'-0.1'")]
    [InlineData("--lr NaN", "'NaN'")]
    [InlineData("--lr Infinity", "'Infinity'")]
    [InlineData("--lr 0,001", "'0,001'")]
    [InlineData("--data /no/such/folder", "there is no folder '/no/such/folder'")]
    [InlineData("--save /no/such/folder/file", "existing folder")]
    [InlineData("--save .", "must name a file")]
    [InlineData("--optimizer Adam", "--optimizer must be one of adadelta, adagrad, adam, adamax, adamw, amsgrad, lion, momentum, nadam, nesterov, radam, rmsprop, sgd, but is 'Adam'")]
    [InlineData("--device gpu", "--device must be cpu, cuda, opencl, emulation, auto or list (cuda:1 is the second one), but is 'gpu'")]
    [InlineData("--device cuda:-1", "'cuda:-1'")]
    [InlineData("--device cpu:0", "'cpu:0'")]
    [InlineData("@arguments.txt", "@arguments.txt")]
    public void WrongArgumentsGiveOneLineAndExitCode2(string arguments, string expected)
    {
        (int code, string output, string error, Settings? settings) = Run(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Null(settings);
        Assert.Empty(output);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void WithoutArgumentsTheDefaultsHold() =>
        Assert.Equal(new Settings(null, 5, 64, "adam", null, 42, 0, "digits.safetensors", "cpu"), Run([]).Settings);

    [Fact]
    public void AllOptionsArriveWhereTheyBelong()
    {
        string folder = Path.GetTempPath();
        string[] arguments = ["--data", folder, "--epochs", "2", "--batch=32", "--optimizer", "nadam", "--lr", "3e-4", "--seed", "-7", "--threads", "3", "--save", "x.safetensors", "--device", "opencl:1"];
        Assert.Equal(new Settings(folder, 2, 32, "nadam", 3e-4f, -7, 3, "x.safetensors", "opencl:1"), Run(arguments).Settings);
    }

    [Fact]
    public void MnistStandsForTheDownload() => Assert.Equal("mnist", Run(["--data", "mnist"]).Settings!.Data);

    [Fact]
    public void TheProgramsExitCodeIsPassedOn() => Assert.Equal(17, Run([]).Code);

    [Fact]
    public void HelpListsTheOptions()
    {
        (int code, string output, _, Settings? settings) = Run(["--help"]);
        Assert.Equal(0, code);
        Assert.Null(settings);
        foreach (string option in new[] { "--data", "--epochs", "--batch", "--optimizer", "--lr", "--seed", "--threads", "--save", "--device" })
            Assert.Contains(option, output, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error, Settings? Settings) Run(string[] arguments)
    {
        (TextWriter oldOutput, TextWriter oldError) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var error = new StringWriter();
        try
        {
            Console.SetOut(output);
            Console.SetError(error);
            Settings? received = null;
            int code = CommandLine.Run(arguments, settings =>
            {
                received = settings;
                return 17;
            });
            return (code, output.ToString(), error.ToString(), received);
        }
        finally
        {
            Console.SetOut(oldOutput);
            Console.SetError(oldError);
        }
    }
}
