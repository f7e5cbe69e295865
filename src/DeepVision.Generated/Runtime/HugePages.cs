using System.Runtime.InteropServices;

namespace DeepVision.Generated.Runtime;

/// <summary>
/// Asks the operating system for pages of 2 MB. A step goes through hundreds of megabytes, and with pages of 4 KB a processor has to look up addresses all the time.
/// Linux gives large pages to every program, to those that ask, or to none, as its administrator wants; other systems give them to the privileged alone.
/// </summary>
internal static partial class HugePages
{
    private const long PageBytes = 2 << 20;

    /// <summary>Smaller memory may have no whole page, and has few addresses.</summary>
    private const long FewestBytes = 2 * PageBytes;

    /// <summary>MADV_HUGEPAGE.</summary>
    private const int WantsHugePages = 14;

    /// <summary>Asks for large pages. It is advice: where there are none, nothing happens.</summary>
    /// <param name="memory">Memory that never moves, best before anybody has written to it: what has a page keeps it for the time being.</param>
    public static unsafe void AskFor<T>(Span<T> memory)
        where T : unmanaged
    {
        long bytes = (long)memory.Length * sizeof(T);
        if (!OperatingSystem.IsLinux() || bytes < FewestBytes)
            return;
        fixed (T* first = memory)
        {
            // Whole pages alone: what else lies in the first and the last one is not ours.
            long begin = ((nint)first + PageBytes - 1) / PageBytes * PageBytes, end = ((nint)first + bytes) / PageBytes * PageBytes;
            try
            {
                _ = Advise((nint)begin, (nuint)(end - begin), WantsHugePages);
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                // A C library of another name: memory is as it would be without.
            }
        }
    }

    /// <summary>The name of GNU's C library; musl answers to it too.</summary>
    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
