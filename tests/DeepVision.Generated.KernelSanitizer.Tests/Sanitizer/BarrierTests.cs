using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.KernelSanitizer.Tests.Sanitizer;

/// <summary>Threads of a group wait for each other, and keep what they hold.</summary>
public sealed class BarrierTests : IDisposable
{
    private readonly SanitizerContext _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void TransposesThroughSharedMemory()
    {
        const int Size = 48;
        float[] values = [.. Enumerable.Range(0, Size * Size).Select(i => (float)i)];
        using MemoryBuffer1D<float, Stride1D.Dense> source = _device.Buffer(values);
        using MemoryBuffer1D<float, Stride1D.Dense> target = _device.Accelerator.Allocate1D<float>(values.Length);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> kernel =
            _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(TestKernels.Transpose);

        kernel(_device.Stream, new KernelConfig(new Index3D(Size / 16, Size / 16, 1), new Index3D(256, 1, 1)), source.View, target.View, Size);

        float[] transposed = target.GetAsArray1D();
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(values[i % Size * Size + i / Size], transposed[i]);
    }

    [Fact]
    public void SumsOverBarriersInLoops()
    {
        const int Groups = 37;
        const int Chunks = 5;
        float[] values = [.. Enumerable.Range(0, Groups * Chunks * 128).Select(i => (float)(i % 11))];
        using MemoryBuffer1D<float, Stride1D.Dense> source = _device.Buffer(values);
        using MemoryBuffer1D<float, Stride1D.Dense> sums = _device.Accelerator.Allocate1D<float>(Groups);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, int> kernel =
            _device.Accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, int>(TestKernels.SumChunks, new KernelSpecialization(128, 4));

        kernel(_device.Stream, new KernelConfig(Groups, 128), source.View, sums.View, Chunks);

        float[] expected = [.. Enumerable.Range(0, Groups).Select(group =>
            Enumerable.Range(0, Chunks).Sum(chunk => (chunk + 1) * values.AsSpan((group * Chunks + chunk) * 128, 128).ToArray().Sum()))];
        Assert.Equal(expected, sums.GetAsArray1D());
    }

    [Fact]
    public void VariablesLiveOnBehindBarriers()
    {
        using MemoryBuffer1D<float, Stride1D.Dense> target = _device.Accelerator.Allocate1D<float>(8);
        Action<AcceleratorStream, KernelConfig, ArrayView<float>, int, Four> kernel =
            _device.Accelerator.LoadKernel<ArrayView<float>, int, Four>(TestKernels.KeepOverBarriers);

        kernel(_device.Stream, new KernelConfig(1, 8), target.View, 3, new Four { X = 100, W = 0.5f });

        float[] expected = [.. Enumerable.Range(0, 8).Select(thread => 3f * ((thread + 1) % 8) + 8 + 0.5f + thread + 100 + thread + thread)];
        Assert.Equal(expected, target.GetAsArray1D());
    }

    [Fact]
    public void AThreadThatLeavesBeforeTheBarrierIsFound()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>> kernel = _device.Accelerator.LoadKernel<ArrayView<int>>(TestKernels.DivergentEnd);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => kernel(_device.Stream, new KernelConfig(1, 4), values.View));

        Assert.Equal(
            "Divergent barrier in kernel TestKernels.DivergentEnd: the first thread of its group ends, but group (0, 0, 0), thread (1, 0, 0) waits at barrier 1.",
            exception.Message);
    }

    [Fact]
    public void ThreadsAtDifferentBarriersAreFound()
    {
        using MemoryBuffer1D<int, Stride1D.Dense> values = _device.Accelerator.Allocate1D<int>(4);
        Action<AcceleratorStream, KernelConfig, ArrayView<int>> kernel = _device.Accelerator.LoadKernel<ArrayView<int>>(TestKernels.DivergentBarriers);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => kernel(_device.Stream, new KernelConfig(1, 4), values.View));

        Assert.StartsWith("Divergent barrier in kernel TestKernels.DivergentBarriers", exception.Message, StringComparison.Ordinal);
        Assert.Contains("thread (2, 0, 0)", exception.Message, StringComparison.Ordinal);
    }
}
