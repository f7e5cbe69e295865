using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace DeepVision.Generated.Ilgpu.Ptx.Tests;

/// <summary>Compiles kernels to PTX for sm_80 with the options of the library; needs no device.</summary>
public sealed class PtxCompiler : IDisposable
{
    private readonly Dictionary<string, string> _texts = [];
    private Context? _context;
    private PTXBackend? _backend;

    /// <summary>The PTX of a kernel.</summary>
    internal string Compile(PtxKernel kernel)
    {
        if (_texts.TryGetValue(kernel.Name, out string? text))
            return text;
        _context ??= Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
        _backend ??= new PTXBackend(_context, CudaArchitecture.SM_80, CudaInstructionSet.ISA_78, null!);
        try
        {
            var compiled = (PTXCompiledKernel)_backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel.Method), kernel.Specialization);
            return _texts[kernel.Name] = compiled.PTXAssembly;
        }
        catch
        {
            // A kernel that does not compile leaves the context unusable.
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _backend?.Dispose();
        _context?.Dispose();
        (_backend, _context) = (null, null);
    }
}
