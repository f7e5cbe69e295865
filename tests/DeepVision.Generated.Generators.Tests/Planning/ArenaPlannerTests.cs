using CsCheck;
using DeepVision.Generated.Generators.Planning;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Offsets in one arena for buffers with lifetimes.</summary>
public class ArenaPlannerTests
{
    [Fact]
    public void What_lives_at_the_same_time_does_not_overlap()
    {
        Gen<ArenaRequest[]> requests = Gen.Select(Gen.Int[1, 50], Gen.Int[0, 12], Gen.Int[0, 5]).Array[0, 20]
            .Select(items => items.Select((item, id) => new ArenaRequest(id, item.Item1, item.Item2, item.Item2 + item.Item3)).ToArray());
        requests.Sample(
            all =>
            {
                (Dictionary<int, int> offsets, int length) = ArenaPlanner.Plan(all);
                foreach (ArenaRequest one in all)
                {
                    Assert.InRange(offsets[one.Id] + one.Length, one.Length, length);
                    foreach (ArenaRequest other in all.Where(other => other.Id > one.Id && other.FirstUse <= one.LastUse && one.FirstUse <= other.LastUse))
                        Assert.True(offsets[one.Id] + one.Length <= offsets[other.Id] || offsets[other.Id] + other.Length <= offsets[one.Id], $"{one} and {other} overlap.");
                }
            },
            seed: new PCG(1, 1).ToString(), iter: 500, threads: 1);
    }

    [Fact]
    public void What_lives_one_after_the_other_shares_its_place()
    {
        (Dictionary<int, int> offsets, int length) = ArenaPlanner.Plan([new(0, 10, 0, 1), new(1, 10, 2, 3), new(2, 4, 1, 2)]);
        Assert.Equal((0, 0, 10, 14), (offsets[0], offsets[1], offsets[2], length));
    }

    /// <summary>What is made anew leaves its place in between, and only then.</summary>
    [Fact]
    public void What_lives_twice_leaves_its_place_in_between()
    {
        ArenaRequest twice = new(0, 10, 0, 1) { Again = (4, 5) };
        (Dictionary<int, int> offsets, int length) = ArenaPlanner.Plan([twice, new(1, 10, 2, 3), new(2, 10, 5, 6)]);
        Assert.Equal((0, 0, 10, 20), (offsets[0], offsets[1], offsets[2], length));
    }

    [Fact]
    public void Nothing_needs_nothing() => Assert.Equal(0, ArenaPlanner.Plan([]).Length);
}
