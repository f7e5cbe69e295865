using System.Diagnostics.CodeAnalysis;

namespace ILGPU.Execution;

/// <summary>Says which access of which thread was wrong.</summary>
internal static unsafe class AccessErrors
{
    private static string Where =>
        GroupFrame.CurrentKernel is { } kernel ? $"Kernel {kernel.Name}, {GroupFrame.Current->Place}" : "Outside of a kernel";

    [DoesNotReturn]
    public static void ThrowIndex(long index, long length, Type element) =>
        throw new IndexOutOfRangeException($"{Where}: index {index} is outside of a view of {length} {element.Name}.");

    [DoesNotReturn]
    public static void ThrowSubView(long index, long subLength, long length, Type element) =>
        throw new IndexOutOfRangeException($"{Where}: a sub view of {subLength} from {index} on is not inside of a view of {length} {element.Name}.");

    [DoesNotReturn]
    public static void ThrowAlignment(nint address, Type element, Type other) =>
        throw new InvalidOperationException($"{Where}: a view of {element.Name} at address {address:x} is not aligned for {other.Name}.");
}
