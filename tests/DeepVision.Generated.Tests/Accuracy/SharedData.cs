namespace DeepVision.Generated.Tests.Accuracy;

/// <summary>Finds data sets that don't belong to the project.</summary>
internal static class SharedData
{
    /// <summary>The folder that an environment variable names, else shared/data/<paramref name="name"/> beside any folder above the tests; null if there is none.</summary>
    /// <param name="variable">The environment variable.</param>
    /// <param name="name">Name of the folder.</param>
    /// <param name="isWhole">Whether a folder that was found holds what is wanted.</param>
    public static string? Find(string variable, string name, Func<string, bool> isWhole)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
            return named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (isWhole(candidate))
                return candidate;
        }

        return null;
    }
}
