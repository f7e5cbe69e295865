namespace DeepVision.Generated.Tests.Several;

/// <summary>Two inputs and two heads, the first of which sorts into classes.</summary>
[Network(2, 3, 1)]
[Input("tokens", 4)]
[Flatten, Dense(8), Tanh(Name = "picture")]
[Dense(8, Input = "tokens"), Tanh, Concat("picture", Name = "both")]
[Dense(3), SoftmaxCrossEntropy(Name = "Kind")]
[From("both"), Dense(2), MeanSquaredError(Name = "Box", Weight = 0.5f)]
public partial class KindAndBox;

/// <summary>Two inputs and one head without a name.</summary>
[Network(6)]
[Input("more", 4)]
[Concat("more"), Dense(3), SoftmaxCrossEntropy]
public partial class TwoInputs;

/// <summary>Heads of one number each.</summary>
[Network(6)]
[Dense(4), Tanh(Name = "hidden")]
[Dense(1), Huber(Name = "age")]
[From("hidden"), Dense(1), Sigmoid, BinaryCrossEntropy(Name = "is_new")]
public partial class AgeAndNewness;

internal static class SeveralData
{
    public const int Count = 30;

    /// <summary>Samples for <see cref="KindAndBox"/>: kind and box follow from the inputs.</summary>
    public static Dataset KindsAndBoxes(int seed = 5) => Images(seed).WithInput("tokens", new TensorShape(4), Tokens(seed)).WithTargets("Box", Boxes(seed), 2);

    /// <summary>Images with labels.</summary>
    public static TensorDataset Images(int seed = 5) => new(Values(seed, Count * 6), new TensorShape(2, 3, 1), [.. Enumerable.Range(0, Count).Select(i => Values(seed, Count * 6)[i * 6] switch
    {
        < -0.3f => 0,
        < 0.3f => 1,
        _ => 2,
    })]);

    public static float[] Tokens(int seed = 5) => Values(seed + 1, Count * 4);

    public static float[] Boxes(int seed = 5)
    {
        float[] tokens = Tokens(seed);
        return [.. Enumerable.Range(0, Count).SelectMany(i => new[] { tokens[4 * i] + tokens[4 * i + 1], tokens[4 * i + 2] - 0.5f })];
    }

    public static float[] Values(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
    }
}
