using System.Runtime.CompilerServices;
using DeepVision.Generated.Tests.Data;

namespace DeepVision.Generated.Tests.Accuracy;

/// <summary>A test that needs MNIST's files and is skipped where they are missing.</summary>
/// <remarks>
/// They are looked for in the folder that the environment variable DEEPVISION_MNIST names, then in shared/data/mnist
/// beside any folder above the tests.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Folder is null)
            Skip = "MNIST is not here: set DEEPVISION_MNIST to the folder with its four files.";
    }

    /// <summary>Where the files are; null when they are missing.</summary>
    public static string? Folder { get; } = SharedData.Find(
        "DEEPVISION_MNIST", "mnist", folder => IdxFiles.Names.All(name => File.Exists(Path.Combine(folder, name + ".gz"))));
}
