using Microsoft.ML.OnnxRuntime;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>
/// What <c>SaveOnnx</c> writes is a model by ONNX Runtime's rules, and gives there what it gives here: every layer case,
/// for one sample and for several.
/// </summary>
public class PredictionTests
{
    private const int Seed = 5;
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Names => [.. CaseNetwork.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void OnnxRuntimePredictsTheSame(string name)
    {
        using Network network = CaseNetwork.Create(name, Seed);
        string path = Path.Combine(Path.GetTempPath(), $"{name}-{Guid.NewGuid():N}.onnx");
        try
        {
            network.SaveOnnx(path);
            using SessionOptions options = new() { IntraOpNumThreads = 1 };
            using InferenceSession session = new(path, options);

            foreach (int count in (int[])[1, 5])
            {
                float[] inputs = CaseNetwork.DrawInputs(network, count, Seed + count);
                float[] expected = CaseNetwork.Predict(network, inputs, count);
                float[] actual = Run(session, network, inputs, count);
                AssertClose(actual, expected, $"{name}: {count} samples, seed {Seed}");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[] Run(InferenceSession session, Network network, float[] inputs, int count)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(inputs, [count, .. Dimensions(network.Architecture.InputShape)]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["input"], [input], session.OutputNames);
        OrtValue output = Assert.Single(outputs);
        Assert.Equal([count, .. Dimensions(network.Architecture.OutputShape)], output.GetTensorTypeAndShape().Shape);
        return output.GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Images go in and come out as (height, width, channels).</summary>
    private static long[] Dimensions(TensorShape shape) => shape.Rank switch
    {
        3 => [shape.Height, shape.Width, shape.Channels],
        2 => [shape.Width, shape.Channels],
        _ => [shape.Channels],
    };

    /// <summary>The error of a tensor is max|a − b| / max|b|.</summary>
    private static void AssertClose(float[] actual, float[] expected, string what)
    {
        double difference = actual.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max();
        double largest = expected.Max(value => Math.Abs((double)value));
        Assert.True(difference <= Tolerance * largest, $"{what}: the error is {difference / largest:E2}.");
    }
}
