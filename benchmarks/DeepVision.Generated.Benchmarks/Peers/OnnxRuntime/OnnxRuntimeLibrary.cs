using System.Runtime.InteropServices;

namespace DeepVision.Generated.Benchmarks.Peers.OnnxRuntime;

/// <summary>
/// The few functions of ONNX Runtime's C interface that a prediction needs, straight from the shared library: nothing
/// of a language binding slows it down. Functions have fixed places in a table that only ever grows at its end.
/// </summary>
internal sealed unsafe class OnnxRuntimeLibrary
{
    /// <summary>The version of the table that is asked for: any library since 1.0 has it.</summary>
    private const uint ApiVersion = 1;

    private readonly nint* _functions;

    /// <exception cref="ContestantException">The file is not ONNX Runtime's library.</exception>
    public OnnxRuntimeLibrary(string path)
    {
        try
        {
            nint library = NativeLibrary.Load(path);
            var getApiBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
            nint* apiBase = getApiBase();
            _functions = ((delegate* unmanaged<uint, nint*>)apiBase[0])(ApiVersion);
            Version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? "";
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new ContestantException($"ONNX Runtime does not load from {path}: {error.Message}");
        }
    }

    public string Version { get; }

    public nint CreateEnvironment()
    {
        const int Warning = 2;
        nint environment;
        fixed (byte* name = "benchmark"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)_functions[3])(Warning, name, &environment));
        return environment;
    }

    /// <summary>Loads a model with all optimizations of its graph.</summary>
    public nint CreateSession(nint environment, string modelPath, int threads)
    {
        const int AllOptimizations = 99;
        nint options, session;
        Check(((delegate* unmanaged<nint*, nint>)_functions[10])(&options));
        Check(((delegate* unmanaged<nint, int, nint>)_functions[23])(options, AllOptimizations));
        Check(((delegate* unmanaged<nint, int, nint>)_functions[24])(options, threads));
        // Paths are wide characters on Windows and bytes elsewhere.
        nint path = OperatingSystem.IsWindows() ? Marshal.StringToHGlobalUni(modelPath) : Marshal.StringToCoTaskMemUTF8(modelPath);
        Check(((delegate* unmanaged<nint, nint, nint, nint*, nint>)_functions[7])(environment, path, options, &session));
        return session;
    }

    /// <summary>A tensor of floats over pinned memory of the caller's.</summary>
    public nint CreateTensor(float* data, ReadOnlySpan<long> shape)
    {
        const int DeviceAllocator = 0, DefaultMemory = 0, Float = 1;
        nint memory, tensor;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_functions[69])(DeviceAllocator, DefaultMemory, &memory));
        nuint bytes = sizeof(float);
        foreach (long extent in shape)
            bytes *= (nuint)extent;
        fixed (long* extents = shape)
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_functions[49])(memory, data, bytes, extents, (nuint)shape.Length, Float, &tensor));
        return tensor;
    }

    /// <summary>Runs the model from one tensor to the other; the tensors are called <c>input</c> and <c>output</c>.</summary>
    public void Run(nint session, nint input, nint output)
    {
        fixed (byte* inputName = "input"u8, outputName = "output"u8)
        {
            byte* inputNames = inputName, outputNames = outputName;
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_functions[9])(session, 0, &inputNames, &input, 1, &outputNames, 1, &output));
        }
    }

    private void Check(nint status)
    {
        if (status == 0)
            return;
        string? message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_functions[2])(status));
        throw new ContestantException($"ONNX Runtime: {message}");
    }
}
