using System.Globalization;

namespace DeepVision.Generated.Tests.Allocations;

/// <summary>Counts what an action allocates once it is warm.</summary>
internal static class AllocationMeter
{
    private const int WarmUp = 10;
    private const int Windows = 50;
    private const int Repetitions = 5;

    /// <summary>Demands that the action allocates nothing, neither on the caller's thread nor on any other.</summary>
    /// <param name="what">What the action does, for the message.</param>
    /// <param name="action">The action.</param>
    /// <param name="isSlow">Whether several runs take so long that the test host allocates something meanwhile.</param>
    public static void AssertNone(string what, Action action, bool isSlow = false)
    {
        for (int i = 0; i < WarmUp; i++)
            action();

        // Now and then the runtime allocates something of its own on whichever thread it happens to meet, and the test host's
        // threads do: the quietest of several windows counts. What a step allocates, it allocates in all of them.
        long own = Least(GC.GetAllocatedBytesForCurrentThread, Repetitions);
        Assert.True(own == 0, string.Create(CultureInfo.InvariantCulture, $"{what} allocated {own} bytes on the caller's thread in {Repetitions} runs, at best."));

        int runs = isSlow ? 1 : Repetitions;
        long all = Least(() => GC.GetTotalAllocatedBytes(precise: true), runs);
        Assert.True(all == 0, string.Create(CultureInfo.InvariantCulture, $"{what} allocated {all} bytes over all threads in {runs} runs, at best."));

        long Least(Func<long> allocated, int runs)
        {
            long least = long.MaxValue;
            for (int window = 0; window < Windows && least > 0; window++)
            {
                long before = allocated();
                for (int i = 0; i < runs; i++)
                    action();
                least = Math.Min(least, allocated() - before);
            }

            return least;
        }
    }
}
