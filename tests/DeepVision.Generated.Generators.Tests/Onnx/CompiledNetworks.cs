using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using DeepVision.Generated.Generators.Analysis;
using DeepVision.Generated.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepVision.Generated.Generators.Tests.Onnx;

/// <summary>Programs that are compiled, with the generator, and loaded in memory.</summary>
internal static class CompiledNetworks
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Network).Assembly.Location),
    ];

    private static readonly CSharpParseOptions s_options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static int s_count;

    /// <summary>Compiles a source with its additional files; an error is the test's.</summary>
    public static Assembly Compile(string source, params AdditionalText[] files)
    {
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], files, s_options).RunGeneratorsAndUpdateCompilation(Declare(source), out Compilation compilation, out _);
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)));
        return Assembly.Load(image.ToArray());
    }

    /// <summary>What is wrong with a source, without compiling its networks.</summary>
    public static IEnumerable<string> Analyze(string source, params AdditionalText[] files) => Declare(source)
        .WithAnalyzers([new NetworkAnalyzer()], new AnalyzerOptions([.. files]))
        .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
        .Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));

    private static CSharpCompilation Declare(string source) => CSharpCompilation.Create(
        $"Networks{Interlocked.Increment(ref s_count)}", [CSharpSyntaxTree.ParseText("using DeepVision.Generated;\n" + source, s_options)], s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A class with a network; of one with several inputs another class calls its Predict, which takes spans, for <see cref="PredictSeveral"/>.</summary>
    public static string Declare(string attributes, string name, int inputs)
    {
        string network = $"{attributes} public partial class {name};\n";
        return inputs == 1 ? network : network + $$"""
            public static class PredictorOf{{name}}
            {
                public static float[] Predict({{name}} network, float[][] inputs)
                {
                    float[] values = new float[{{name}}.OutputShape.Length];
                    network.Predict({{string.Join(", ", Enumerable.Range(0, inputs).Select(input => $"inputs[{input}]"))}}, values);
                    return values;
                }
            }

            """;
    }

    /// <summary>What a network with several inputs gives for one sample.</summary>
    public static float[] PredictSeveral(Network network, float[][] inputs)
    {
        Type type = network.GetType();
        return (float[])type.Assembly.GetType($"PredictorOf{type.Name}", throwOnError: true)!.GetMethod("Predict")!.Invoke(null, [network, inputs])!;
    }

    /// <summary>A network of a program, with random weights.</summary>
    public static Network Create(Assembly program, string name, int seed) => (Network)Activator.CreateInstance(program.GetType(name, throwOnError: true)!, seed, null)!;

    /// <summary>A network of a program, with the weights of the ONNX file that it comes from.</summary>
    public static Network LoadOnnx(Assembly program, string name, string path, int seed = 0)
    {
        try
        {
            return (Network)program.GetType(name, throwOnError: true)!.GetMethod("LoadOnnx")!.Invoke(null, [path, seed, null])!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    /// <summary>Where the parameters of a program's only network are in its ONNX file.</summary>
    public static IReadOnlyList<OnnxWeight> OnnxWeightsOf(Assembly program) =>
        (IReadOnlyList<OnnxWeight>)program.GetTypes().Select(type => type.GetField("OnnxWeights")).Single(list => list is not null)!.GetValue(null)!;

    /// <summary>What a network that gives numbers gives for one sample.</summary>
    public static float[] Predict(Network network, float[] input) => network switch
    {
        CustomLossNetwork custom => custom.Predict(input),
        RegressionNetwork regression => regression.Predict(input),
        ClassificationNetwork classifier => Probabilities(classifier, input),
        _ => throw new ArgumentException($"{network} doesn't give numbers.", nameof(network)),
    };

    private static float[] Probabilities(ClassificationNetwork network, float[] input)
    {
        float[] probabilities = new float[network.Architecture.OutputShape.Length];
        network.Predict(input, probabilities);
        return probabilities;
    }

    /// <summary>Moves all weights away from the zeros and ones that they begin with, which would hide mistakes.</summary>
    public static void Shake(Network network, int seed)
    {
        Random random = new(seed);
        for (int layer = 0; layer < network.Architecture.Layers.Count; layer++)
        {
            LayerWeights weights = network.GetLayer(layer);
            foreach (string role in weights.Roles)
                weights[role] = [.. weights[role].Select(value => (role == "running_var" ? 1 : value) + (random.NextSingle() - 0.5f) * 0.4f)];
        }
    }

    /// <summary>The largest difference of two tensors, by the largest value.</summary>
    public static double Error(float[] actual, float[] expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        return actual.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max() / Math.Max(1e-30, expected.Max(value => Math.Abs((double)value)));
    }

    public static float[] Draw(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
    }
}
