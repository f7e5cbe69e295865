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
                float[][] inputs = CaseNetwork.DrawInputs(network, count, Seed + count);
                float[][] expected = CaseNetwork.Predict(network, inputs, count);
                float[][] actual = Run(session, network, inputs, count);
                Assert.Equal(expected.Length, actual.Length);
                ClearBehindEnds(actual, network, inputs);
                for (int head = 0; head < expected.Length; head++)
                    AssertClose(actual[head], expected[head], $"{name}: {count} samples, output {head}, seed {Seed}");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static float[][] Run(InferenceSession session, Network network, float[][] inputs, int count)
    {
        InputInfo[] infos = [.. network.Architecture.Inputs];
        OrtValue[] values = [.. infos.Zip(inputs, (info, input) => OrtValue.CreateTensorValueFromMemory(input, [count, .. Dimensions(info.Shape)]))];
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [.. infos.Select(info => info.Name)], values, session.OutputNames);
        TensorShape[] shapes = network.Architecture.Heads.Count == 0 ? [network.Architecture.OutputShape] : [.. network.Architecture.Heads.Select(head => head.Shape)];
        Assert.Equal(shapes.Select(shape => (long[])[count, .. Dimensions(shape)]), outputs.Select(output => output.GetTensorTypeAndShape().Shape));
        float[][] results = [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
        foreach (OrtValue value in values)
            value.Dispose();
        return results;
    }

    /// <summary>Behind the ends of sequences a file gives whatever comes about, and a network zeros.</summary>
    private static void ClearBehindEnds(float[][] outputs, Network network, float[][] inputs)
    {
        foreach ((int number, HeadInfo head) in network.Architecture.Heads.Index())
        {
            // The lengths are the last input.
            for (int sample = 0; head.HasLengths && sample < inputs[^1].Length; sample++)
                outputs[number].AsSpan(sample * head.Shape.Length, head.Shape.Length)[((int)inputs[^1][sample] * head.Shape.Channels)..].Clear();
        }
    }

    /// <summary>Images go in and come out as (height, width, channels).</summary>
    private static long[] Dimensions(TensorShape shape) => shape.Rank switch
    {
        4 => [shape.Steps, shape.Height, shape.Width, shape.Channels],
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
