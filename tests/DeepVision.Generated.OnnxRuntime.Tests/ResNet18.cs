using System.Reflection;
using DeepVision.Generated.Generators.Tests.Onnx;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>The ResNet-18 of the package Microsoft.ML.DnnImageFeaturizer.ResNet18: its files, and the network that the generator makes of them.</summary>
internal static class ResNet18
{
    private static readonly Lazy<Assembly> s_program = new(Compile);

    /// <summary>The file of the network.</summary>
    public static string ModelPath => PathOf("ResNet18");

    /// <summary>The mean of the pictures that it has learned from: bytes as three planes, in the order blue, green, red.</summary>
    public static float[] ReadMean() => OnnxConstants.Read(PathOf("ResNetPreprocess"), "MeanImage").ToSingles();

    /// <summary>The network up to what its last pooling gives, with the file's weights.</summary>
    public static Network LoadFeatures() => CompiledNetworks.LoadOnnx(s_program.Value, "Features", ModelPath);

    private static Assembly Compile()
    {
        using OnnxFolder folder = new();
        folder.AddExisting(ModelPath);
        return CompiledNetworks.Compile("[OnnxNetwork(\"ResNet18.onnx\")] public partial class Features;", folder.Files);
    }

    private static string PathOf(string file) =>
        typeof(ResNet18).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == file).Value!.Replace('\\', '/');
}
