using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Tests.Accuracy;

/// <summary>
/// A test that needs CIFAR-10's files; it is skipped where they aren't. They are looked for in the folder that the environment variable
/// DEEPVISION_CIFAR10 names, then in shared/data/cifar-10-batches-bin beside the checkout. Two files of training images are enough.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Cifar10FactAttribute : FactAttribute
{
    public Cifar10FactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Folder is null)
            Skip = "CIFAR-10's files are not here; DEEPVISION_CIFAR10 names their folder.";
    }

    /// <summary>The folder with the files, or null.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DEEPVISION_CIFAR10") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", "cifar-10-batches-bin");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
