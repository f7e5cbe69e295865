namespace ILGPU.Execution;

/// <summary>What the sanitizer says about kernels it can't compile or run.</summary>
internal static class KernelErrors
{
    public static InvalidOperationException OnlyInKernel(string what) =>
        new($"{what} can only be used in a kernel, and not in a method that a kernel calls where it waits or allocates.");

    public static InternalCompilerException Unsupported(string kernel, string what) =>
        new($"The kernel {kernel} cannot be compiled: {what}.");

    public static InvalidOperationException Divergent(string kernel, string place, int expected, int actual) =>
        new($"Divergent barrier in kernel {kernel}: the first thread of its group {Say(expected)}, but {place} {Say(actual)}.");

    private static string Say(int state) => state == 0 ? "ends" : $"waits at barrier {state}";
}
