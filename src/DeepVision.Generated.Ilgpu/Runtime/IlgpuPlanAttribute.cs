namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>
/// Chooses the size of the thread groups that the generator prints for the networks of an assembly:
/// <c>[assembly: IlgpuPlan(IlgpuPlanSize.Small)]</c>. Without it they are sized for graphics processors.
/// </summary>
/// <param name="size">Size of the groups.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class IlgpuPlanAttribute(IlgpuPlanSize size) : Attribute
{
    /// <summary>Size of the groups.</summary>
    public IlgpuPlanSize Size { get; } = size;
}

/// <summary>How large the printed thread groups are.</summary>
public enum IlgpuPlanSize
{
    /// <summary>Groups for graphics processors, 32 to 256 threads.</summary>
    Normal,

    /// <summary>Groups of one thread, for the emulation: it has a thread of the operating system for each, and is many times faster where none waits for another.</summary>
    Small,
}
