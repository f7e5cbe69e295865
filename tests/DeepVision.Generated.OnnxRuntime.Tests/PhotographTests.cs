using DeepVision.Generated.Generators.Tests.Onnx;
using DeepVision.Generated.Images;
using Microsoft.ML.OnnxRuntime;

namespace DeepVision.Generated.OnnxRuntime.Tests;

/// <summary>Features of photographs, by a network that has learned from a million of others.</summary>
public class PhotographTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;

    [PhotographsFact]
    public void Features_of_photographs_are_those_of_OnnxRuntime()
    {
        using Network network = ResNet18.LoadFeatures();
        TensorShape shape = network.Architecture.InputShape;
        float[] mean = ResNet18.ReadMean();
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(ResNet18.ModelPath, options);
        (double Error, string Path)[] errors =
        [
            .. new[] { "train", "val" }
                .Select(part => ImageFolder.Open(Path.Combine(PhotographsFactAttribute.Folder!, part), shape))
                .SelectMany(part => part.Paths)
                .Select(path =>
                {
                    float[] planes = Prepare(ImageFile.Read(path, shape, new ImageOptions { ShortSide = 256 }), mean);
                    float[] expected = Run(session, planes, shape), actual = CompiledNetworks.Predict(network, ChannelsLast(planes, shape));
                    return (CompiledNetworks.Error(actual, expected), path);
                }),
        ];
        (double largest, string worst) = errors.Max();
        output.WriteLine(FormattableString.Invariant($"{errors.Length} photographs; the largest difference is {largest:E2} of the largest feature ({Path.GetFileName(worst)}), {errors.Average(error => error.Error):E2} on average."));
        Assert.True(largest <= Tolerance, FormattableString.Invariant($"{worst}: the error is {largest:E2}."));
    }

    /// <summary>Planes in the order blue, green, red, from 0 to 255, minus the mean.</summary>
    private static float[] Prepare(byte[] pixels, float[] mean)
    {
        int plane = pixels.Length / 3;
        return [.. mean.Select((value, at) => pixels[at % plane * 3 + 2 - at / plane] - value)];
    }

    private static float[] Run(InferenceSession session, float[] planes, TensorShape shape)
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(planes, [1, shape.Channels, shape.Height, shape.Width]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, session.InputNames, [value], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] ChannelsLast(float[] planes, TensorShape shape)
    {
        int plane = planes.Length / shape.Channels;
        return [.. Enumerable.Range(0, planes.Length).Select(at => planes[at % shape.Channels * plane + at / shape.Channels])];
    }
}
