namespace DeepVision.Generated.Zoo.Tests;

/// <summary>The networks of the package, by their names.</summary>
internal static class ZooNetworks
{
    private static readonly IEnumerable<Type> s_types = typeof(LeNet5).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Network)));

    public static IEnumerable<string> Names => s_types.Select(type => type.Name).Order(StringComparer.Ordinal);

    public static Network Create(string name) => (Network)Activator.CreateInstance(s_types.Single(type => type.Name == name), [1, null])!;

    /// <summary>Probabilities of the classes, for segmentation networks of each pixel.</summary>
    public static float[] Predict(Network network, float[] images)
    {
        float[] probabilities = new float[images.Length / network.Architecture.InputShape.Length * network.Architecture.OutputShape.Length];
        if (network is SegmentationNetwork segmentation)
            segmentation.Predict(images, probabilities);
        else
            ((ClassificationNetwork)network).Predict(images, probabilities);
        return probabilities;
    }
}
