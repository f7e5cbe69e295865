using System.Runtime.CompilerServices;
using DeepVision.Generated.Ilgpu.Tests.Sass;

namespace DeepVision.Generated.Ilgpu.Tests.Ptx;

/// <summary>A test that needs NVIDIA's assembler, and is skipped where the PATH has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PtxasFactAttribute : FactAttribute
{
    public PtxasFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!Assembler.IsAvailable)
            Skip = "ptxas and cuobjdump are not on the PATH: install NVIDIA's CUDA toolkit.";
    }
}
