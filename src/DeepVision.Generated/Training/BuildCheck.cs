using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DeepVision.Generated;

/// <summary>Notices kernels that were compiled without optimisation, as Debug builds are: they run 9 to 22 times slower.</summary>
internal static class BuildCheck
{
    /// <summary>What to tell the user about the assembly that holds a network; null if all is well.</summary>
    public static string? Warning(Assembly assembly)
    {
        bool isSlow = RuntimeFeature.IsDynamicCodeCompiled && assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
        return isSlow
            ? $"{assembly.GetName().Name} was compiled without optimisation, so training is about ten times slower than it could be. Run with -c Release, or set <Optimize>true</Optimize> in the project file."
            : null;
    }
}
