using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Runtime;

public class PhiloxTests
{
    /// <summary>The known answers of Random123's kat_vectors for philox4x32 with 10 rounds.</summary>
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822ul, 0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void GivesTheKnownAnswersOfRandom123(ulong key, ulong low, ulong high, uint word0, uint word1, uint word2, uint word3)
    {
        Assert.Equal(new RandomWords(word0, word1, word2, word3), Philox.Generate(key, low, high));
    }

    [Fact]
    public void KeysDifferBySeedAndPurpose()
    {
        HashSet<ulong> keys = [];
        foreach (int seed in new[] { 0, 1, -1, int.MaxValue, int.MinValue })
            foreach (RandomPurpose purpose in Enum.GetValues<RandomPurpose>())
                Assert.True(keys.Add(Philox.Key(seed, purpose)), $"seed {seed}, {purpose}");
    }

    /// <summary>Masks that repeat the numbers of the initial weights or of the shuffle would not be independent of them.</summary>
    [Fact]
    public void NoLayersDropoutSharesItsKeyWithAnythingElse()
    {
        HashSet<ulong> keys = [.. Enum.GetValues<RandomPurpose>().Where(purpose => purpose != RandomPurpose.Dropout).Select(purpose => Philox.Key(1, purpose))];
        foreach (int hash in new[] { 0, 1, 2, 3, 4, 0x100, 0x3FFFFFFF })
            Assert.True(keys.Add(Philox.Key(1, RandomPurpose.Dropout + hash)), $"hash {hash}");
    }
}
