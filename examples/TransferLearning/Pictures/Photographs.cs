using DeepVision.Generated;
using DeepVision.Generated.Images;

namespace TransferLearning.Pictures;

/// <summary>Photographs in folders, as the course's ants and bees: train and val, and in each a folder for each class.</summary>
internal static class Photographs
{
    /// <summary>Reads them and scales them to the size that a network reads.</summary>
    /// <exception cref="DatasetException">A folder isn't there, or has other classes than two.</exception>
    public static (ImageDataset Train, ImageDataset Test) Load(string directory, TensorShape shape, int threads, CancellationToken cancellationToken)
    {
        ImageOptions options = new() { ShortSide = 256 };
        ImageDataset train = ImageFolder.Load(Path.Combine(directory, "train"), shape, options, threads: threads, cancellationToken: cancellationToken);
        if (train.ClassCount != 2)
            throw new DatasetException(directory, FormattableString.Invariant($"has {train.ClassCount} classes; this program's networks tell two apart."));
        return (train, ImageFolder.Load(Path.Combine(directory, "val"), shape, options, train.ClassNames, threads: threads, cancellationToken: cancellationToken));
    }
}
