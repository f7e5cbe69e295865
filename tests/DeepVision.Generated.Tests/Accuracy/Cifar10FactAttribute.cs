using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Tests.Accuracy;

/// <summary>
/// A test that needs CIFAR-10's files and is skipped where they are missing. They are looked for in the folder that the environment variable
/// DEEPVISION_CIFAR10 names, then in shared/data/cifar-10-batches-bin beside any folder above the tests. Two files of training images are enough.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Cifar10FactAttribute : FactAttribute
{
    public Cifar10FactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Folder is null)
            Skip = "CIFAR-10 is not here: set DEEPVISION_CIFAR10 to the folder with its files.";
    }

    /// <summary>The folder with the files, or null.</summary>
    public static string? Folder { get; } = SharedData.Find(
        "DEEPVISION_CIFAR10", "cifar-10-batches-bin",
        folder => new[] { "data_batch_1.bin", "data_batch_2.bin", "test_batch.bin" }.All(name => File.Exists(Path.Combine(folder, name))));
}
