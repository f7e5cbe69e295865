using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Planning;

/// <summary>
/// Decides whether the workers of a prediction share the kernels of a sample. They meet in front of each kernel, which takes a few
/// microseconds, and may have to be woken first, which takes some ten: a sample has to be worth it.
/// </summary>
internal static class KernelSharing
{
    /// <summary>Multiply-adds of a sample that take about half a millisecond on one thread.</summary>
    private const long FewestMultiplyAdds = 32 * 1024 * 1024;

    /// <summary>Multiply-adds of an average kernel that take some ten microseconds.</summary>
    private const long FewestPerKernel = 512 * 1024;

    public static bool Pays(KernelProgram prediction) =>
        prediction.Kernels.OfType<ContractionKernel>().Sum(KernelCosts.MultiplyAdds) >= Math.Max(FewestMultiplyAdds, prediction.Kernels.Count * FewestPerKernel);
}
