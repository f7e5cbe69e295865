using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>A test that runs kernels on <see cref="TestDevice.Gpu"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = TestDevice.Reason;
}

/// <summary>A theory that runs kernels on <see cref="TestDevice.Gpu"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = TestDevice.Reason;
}
