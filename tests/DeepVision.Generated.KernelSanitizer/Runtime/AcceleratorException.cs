namespace ILGPU.Runtime;

/// <summary>What a device's driver reports. There is no driver here, and none is thrown.</summary>
public abstract class AcceleratorException : Exception;
