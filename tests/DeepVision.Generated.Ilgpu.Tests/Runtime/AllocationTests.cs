using System.Runtime.CompilerServices;
using DeepVision.Generated.Ilgpu.Tests.Devices;

namespace DeepVision.Generated.Ilgpu.Tests.Runtime;

/// <summary>A warm training step takes no managed memory, neither ours nor ILGPU's.</summary>
public class AllocationTests
{
    private const int Steps = 100;

    [OpenCLFact]
    public void StepsAllocateNothing()
    {
        using var net = new SmallNet(3, TestDevice.Gpu);
        Batch batch = RuntimeData.Fill(net, 8, seed: 1);
        var optimizer = new Adam(0.001f);
        for (int step = 0; step < 20; step++)
            Assert.True(net.TrainStep(batch, optimizer).Loss > 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps; step++)
            net.TrainStep(batch, optimizer);
        float last = net.TrainStep(batch, optimizer).Loss;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(float.IsFinite(last));
        Assert.Equal(0, allocated);
    }

    /// <summary>The stand-in and ILGPU's CPU accelerator allocate at each launch; CUDA has not been measured.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OpenCLFactAttribute : FactAttribute
    {
        public OpenCLFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
            : base(sourceFilePath, sourceLineNumber) =>
            Skip = TestDevice.Reason ?? (TestDevice.Gpu.Kind == GpuKind.OpenCL ? null : "Only on OpenCL is it known that ILGPU allocates nothing at a launch.");
    }
}
