using Sequences.Motions;

namespace DeepVision.Generated.Tests.Example;

public class MotionTests
{
    [Fact]
    public void TheSameSeedDrawsTheSameClips()
    {
        ImageDataset first = new MotionClips(16, seed: 1).Clips, again = new MotionClips(16, seed: 1).Clips, other = new MotionClips(16, seed: 2).Clips;
        for (int clip = 0; clip < 16; clip++)
        {
            Assert.Equal(first[clip].ToArray(), again[clip].ToArray());
            Assert.NotEqual(first[clip].ToArray(), other[clip].ToArray());
        }
    }

    /// <summary>Whatever moves how, a single frame has as much of the shape in it, and anywhere.</summary>
    [Fact]
    public void FramesOfAllMotionsAreAlike()
    {
        ImageDataset frames = new MotionClips(1600, seed: 3).Frames;
        double[] ink = new double[MotionClips.Motions], left = new double[MotionClips.Motions];
        for (int frame = 0; frame < frames.Count; frame++)
        {
            ReadOnlySpan<byte> pixels = frames[frame];
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                ink[frames.GetLabel(frame)] += pixels[pixel];
                left[frames.GetLabel(frame)] += pixel % MotionClips.Size < MotionClips.Size / 2 ? pixels[pixel] : 0;
            }
        }

        Assert.All(ink, ofMotion => Assert.InRange(ofMotion / ink.Average(), 0.9, 1.1));
        Assert.All(left.Zip(ink), motion => Assert.InRange(motion.First / motion.Second, 0.45, 0.55));
    }

    [Fact]
    public void BothNetworksLearnAndSayWhatTheyReach()
    {
        using StringWriter output = new();
        (double clips, double frames) = MotionTask.Run(output, trainCount: 64, testCount: 32, epochs: 1);

        Assert.InRange(clips, 0, 1);
        Assert.InRange(frames, 0, 0.5);
        Assert.Contains("accuracy behind each frame of a clip: ", output.ToString(), StringComparison.Ordinal);
    }
}
