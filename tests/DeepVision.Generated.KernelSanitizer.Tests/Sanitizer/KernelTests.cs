using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.KernelSanitizer.Tests.Sanitizer;

/// <summary>What kernels are given, what they may call, and what the sanitizer refuses as a device would.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly SanitizerContext _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void TheDeviceSaysWhatItIs()
    {
        Assert.Equal(AcceleratorType.CPU, _device.Accelerator.AcceleratorType);
        Assert.Equal("Kernel sanitizer", _device.Accelerator.Name);
        Assert.True(_device.Accelerator.MaxNumThreadsPerGroup >= 256);
    }

    [Fact]
    public void ThreadsAndGroupsHaveThreeIndices()
    {
        Index3D grid = new(2, 3, 4);
        Index3D group = new(3, 2, 2);
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(grid.LongSize * group.LongSize);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>> kernel = _device.Accelerator.LoadKernel<ArrayView<int>>(TestKernels.Indices);

        kernel(_device.Stream, new KernelConfig(grid, group), values.View);

        List<int> expected = [];
        for (int gz = 0; gz < 4; gz++)
        for (int gy = 0; gy < 3; gy++)
        for (int gx = 0; gx < 2; gx++)
        for (int tz = 0; tz < 2; tz++)
        for (int ty = 0; ty < 2; ty++)
        for (int tx = 0; tx < 3; tx++)
            expected.Add(((((gx * 10 + gy) * 10 + gz) * 10 + tx) * 10 + ty) * 10 + tz);
        Assert.Equal(expected, values.GetAsArray1D());
    }

    [Fact]
    public void FourteenArgumentsOfAllSizesArrive()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> target = _device.Accelerator.Allocate1D<float>(1);
        using MemoryBuffer1D<int, Stride1D.Dense> numbers = _device.Buffer(0, 4096);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>, float, int, long, double, byte, short, float, int, uint, float, Four, ArrayView<int>, int> kernel =
            _device.Accelerator.LoadKernel<ArrayView<float>, float, int, long, double, byte, short, float, int, uint, float, Four, ArrayView<int>, int>(TestKernels.Fourteen);

        kernel(_device.Stream, new KernelConfig(1, 1), target.View, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, new Four { X = 1024, W = 2048 }, numbers.View, 8192);

        Assert.Equal(16383, target.GetAsArray1D()[0]);
    }

    [Fact]
    public void MethodsThatKernelsCallKnowTheirPlace()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> values = _device.Accelerator.Allocate1D<float>(6);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>> kernel = _device.Accelerator.LoadKernel<ArrayView<float>>(TestKernels.Calls);

        kernel(_device.Stream, new KernelConfig(2, 3), values.View);

        Assert.Equal([.. Enumerable.Range(0, 6).Select(i => MathF.Sqrt(i) + Math.Max(1, i))], values.GetAsArray1D());
    }

    [Fact]
    public void GenericKernelsKnowTheirType()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(2);

        _device.Accelerator.LoadKernel<ArrayView<int>>(TestKernels.Constant<Seven>)(_device.Stream, new KernelConfig(1, 2), values.View);
        Assert.Equal([7, 7], values.GetAsArray1D());
        _device.Accelerator.LoadKernel<ArrayView<int>>(TestKernels.Constant<Nine>)(_device.Stream, new KernelConfig(1, 2), values.View);
        Assert.Equal([9, 9], values.GetAsArray1D());
    }

    [Fact]
    public void BarriersInMethodsThatKernelsCallAreRefused()
    {
        InternalCompilerException exception = Assert.Throws<InternalCompilerException>(() => _device.Accelerator.LoadKernel<ArrayView<float>>(TestKernels.Waits));

        Assert.Equal("The kernel TestKernels.Waits cannot be compiled: Wait calls Group.Barrier; call it in the kernel itself.", exception.Message);
    }

    [Fact]
    public void WhatDevicesDoNotHaveIsRefused()
    {
        InternalCompilerException array = Assert.Throws<InternalCompilerException>(() => _device.Accelerator.LoadKernel<ArrayView<float>>(TestKernels.MakesArray));
        InternalCompilerException fused = Assert.Throws<InternalCompilerException>(() => _device.Accelerator.LoadKernel<ArrayView<float>>(TestKernels.FusesMultiplyAndAdd));

        Assert.Contains("newarr", array.Message, StringComparison.Ordinal);
        Assert.Contains("MathF.FusedMultiplyAdd", fused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsLargerThanSpecialisedForAreRefused()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>, int> kernel =
            _device.Accelerator.LoadKernel<ArrayView<int>, int>(TestKernels.Write, new KernelSpecialization(32, null));

        Assert.Throws<ArgumentOutOfRangeException>(() => kernel(_device.Stream, new KernelConfig(1, 64), values.View, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel(_device.Stream, new KernelConfig(0, 32), values.View, 0));
    }

    [Fact]
    public void PlacesAreOnlyKnownInKernels()
    {
        Assert.Throws<InvalidOperationException>(() => Group.IdxX);
        Assert.Throws<InvalidOperationException>(Group.Barrier);
    }
}
