using System.Diagnostics;
using DeepVision.Generated;
using Digits;
using DigitsInBrowser.Drawing;

namespace DigitsInBrowser.Networks;

/// <summary>Reads drawn digits, shows what its filters answer, and learns from corrections.</summary>
public sealed class DigitReader(DigitNet network) : IDisposable
{
    /// <summary>Images of one step of a lesson: the drawing, and the drawing moved by a pixel.</summary>
    public static int LessonImages => Shifts.Length;

    private readonly FirstFilters _firstFilters = new();
    private readonly SecondFilters _secondFilters = new();

    /// <summary>What the network says to an image.</summary>
    /// <param name="image">28×28 bytes, white on black.</param>
    public Answer Read(ReadOnlySpan<byte> image)
    {
        ShareWeights();
        long start = Stopwatch.GetTimestamp();
        Prediction prediction = network.Predict(image);
        return new Answer(
            [.. prediction.Probabilities],
            Stopwatch.GetElapsedTime(start),
            Maps(_firstFilters.Predict(image), FirstFilters.OutputShape),
            Maps(_secondFilters.Predict(image), SecondFilters.OutputShape));
    }

    /// <summary>The kernels of the first convolution: 32 of 3×3.</summary>
    public FeatureMaps Kernels
    {
        get
        {
            // In the file's order, [filter, channel, y, x], pictures come first.
            float[] weights = network.Conv2D1.Weight;
            float[] values = new float[weights.Length];
            for (int filter = 0; filter < 32; filter++)
            {
                for (int tap = 0; tap < 9; tap++)
                    values[tap * 32 + filter] = weights[filter * 9 + tap];
            }

            return new FeatureMaps(values, 3, 3, 32);
        }
    }

    /// <summary>Trains a little further on one image, shifted to and fro, and says how far it has come.</summary>
    /// <param name="image">28×28 bytes, white on black.</param>
    /// <param name="digit">What it shows, 0 to 9.</param>
    /// <param name="steps">Steps of training.</param>
    /// <param name="stepDone">Called behind each step with their number; its task gives the browser time to draw.</param>
    public async Task LearnAsync(byte[] image, int digit, int steps, Func<int, Task> stepDone)
    {
        Batch batch = network.CreateBatch(Shifts.Length);
        batch.Count = Shifts.Length;
        for (int i = 0; i < Shifts.Length; i++)
        {
            Shift(image, Shifts[i].X, Shifts[i].Y, batch.Inputs.AsSpan(i * image.Length, image.Length));
            batch.Labels[i] = digit;
        }

        // A rate at which the one image is learned and the others are not forgotten.
        SGD optimizer = new(0.005f);
        for (int step = 1; step <= steps; step++)
        {
            network.TrainStep(batch, optimizer);
            await stepDone(step);
        }
    }

    /// <summary>A copy that learns on its own.</summary>
    public DigitReader Copy()
    {
        DigitNet copy = new();
        foreach (LayerInfo layer in network.Architecture.Layers)
            CopyWeights(network.GetLayer(layer.Name), copy.GetLayer(layer.Name));
        return new DigitReader(copy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        network.Dispose();
        _firstFilters.Dispose();
        _secondFilters.Dispose();
    }

    private static (int X, int Y)[] Shifts { get; } = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)];

    /// <summary>The networks that end early have the weights of the whole one.</summary>
    private void ShareWeights()
    {
        CopyWeights(network.Conv2D1, _firstFilters.Conv2D1);
        CopyWeights(network.Conv2D1, _secondFilters.Conv2D1);
        CopyWeights(network.Conv2D2, _secondFilters.Conv2D2);
    }

    private static void CopyWeights(LayerWeights from, LayerWeights to)
    {
        foreach (string role in from.Roles)
            to[role] = from[role];
    }

    private static FeatureMaps Maps(float[] values, TensorShape shape) => new(values, shape.Height, shape.Width, shape.Channels);

    private static void Shift(ReadOnlySpan<byte> image, int right, int down, Span<float> target)
    {
        const int size = Sketch.Size;
        target.Clear();
        for (int y = Math.Max(down, 0); y < Math.Min(size + down, size); y++)
        {
            for (int x = Math.Max(right, 0); x < Math.Min(size + right, size); x++)
                target[y * size + x] = image[(y - down) * size + x - right] / 255f;
        }
    }
}
