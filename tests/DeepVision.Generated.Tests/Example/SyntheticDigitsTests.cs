using Digits.SyntheticDigits;

namespace DeepVision.Generated.Tests.Example;

public class SyntheticDigitsTests
{
    [Fact]
    public void TheSameSeedDrawsTheSameDigitsAndAnotherSeedOthers()
    {
        ImageDataset first = SyntheticDigitSet.Draw(seed: 1, count: 200), again = SyntheticDigitSet.Draw(1, 200), other = SyntheticDigitSet.Draw(2, 200);
        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(first[i].ToArray(), again[i].ToArray());
            Assert.NotEqual(first[i].ToArray(), other[i].ToArray());
        }
    }

    [Fact]
    public void ADigitDoesNotDependOnHowManyAreDrawn() =>
        Assert.Equal(SyntheticDigitSet.Draw(1, 200)[7].ToArray(), SyntheticDigitSet.Draw(1, 8)[7].ToArray());

    [Fact]
    public void NoTestImageIsInTheTrainingSetAndClassesAreBalanced()
    {
        (ImageDataset train, ImageDataset test) = SyntheticDigitSet.Create();

        HashSet<string> seen = [.. Enumerable.Range(0, train.Count).Select(i => Convert.ToBase64String(train[i]))];
        Assert.Equal(train.Count, seen.Count);
        Assert.DoesNotContain(Enumerable.Range(0, test.Count).Select(i => Convert.ToBase64String(test[i])), seen.Contains);
        Assert.All(Enumerable.Range(0, test.Count).CountBy(test.GetLabel), group => Assert.Equal(test.Count / 10, group.Value));
    }

    [Fact]
    public void InkCoversAboutAsMuchAsInMnist()
    {
        ImageDataset digits = SyntheticDigitSet.Draw(seed: 3, count: 1000);
        double sum = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            foreach (byte pixel in digits[i])
                sum += pixel;
        }

        // The mean of MNIST's pixels is 0.131.
        Assert.InRange(sum / (255.0 * 784 * digits.Count), .07, .2);
    }
}
