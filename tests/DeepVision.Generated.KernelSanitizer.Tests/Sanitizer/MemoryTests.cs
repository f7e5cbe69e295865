using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.KernelSanitizer.Tests.Sanitizer;

/// <summary>Views check their bounds, and fresh memory is not zero.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly SanitizerContext _device = new();

    public void Dispose() => _device.Dispose();

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public void AnIndexOutsideIsFound(int index)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>, int> kernel = _device.Accelerator.LoadKernel<ArrayView<int>, int>(TestKernels.Write);

        IndexOutOfRangeException exception = Assert.Throws<IndexOutOfRangeException>(() => kernel(_device.Stream, new KernelConfig(1, 1), values.View, index));

        Assert.Equal($"Kernel TestKernels.Write, group (0, 0, 0), thread (0, 0, 0): index {index} is outside of a view of 4 Int32.", exception.Message);
    }

    /// <summary>As many groups as run on several threads: theirs must reach the caller too.</summary>
    [Fact]
    public void AnExceptionOfAnyGroupReachesTheCaller()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>, int> kernel = _device.Accelerator.LoadKernel<ArrayView<int>, int>(TestKernels.Write);

        Assert.Throws<IndexOutOfRangeException>(() => kernel(_device.Stream, new KernelConfig(256, 64), values.View, 5));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 3)]
    [InlineData(-1, 1)]
    public void ASubViewOutsideIsFound(int index, int length)
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>, int, int> kernel =
            _device.Accelerator.LoadKernel<ArrayView<int>, int, int>(TestKernels.SubView);

        Assert.Throws<IndexOutOfRangeException>(() => kernel(_device.Stream, new KernelConfig(1, 1), values.View, index, length));
    }

    [Fact]
    public void FreshMemoryIsNotZero()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> floats = _device.Accelerator.Allocate1D<float>(100);
        using MemoryBuffer1D<byte, Stride1D.Dense> bytes = _device.Accelerator.Allocate1D<byte>(100);

        Assert.All(floats.GetAsArray1D(), value => Assert.True(float.IsNaN(value)));
        Assert.All(bytes.GetAsArray1D(), value => Assert.NotEqual(0, value));
    }

    [Fact]
    public void SharedMemoryIsNotWhatTheLastGroupLeft()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> values = _device.Accelerator.Allocate1D<float>(16);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>> kernel = _device.Accelerator.LoadKernel<ArrayView<float>>(TestKernels.ReadShared);

        kernel(_device.Stream, new KernelConfig(4, 4), values.View);

        Assert.All(values.GetAsArray1D(), value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void ViewsOfFloatsAreReadAsVectors()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> source = _device.Buffer<float>([.. Enumerable.Range(0, 16).Select(i => (float)i)]);
        using MemoryBuffer1D<float, Stride1D.Dense> target = _device.Accelerator.Allocate1D<float>(16);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>> kernel =
            _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>>(TestKernels.Vectors);

        kernel(_device.Stream, new KernelConfig(1, 4), source.View, target.View);

        Assert.Equal([0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15], target.GetAsArray1D());
    }

    [Fact]
    public void AnUnalignedVectorIsFound()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> values = _device.Accelerator.Allocate1D<float>(32);
        ArrayView<float> view = values.View;

        Assert.Throws<InvalidOperationException>(() => view.SubView(2, 16).Cast<Four>());
        Assert.Equal(3, view.SubView(4, 15).Cast<Four>().Length);
    }

    [Fact]
    public void AFreedBufferIsFound()
    {
        MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        ArrayView<int> view = values.View;
        Action<AcceleratorStream, KernelConfig, ArrayView<int>, int> kernel = _device.Accelerator.LoadKernel<ArrayView<int>, int>(TestKernels.Write);
        values.Dispose();

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => kernel(_device.Stream, new KernelConfig(1, 1), view, 0));

        Assert.Contains("values", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CopiesGoBothWays()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> buffer = _device.Accelerator.Allocate1D<int>(6);
        using PageLockedArray1D<int> pinned = _device.Accelerator.AllocatePageLocked1D<int>(3);
        ArrayView<int> view = buffer.View;
        view.MemSetToZero(_device.Stream);
        pinned[1] = 7;
        view.SubView(2, 3).CopyFrom(_device.Stream, pinned.ArrayView);
        int[] values = new int[6];
        view.CopyToCPU(_device.Stream, values);

        Assert.Equal([0, 0, 0, 7, 0, 0], values);
        Assert.Throws<ArgumentOutOfRangeException>(() => view.CopyFromCPU(_device.Stream, new int[7]));
    }
}
