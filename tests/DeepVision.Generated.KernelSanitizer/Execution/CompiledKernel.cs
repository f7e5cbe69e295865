using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>A parameter of a kernel.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where it lies among the arguments, in bytes.</param>
/// <param name="ElementSize">The size of an element of a view in bytes; 0 for what is not a view.</param>
internal readonly record struct KernelParameter(string Name, int Offset, int ElementSize);

/// <summary>A kernel ready to run. Each is compiled once in a process.</summary>
internal sealed unsafe class CompiledKernel(
    string name, GroupRunner run, KernelParameter[] parameters, int argumentBytes, int sharedBytes, int savedBytes)
{
    // Fewer threads than this are not worth waking another one for.
    private const long SmallLaunch = 2048;

    private static readonly ConcurrentDictionary<MethodInfo, Lazy<CompiledKernel>> s_kernels = new();

    public string Name => name;

    public int ArgumentBytes => argumentBytes;

    /// <summary>What a group shares, in bytes.</summary>
    public int SharedBytes => sharedBytes;

    /// <summary>What a thread keeps over its barriers, in bytes.</summary>
    public int SavedBytes => savedBytes;

    public static CompiledKernel Get(MethodInfo method) =>
        s_kernels.GetOrAdd(method, static key => new Lazy<CompiledKernel>(() => KernelCompiler.Compile(key))).Value;

    /// <summary>Compiled kernels call this where a thread stops elsewhere than the first one of its group.</summary>
    [DoesNotReturn]
    public static void ThrowDivergent(GroupFrame* frame, int expected, int actual) =>
        throw KernelErrors.Divergent(GroupFrame.CurrentKernel!.Name, frame->Place, expected, actual);

    /// <summary>Writes an argument to where the kernel reads it.</summary>
    public void Set<T>(byte* arguments, int index, T value)
        where T : struct
    {
        KernelParameter parameter = parameters[index];
        byte* place = arguments + parameter.Offset;
        Unsafe.WriteUnaligned(place, value);
        if (parameter.ElementSize == 0)
            return;
        ArrayView<byte> view = Unsafe.ReadUnaligned<ArrayView<byte>>(place);
        if (view.Length > 0 && !DeviceMemory.Holds((nint)view.Pointer, view.Length * parameter.ElementSize))
            throw new InvalidOperationException($"The argument {parameter.Name} of the kernel {name} is a view of memory that was freed or is not a device's.");
    }

    /// <summary>Runs all groups, on several threads where it pays.</summary>
    public void Launch(AcceleratorStream stream, KernelConfig config, KernelSpecialization specialization, byte* arguments)
    {
        Check(stream, config, specialization);
        int groups = checked((int)config.GridDim.LongSize);
        int workers = config.Size < SmallLaunch ? 1 : Math.Min(groups, Environment.ProcessorCount);
        if (workers == 1)
        {
            Run(config, arguments, 0, groups);
            return;
        }

        // Groups must not depend on each other's order; blocks of them keep the workers evenly busy.
        nint block = (nint)arguments;
        int blocks = Math.Min(groups, workers * 4);
        try
        {
            Parallel.For(0, blocks, index => Run(config, (byte*)block, (int)((long)groups * index / blocks), (int)((long)groups * (index + 1) / blocks)));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private void Run(KernelConfig config, byte* arguments, int begin, int end)
    {
        GroupWorker worker = GroupWorker.Rent();
        try
        {
            worker.Run(this, run, config, arguments, begin, end);
        }
        finally
        {
            GroupWorker.Return(worker);
        }
    }

    private void Check(AcceleratorStream stream, KernelConfig config, KernelSpecialization specialization)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Accelerator accelerator = stream.Accelerator;
        ObjectDisposedException.ThrowIf(accelerator.IsDisposed, accelerator);
        ObjectDisposedException.ThrowIf(stream.IsDisposed, stream);
        if (!config.IsValid)
            throw new ArgumentOutOfRangeException(nameof(config), $"The kernel {name} was launched with {config.GridDim} groups of {config.GroupDim} threads.");
        Index3D largest = accelerator.MaxGridSize;
        if (config.GridDim.X > largest.X || config.GridDim.Y > largest.Y || config.GridDim.Z > largest.Z)
            throw new ArgumentOutOfRangeException(nameof(config), $"The kernel {name} was launched with {config.GridDim} groups; {largest} are the most a device takes.");
        int limit = specialization.MaxNumThreadsPerGroup ?? accelerator.MaxNumThreadsPerGroup;
        if (config.GroupDim.LongSize > limit)
            throw new ArgumentOutOfRangeException(nameof(config), $"The kernel {name} was launched with groups of {config.GroupDim.LongSize} threads; {limit} are the most it may have.");
        if (sharedBytes > accelerator.MaxSharedMemoryPerGroup)
            throw new NotSupportedException($"The kernel {name} needs {sharedBytes} bytes of shared memory; a group has {accelerator.MaxSharedMemoryPerGroup} at most.");
    }
}
