namespace DeepVision.Generated.Tests.Several;

/// <summary>What the generated methods of a network with several inputs or heads take and give.</summary>
public class PredictionTests
{
    private static readonly float[] s_image = SeveralData.Values(1, 6), s_tokens = SeveralData.Values(2, 4);

    [Fact]
    public void EachHeadGivesItsMember()
    {
        using KindAndBox net = new(seed: 3);

        KindAndBox.Output output = net.Predict(s_image, s_tokens);

        Assert.Equal(3, output.Kind.Probabilities.Length);
        Assert.Equal(1, output.Kind.Probabilities.Sum(), 1e-5f);
        Assert.Equal(2, output.Box.Length);
    }

    [Fact]
    public void EachInputChangesTheOutputs()
    {
        using KindAndBox net = new(seed: 3);
        float[] before = net.Predict(s_image, s_tokens).Box;

        Assert.NotEqual(before, net.Predict([0, .. s_image[1..]], s_tokens).Box);
        Assert.NotEqual(before, net.Predict(s_image, [.. s_tokens[..3], 0]).Box);
    }

    [Fact]
    public void SeveralSamplesGiveWhatEachGivesAlone()
    {
        using KindAndBox net = new(seed: 3);
        const int Count = 5;
        float[] images = SeveralData.Values(4, Count * 6), tokens = SeveralData.Values(5, Count * 4), kinds = new float[Count * 3], boxes = new float[Count * 2];

        net.Predict(images, tokens, kinds, boxes);

        for (int i = 0; i < Count; i++)
        {
            KindAndBox.Output alone = net.Predict(images.AsSpan(i * 6, 6), tokens.AsSpan(i * 4, 4));
            Assert.Equal(alone.Kind.Probabilities, kinds[(i * 3)..(i * 3 + 3)]);
            Assert.Equal(alone.Box, boxes[(i * 2)..(i * 2 + 2)]);
        }
    }

    [Fact]
    public void ASingleHeadGivesItsPredictionItself()
    {
        using TwoInputs net = new(seed: 3);

        Prediction prediction = net.Predict(s_image, s_tokens);

        Assert.Equal(3, prediction.Probabilities.Length);
    }

    [Fact]
    public void AHeadOfOneNumberGivesANumber()
    {
        using AgeAndNewness net = new(seed: 3);

        AgeAndNewness.Output output = net.Predict(s_image);

        Assert.IsType<float>(output.Age);
        Assert.InRange(output.IsNew, 0f, 1f);
    }

    [Fact]
    public void AWrongLengthIsNamed()
    {
        using KindAndBox net = new(seed: 3);

        Assert.Equal("KindAndBox takes inputs \"input\" of 2×3×1 = 6 values, but 5 were given. (Parameter 'input')", Assert.Throws<ArgumentException>(() => net.Predict(s_image[..5], s_tokens)).Message);
        Assert.Equal("KindAndBox takes inputs \"tokens\" of 4 = 4 values, but 6 were given. (Parameter 'tokens')", Assert.Throws<ArgumentException>(() => net.Predict(s_image, s_image)).Message);
        Assert.Equal(
            "KindAndBox takes inputs \"tokens\" of 4 = 4 values for each of 2 samples, 8 in all, but 4 were given. (Parameter 'tokens')",
            Assert.Throws<ArgumentException>(() => net.Predict(new float[12], s_tokens, new float[6], new float[4])).Message);
        Assert.Equal(
            "KindAndBox gives 2 values at its head Box for each of 2 samples, 4 in all, but there is room for 3. (Parameter 'Box')",
            Assert.Throws<ArgumentException>(() => net.Predict(new float[12], new float[8], new float[6], new float[3])).Message);
    }

    [Fact]
    public void ThereIsNoGradientOfTheInput()
    {
        using KindAndBox net = new(seed: 3);

        Assert.Equal(
            "KindAndBox has several inputs or several heads that predict: ComputeInputGradient is for networks with one of each.",
            Assert.Throws<NotSupportedException>(() => net.ComputeInputGradient(s_image, new float[3], new float[6])).Message);
    }

    [Fact]
    public void ADisposedNetworkSaysSo()
    {
        KindAndBox net = new(seed: 3);
        net.Dispose();

        Assert.Throws<ObjectDisposedException>(() => net.Predict(s_image, s_tokens));
    }
}
