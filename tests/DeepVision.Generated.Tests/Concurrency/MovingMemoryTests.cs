using System.Runtime.InteropServices;

namespace DeepVision.Generated.Tests.Concurrency;

/// <summary>
/// The garbage collector moves small arrays while other threads compute. Kernels form addresses of pixels in the padding, outside of an array, and such
/// an address would stay behind: so what they read doesn't move.
/// </summary>
public class MovingMemoryTests
{
    [Fact]
    public void TheInputsOfABatchStayWhereTheyAre()
    {
        Batch batch = new(capacity: 2, inputLength: 30, targetLength: 0);
        nint before = Marshal.UnsafeAddrOfPinnedArrayElement(batch.Inputs, 0);

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, Marshal.UnsafeAddrOfPinnedArrayElement(batch.Inputs, 0));
    }
}
