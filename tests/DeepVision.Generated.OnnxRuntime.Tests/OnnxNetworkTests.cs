using System.Reflection;
using DeepVision.Generated.Generators.Tests.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>Networks of ONNX files give what ONNX Runtime gives with the same files.</summary>
public class OnnxNetworkTests
{
    private const int Seed = 6;

    private static readonly Lazy<(Assembly Program, IReadOnlyDictionary<string, string> Files)> s_operators = new(CompileOperators);

    public static TheoryData<string> Names => [.. OperatorCases.All.Select(test => test.Name)];

    public static TheoryData<string> Cases => [.. CaseNetwork.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Operators_give_what_OnnxRuntime_gives(string name)
    {
        (Assembly program, IReadOnlyDictionary<string, string> files) = s_operators.Value;
        using Network network = CompiledNetworks.LoadOnnx(program, ClassOf(name), files[name]);
        AssertAgrees(network, files[name], scale: 2, tolerance: 1e-5);
    }

    /// <summary>What <c>SaveOnnx</c> writes can be read, as far as a network of a file can have it.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_of_layer_cases_can_be_read(string name)
    {
        using Network network = CaseNetwork.Create(name, Seed);
        using OnnxFolder folder = new();
        network.SaveOnnx(folder.Add("case.onnx", []));
        bool isBeyond = IsBeyondFiles(network.Architecture);
        IEnumerable<string> problems = CompiledNetworks.Analyze("[OnnxNetwork(\"case.onnx\")] public partial class Read;", folder.Files);
        if (isBeyond)
            Assert.Single(problems);
        else
            Assert.Empty(problems);
    }

    /// <summary>Whether a network has what networks of files can't have: several heads, or sequences of different length.</summary>
    private static bool IsBeyondFiles(NetworkArchitecture architecture) => architecture.Heads.Count > 1 || architecture.LengthsInput > 0;

    [Fact]
    public void ResNet18_gives_what_OnnxRuntime_gives()
    {
        using Network network = ResNet18.LoadFeatures();
        AssertAgrees(network, ResNet18.ModelPath, scale: 128, tolerance: 1e-4);
    }

    private static void AssertAgrees(Network network, string path, float scale, double tolerance)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(path, options);
        long[] dimensions = [1, .. session.InputMetadata.Single().Value.Dimensions.Skip(1).Select(size => (long)size)];
        float[] input = [.. CompiledNetworks.Draw(network.Architecture.InputShape.Length, Seed).Select(value => value * scale)];
        // The file's images have the channels first, those of a sequence each, unless it turns them itself, and so have sequences that convolutions read.
        TensorShape shape = network.Architecture.InputShape;
        bool isTurned = dimensions.Length > 2 && dimensions[shape.Rank == 4 ? 2 : 1] == shape.Channels && dimensions[^1] == shape.Width;
        float[] given = isTurned ? ChannelsFirst(input, shape) : input;
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(given, dimensions);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, session.InputNames, [value], session.OutputNames);
        float[] expected = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        float[] actual = CompiledNetworks.Predict(network, input);
        TensorShape result = network.Architecture.OutputShape;
        if (outputs[0].GetTensorTypeAndShape().Shape is { Length: > 2 } sizes && sizes[1] == result.Channels && sizes[^1] == result.Width)
            actual = ChannelsFirst(actual, result);
        double error = CompiledNetworks.Error(actual, expected);
        Assert.True(error <= tolerance, $"The error is {error:E2}, seed {Seed}.");
    }

    private static float[] ChannelsFirst(float[] values, TensorShape shape) =>
        [.. values.Chunk(shape.Height * shape.Width * shape.Channels).SelectMany(image => ChannelsFirst(image, shape.Channels))];

    private static IEnumerable<float> ChannelsFirst(float[] image, int channels)
    {
        int pixels = image.Length / channels;
        return Enumerable.Range(0, image.Length).Select(i => image[i % pixels * channels + i / pixels]);
    }

    private static (Assembly Program, IReadOnlyDictionary<string, string> Files) CompileOperators()
    {
        // The files stay as long as the tests run.
        OnnxFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        Dictionary<string, string> files = OperatorCases.All.ToDictionary(test => test.Name, test => folder.Add(ClassOf(test.Name) + ".onnx", test.Model));
        string source = string.Concat(OperatorCases.All.Select(test => $"[OnnxNetwork(\"{ClassOf(test.Name)}.onnx\")] public partial class {ClassOf(test.Name)};\n"));
        return (CompiledNetworks.Compile(source, folder.Files), files);
    }

    private static string ClassOf(string name) => "Case" + OperatorCases.All.ToList().FindIndex(test => test.Name == name);
}
