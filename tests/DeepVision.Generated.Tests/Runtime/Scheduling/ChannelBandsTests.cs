using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Scheduling;

/// <summary>Which channels a band has.</summary>
public class ChannelBandsTests
{
    [Fact]
    public void BandsFollowEachOtherAndTheLastOneMayBeNarrower()
    {
        ChannelBands bands = new(channels: 144, most: 32);
        Assert.Equal(5, bands.Bands);
        bands.Take(0, 2);
        Assert.Equal([(0, 32), (32, 32)], Rest(ref bands));
        bands.Take(3, 5);
        Assert.Equal([(96, 32), (128, 16)], Rest(ref bands));
        bands.Take(2, 3);
        Assert.Equal([(64, 32)], Rest(ref bands));
    }

    private static List<(int First, int Count)> Rest(ref ChannelBands bands)
    {
        List<(int First, int Count)> rest = [];
        while (bands.MoveNext())
            rest.Add((bands.First, bands.Count));
        return rest;
    }
}
