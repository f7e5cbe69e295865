using System.Runtime.CompilerServices;
using DeepVision.Generated.Tests.Accuracy;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>A test that needs the photographs of ants and bees from PyTorch's tutorial on transfer learning, and is skipped where they are missing.</summary>
/// <remarks>
/// They are looked for in the folder that the environment variable DEEPVISION_HYMENOPTERA names, then in shared/data/hymenoptera
/// beside any folder above the tests.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PhotographsFactAttribute : FactAttribute
{
    public PhotographsFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Folder is null)
            Skip = "The photographs are not here: set DEEPVISION_HYMENOPTERA to the folder with train and val.";
    }

    /// <summary>Where they are, in train and val; null when they are missing.</summary>
    public static string? Folder { get; } = SharedData.Find(
        "DEEPVISION_HYMENOPTERA", "hymenoptera", folder => Directory.Exists(Path.Combine(folder, "train")) && Directory.Exists(Path.Combine(folder, "val")));
}
