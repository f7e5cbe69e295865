using System.Numerics;
using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>The library's own kernels.</content>
public abstract partial class IlgpuEngine
{
    /// <summary>Groups that sum squares, each for itself, before one adds them up.</summary>
    private const int SquareGroups = 128;

    /// <summary>Groups at most on processors, which have nothing to gain from more.</summary>
    private const int ProcessorGroups = 64;

    private const int UpdateThreads = 128;

    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<int>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, int, int, float, int> _finishStep = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, float, float, int> _addLosses = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<int>, ArrayView<int>, ArrayView<int>, int> _finishUpdate = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<int>, int, int, int> _findNotFinite = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<int>, int> _keepStatistics = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, float, float> _addPenalty = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> _sumSquares = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, float> _clipScale = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> _scale = null!;

    /// <summary>Launchers of the optimizers' kernels that have been needed so far, by their methods.</summary>
    private readonly Dictionary<Delegate, Delegate> _optimizers = [];

    /// <summary>Factors of the gradients: 1, and that of clipping.</summary>
    private DeviceBuffer<float> _scales;

    private DeviceBuffer<float> _squareSums;
    private int _stepThreads;
    private int _updateThreads;

    private void LoadStepKernels(Accelerator accelerator)
    {
        _stepThreads = Math.Min(_device.StepThreads, 1 << BitOperations.Log2((uint)accelerator.MaxNumThreadsPerGroup));
        _updateThreads = Math.Min(_stepThreads, UpdateThreads);

        Compiling(nameof(StepKernels.FinishStep));
        _finishStep = accelerator.LoadKernel<ArrayView<float>, ArrayView<int>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, int, int, float, int>(StepKernels.FinishStep);
        if (_plan.AuxiliaryLosses.Length > 0)
        {
            Compiling(nameof(StepKernels.AddLosses));
            _addLosses = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, float, float, int>(StepKernels.AddLosses);
        }

        Compiling(nameof(StepKernels.FinishUpdate));
        _finishUpdate = accelerator.LoadKernel<ArrayView<int>, ArrayView<int>, ArrayView<int>, int>(StepKernels.FinishUpdate);
        Compiling(nameof(StepKernels.FindNotFinite));
        _findNotFinite = accelerator.LoadKernel<ArrayView<float>, ArrayView<int>, int, int, int>(StepKernels.FindNotFinite);
        Compiling(nameof(StepKernels.KeepStatistics));
        _keepStatistics = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<int>, int>(StepKernels.KeepStatistics);
        Compiling(nameof(StepKernels.AddPenalty));
        _addPenalty = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int, float, float>(StepKernels.AddPenalty);
        Compiling(nameof(StepKernels.SumSquares));
        _sumSquares = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(StepKernels.SumSquares);
        Compiling(nameof(StepKernels.ClipScale));
        _clipScale = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int, float>(StepKernels.ClipScale);
        Compiling(nameof(StepKernels.Scale));
        _scale = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(StepKernels.Scale);

        _scales = _allocator.Allocate([1, 1]);
        _squareSums = _allocator.Allocate<float>(SquareGroups);
    }

    /// <summary>The launcher of an optimizer's kernel, which is compiled when it is first needed.</summary>
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, QuadRange, TFactors> FindOptimizer<TFactors>(
        Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, QuadRange, TFactors> kernel)
        where TFactors : unmanaged
    {
        if (!_optimizers.TryGetValue(kernel, out Delegate? launcher))
            _optimizers.Add(kernel, launcher = LoadOptimizer(kernel));
        return (Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, QuadRange, TFactors>)launcher;
    }

    private Delegate LoadOptimizer<TFactors>(
        Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, QuadRange, TFactors> kernel)
        where TFactors : unmanaged
    {
        Delegate? launcher = null;
        Compile(accelerator =>
        {
            Compiling(kernel.Method.Name);
            launcher = accelerator.LoadKernel(kernel);
        });
        return launcher!;
    }

    /// <summary>Groups for so many elements; kernels go on to the next ones where there are fewer threads than elements.</summary>
    private KernelConfig Cover(int elements)
    {
        int groups = (elements + _updateThreads - 1) / _updateThreads;
        return Groups(_device.IsProcessor ? Math.Min(groups, ProcessorGroups) : groups, 1, 1, _updateThreads);
    }
}
