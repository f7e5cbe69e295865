using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Browser.Tests;

/// <summary>A test that needs a browser, and is skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Browser is null)
            Skip = "Needs Chromium: install it (Debian: chromium), or set DEEPVISION_BROWSER to a browser of its kind.";
    }

    /// <summary>The browser's program; null if there is none.</summary>
    public static string? Browser { get; } =
        new[] { Environment.GetEnvironmentVariable("DEEPVISION_BROWSER"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
