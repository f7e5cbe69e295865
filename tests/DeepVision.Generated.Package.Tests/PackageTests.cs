namespace DeepVision.Generated.Package.Tests;

/// <summary>What a new user meets: the package alone, in a project of his own.</summary>
public sealed class PackageTests(PackedLibrary package) : IClassFixture<PackedLibrary>
{
    /// <summary>Declares, trains, predicts, saves and loads, with data made on the spot; says where it ran.</summary>
    internal const string Trains = """
        using DeepVision.Generated;

        // Images of 6 by 6 pixels; the left half of class 0 is bright, the right half of class 1.
        Random random = new(1);
        byte[] pixels = new byte[64 * 36];
        int[] labels = new int[64];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % 2;
            for (int pixel = 0; pixel < 36; pixel++)
                pixels[i * 36 + pixel] = (byte)(random.Next(60) + (pixel % 6 / 3 == labels[i] ? 190 : 0));
        }

        ImageDataset data = new(pixels, HalfNet.InputShape, labels);
        using HalfNet net = new(seed: 3);
        TrainingHistory history = net.Train(data, new TrainingOptions { Epochs = 20, BatchSize = 16, Optimizer = new Adam(1e-2f) });
        net.Save("half.safetensors");
        using HalfNet again = HalfNet.Load("half.safetensors");
        Prediction left = again.Predict(data[0]), right = again.Predict(data[1]);
        Console.WriteLine(FormattableString.Invariant(
            $"{HalfNet.ParameterCount} parameters, {history.Epochs.Count} epochs, accuracy {again.Evaluate(data).Accuracy}: {left.Label} and {right.Label}"));
        Console.WriteLine(again.DeviceName);

        [Network(6, 6, 1)]
        [Conv2D(4, 3), ReLU, MaxPool2D(2), Flatten]
        [Dense(2), SoftmaxCrossEntropy]
        public partial class HalfNet;
        """;

    /// <summary>What it prints first: 4 · (3 · 3 + 1) parameters for the convolution, 2 · (2 · 2 · 4 + 1) for the dense layer.</summary>
    internal const string Trained = "74 parameters, 20 epochs, accuracy 1: 0 and 1";

    /// <summary>A pooling that is larger than what it gets, and code that uses the network all the same.</summary>
    private const string HasAShapeError = """
        using DeepVision.Generated;

        ImageDataset data = new(new byte[25], BrokenNet.InputShape, [0], classCount: 2);
        using BrokenNet net = new(seed: 3);
        net.Train(data, new TrainingOptions { Epochs = 1 });
        net.Save("broken.safetensors");
        using BrokenNet again = BrokenNet.Load("broken.safetensors");
        Console.WriteLine(BrokenNet.ParameterCount + again.Predict(data[0]).Label + again.Evaluate(data).Accuracy);

        [Network(5, 5, 1)]
        [Conv2D(4, 3), ReLU, MaxPool2D(4), Flatten]
        [Dense(2), SoftmaxCrossEntropy]
        public partial class BrokenNet;
        """;

    [Fact]
    public void The_package_holds_library_docs_generator_code_fixes_and_a_build_file_and_nothing_else()
    {
        Assert.Equal(
            [
                "DeepVision.Generated.nuspec", "README.md",
                "analyzers/dotnet/cs/DeepVision.Generated.CodeFixes.dll", "analyzers/dotnet/cs/DeepVision.Generated.Generators.dll",
                "buildTransitive/DeepVision.Generated.targets",
                "lib/net10.0/DeepVision.Generated.dll", "lib/net10.0/DeepVision.Generated.xml",
            ],
            package.Files.Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_package_has_no_dependency_and_says_what_it_is()
    {
        Assert.DoesNotContain(package.Metadata.Descendants(), element => element.Name.LocalName is "dependency" or "developmentDependency");
        string Value(string name) => package.Metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("DeepVision.Generated", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.NotEqual("", Value("description"));
    }

    [Fact]
    public async Task A_project_with_the_package_alone_builds_trains_and_predicts()
    {
        string folder = await package.NewProject("Halves", Trains);
        (await package.Dotnet(folder, "build", "-c", "Release", "-o", "out")).Succeeds();
        CommandResult run = (await package.Dotnet(folder, Path.Combine("out", "Halves.dll"))).Succeeds();
        Assert.Equal(Trained, run.Lines[0]);
    }

    [Fact]
    public async Task A_shape_error_fails_the_build_on_its_line_and_is_the_only_error()
    {
        string folder = await package.NewProject("Broken", HasAShapeError);
        CommandResult build = await package.Dotnet(folder, "build", "-c", "Release", "-tl:off", "-clp:NoSummary");
        Assert.True(build.ExitCode != 0, build.ToString());

        string error = Assert.Single(build.Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)).Distinct());
        Assert.StartsWith(
            Path.Combine(folder, "Program.cs") + "(11,22): error DVG1003: MaxPool2D(4) (layer 3) needs an input of at least 4×4, but receives 3×3×4 from Conv2D(4, 3) (layer 1). Use MaxPool2D(3) or Padding.Same on layer 1.",
            error);
    }
}
