namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The generator knows it by its name: the workers of a prediction share the kernels of this network, however small it is.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharesKernelsAttribute : Attribute;
