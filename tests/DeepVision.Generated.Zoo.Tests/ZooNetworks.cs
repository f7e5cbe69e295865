namespace DeepVision.Generated.Zoo.Tests;

/// <summary>The networks of the package, by their names.</summary>
internal static class ZooNetworks
{
    private static readonly IEnumerable<Type> s_types = typeof(LeNet5).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Network)));

    public static IEnumerable<string> Names => s_types.Select(type => type.Name).Order(StringComparer.Ordinal);

    public static ClassificationNetwork Create(string name) =>
        (ClassificationNetwork)Activator.CreateInstance(s_types.Single(type => type.Name == name), [1, null])!;
}
