namespace DeepVision.Generated.Images.Tests.Augmentations;

[Network(6, 6, 1)]
[Conv2D(4, 3), ReLU]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class TinyNet;

public class TrainingTests
{
    [Fact]
    public void EachEpochOfATrainingSeesItsOwnPictures()
    {
        var data = new Recording(Pictures.Random(6, new TensorShape(6, 6, 1), 60).Augmented(Augment.GaussianNoise(0.1), 61));
        using var net = new TinyNet();
        net.Train(data, new TrainingOptions { Epochs = 3, BatchSize = 4, Validation = data });
        Assert.Equal([0, 1, 2], data.Epochs);

        // Six samples an epoch for training, of that epoch; validations read the data set itself.
        Assert.Equal([.. Enumerable.Repeat(0, 6), .. Enumerable.Repeat(-1, 6), .. Enumerable.Repeat(1, 6), .. Enumerable.Repeat(-1, 6), .. Enumerable.Repeat(2, 6), .. Enumerable.Repeat(-1, 6)], data.Reads);
    }

    [Fact]
    public void AResumedTrainingLearnsWhatAnUninterruptedOneDoes()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        try
        {
            Dataset data = Pictures.Random(30, new TensorShape(6, 6, 1), 62).Augmented(Augment.RandomFlip().RandomCrop(6, pad: 1).GaussianNoise(0.1), 63);
            using TinyNet whole = new(seed: 1), resumed = new(seed: 1), other = new(seed: 1);
            whole.Train(data, Options(4, 1, null));
            resumed.Train(data, Options(2, 2, path));
            resumed.Train(data, Options(4, 1, path));
            Assert.Equal(whole.Parameters.Values.ToArray(), resumed.Parameters.Values.ToArray());
            other.Train(data.InEpoch(0).Take(30), Options(4, 1, null));
            Assert.Equal(whole.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());
        }
        finally
        {
            File.Delete(path);
        }

        static TrainingOptions Options(int epochs, int threads, string? path) => new()
        {
            Epochs = epochs,
            BatchSize = 8,
            Optimizer = new Adam(0.01f),
            Threads = threads,
            Checkpoint = path is null ? null : new CheckpointOptions(path) { Resume = true },
        };
    }

    /// <summary>Takes down which epochs are asked for, and of which one each picture is; −1 for the data set itself.</summary>
    private sealed class Recording(Dataset source, List<int>? epochs = null, List<int>? reads = null, int epoch = -1) : Dataset
    {
        public List<int> Epochs { get; } = epochs ?? [];

        public List<int> Reads { get; } = reads ?? [];

        public override int Count => source.Count;

        public override TensorShape InputShape => source.InputShape;

        public override int ClassCount => source.ClassCount;

        public override Dataset InEpoch(int number)
        {
            Epochs.Add(number);
            return new Recording(source.InEpoch(number), Epochs, Reads, number);
        }

        public override void CopyInput(int index, Span<float> destination)
        {
            Reads.Add(epoch);
            source.CopyInput(index, destination);
        }

        public override int GetLabel(int index) => source.GetLabel(index);
    }
}
