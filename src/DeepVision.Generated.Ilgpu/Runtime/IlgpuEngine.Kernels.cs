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
    private Action<AcceleratorStream, KernelConfig, ArrayView<int>, ArrayView<int>, ArrayView<int>, int> _finishUpdate = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<int>, int, int, int> _findNotFinite = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<int>, int> _keepStatistics = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, float, float> _addPenalty = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> _sumSquares = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int, float> _clipScale = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> _scale = null!;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, float, float>? _sgd;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, float, float, float, float, float>? _sgdMomentum;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, AdamFactors>? _adam;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, RmsPropFactors>? _rmsProp;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<float>, int, RmsPropFactors>? _rmsPropMomentum;

    /// <summary>Factors of the gradients: 1, and that of clipping.</summary>
    private DeviceBuffer<float> _scales;

    private DeviceBuffer<float> _squareSums;
    private int _stepThreads;
    private int _updateThreads;

    private void LoadStepKernels(Accelerator accelerator)
    {
        // ILGPU's CPU accelerator takes groups of two at most.
        int threads = 1 << BitOperations.Log2((uint)accelerator.MaxNumThreadsPerGroup);
        _stepThreads = Math.Min(threads, StepKernels.MaxThreads);
        _updateThreads = Math.Min(threads, UpdateThreads);

        Compiling(nameof(StepKernels.FinishStep));
        _finishStep = accelerator.LoadKernel<ArrayView<float>, ArrayView<int>, ArrayView<float>, ArrayView<float>, ArrayView<int>, ArrayView<int>, ArrayView<int>, int, int, int, float, int>(StepKernels.FinishStep);
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

    /// <summary>Compiles a kernel that only some optimizers need.</summary>
    private TKernel Load<TKernel>(Func<Accelerator, TKernel> load, string name)
        where TKernel : Delegate
    {
        TKernel? kernel = null;
        Compile(accelerator =>
        {
            Compiling(name);
            kernel = load(accelerator);
        });
        return kernel!;
    }

    /// <summary>Groups for so many elements; kernels go on to the next ones where there are fewer threads than elements.</summary>
    private KernelConfig Cover(int elements)
    {
        int groups = (elements + _updateThreads - 1) / _updateThreads;
        return Groups(_device.IsProcessor ? Math.Min(groups, ProcessorGroups) : groups, 1, 1, _updateThreads);
    }
}
