namespace DeepVision.Generated.Ilgpu.Tests.Devices;

/// <summary>A test that runs kernels on <see cref="TestDevice.Gpu"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = TestDevice.Reason;
}

/// <summary>A theory that runs kernels on <see cref="TestDevice.Gpu"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = TestDevice.Reason;
}
