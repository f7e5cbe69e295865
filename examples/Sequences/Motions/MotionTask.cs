using System.Globalization;
using DeepVision.Generated;

namespace Sequences.Motions;

/// <summary>Eight motions of drawn shapes, which no single frame tells: by a network over the frames of a clip, and by one that sees a single frame.</summary>
public static class MotionTask
{
    /// <summary>Trains both and prints what they reach.</summary>
    /// <param name="output">Takes the lines.</param>
    /// <param name="trainCount">Clips to learn from.</param>
    /// <param name="testCount">Clips to be judged by.</param>
    /// <param name="epochs">Passes over the clips; the network of single frames passes over all of their frames as often.</param>
    /// <returns>Accuracy on new clips, and on new frames.</returns>
    public static (double Clips, double Frames) Run(TextWriter output, int trainCount = 12_000, int testCount = 2_000, int epochs = 8)
    {
        MotionClips train = new(trainCount, seed: 1), test = new(testCount, seed: 2);
        using ClipReader clips = new(seed: 1);
        using FrameReader frames = new(seed: 1);
        EpochLines lines = new(output);
        output.WriteLine(FormattableString.Invariant($"{trainCount} clips of {MotionClips.Steps} frames, {ClipReader.ParameterCount} parameters"));
        clips.Train(train.Clips, Options(batchSize: 32, test.Clips), lines);
        output.WriteLine(FormattableString.Invariant($"{train.Frames.Count} single frames, {FrameReader.ParameterCount} parameters"));
        frames.Train(train.Frames, Options(batchSize: 256, test.Frames), lines);
        output.WriteLine("accuracy behind each frame of a clip: " + string.Join(", ", ByFrame(clips, test.Clips).Select(accuracy => accuracy.ToString("0.0 %", CultureInfo.InvariantCulture))));
        return (clips.Evaluate(test.Clips).Accuracy, frames.Evaluate(test.Frames).Accuracy);

        TrainingOptions Options(int batchSize, Dataset validation) => new()
        {
            Epochs = epochs, BatchSize = batchSize, Optimizer = new Adam(new CosineSchedule(2e-3f)), ClipNorm = 1, Validation = validation, Seed = 1,
        };
    }

    /// <summary>How many clips are told right behind their first frame, their second, …: the network reads them frame by frame.</summary>
    private static double[] ByFrame(ClipReader network, ImageDataset test)
    {
        const int FrameLength = MotionClips.Size * MotionClips.Size;
        int[] right = new int[MotionClips.Steps];
        float[] clip = new float[MotionClips.Steps * FrameLength], probabilities = new float[MotionClips.Motions];
        SequenceState state = network.CreateState();
        for (int sample = 0; sample < test.Count; sample++)
        {
            test.CopyInput(sample, clip);
            state.Reset();
            for (int step = 0; step < MotionClips.Steps; step++)
            {
                network.Next(state, clip.AsSpan(step * FrameLength, FrameLength), probabilities);
                if (Array.IndexOf(probabilities, probabilities.Max()) == test.GetLabel(sample))
                    right[step]++;
            }
        }

        return [.. right.Select(count => (double)count / test.Count)];
    }

    private sealed class EpochLines(TextWriter output) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EpochResult is { } epoch)
                output.WriteLine(epoch);
        }
    }
}
