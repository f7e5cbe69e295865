namespace DeepVision.Generated.Images.Tests;

/// <summary>Which of two pictures it is.</summary>
[Network(12, 12, 3)]
[Conv2D(4, 3), ReLU, MaxPool2D(2), Flatten]
[Dense(2), SoftmaxCrossEntropy]
public partial class PictureNet;

/// <summary>From a folder to a prediction.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainingTests()
    {
        for (int i = 0; i < 6; i++)
        {
            _folder.Add("rgb.png", FormattableString.Invariant($"data/colour/{i}.png"));
            _folder.Add("grey.jpg", FormattableString.Invariant($"data/grey/{i}.jpg"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FoldersTrainTheSameFromFilesAndFromMemory()
    {
        ImageDataset pictures = ImageFolder.Load(_folder.PathOf("data"), PictureNet.InputShape);
        ImageFileDataset files = ImageFolder.Open(_folder.PathOf("data"), PictureNet.InputShape);
        (ImageDataset train, ImageDataset validation) = pictures.Split(0.5, seed: 1);
        (ImageFileDataset trainFiles, ImageFileDataset validationFiles) = files.Split(0.5, seed: 1);
        using PictureNet one = new(seed: 2), other = new(seed: 2);
        TrainingHistory fromMemory = one.Train(train, Options(validation, null)), fromFiles = other.Train(trainFiles, Options(validationFiles, 3));

        Assert.Equal(fromMemory.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss)), fromFiles.Epochs.Select(epoch => (epoch.Loss, epoch.ValidationLoss)));
        Assert.Equal(1, other.Evaluate(validationFiles).Accuracy);

        byte[] pixels = ImageFile.Read(_folder.PathOf("data/grey/0.jpg"), PictureNet.InputShape);
        Prediction prediction = other.Predict(pixels);
        Assert.Equal("grey", files.ClassNames![prediction.Label]);
    }

    [Fact]
    public void AFileThatBreaksLaterIsNamedByTraining()
    {
        ImageFileDataset files = ImageFolder.Open(_folder.PathOf("data"), PictureNet.InputShape);
        string broken = _folder.Write("data/grey/3.jpg", [0xFF, 0xD8, 0xFF]);
        using PictureNet net = new(seed: 2);
        ImageFileException e = Assert.Throws<ImageFileException>(() => net.Train(files, new TrainingOptions { BatchSize = 4, LoadingThreads = 2 }));
        Assert.Equal(broken, e.FilePath);
        Assert.Equal(broken, Assert.Throws<ImageFileException>(() => net.Evaluate(files)).FilePath);
    }

    private static TrainingOptions Options(Dataset validation, int? threads) =>
        new() { Epochs = 30, BatchSize = 3, Optimizer = new Adam(1e-2f), Validation = validation, LoadingThreads = threads };
}
