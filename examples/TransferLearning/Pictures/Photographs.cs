using DeepVision.Generated;
using DeepVision.Generated.Images;

namespace TransferLearning.Pictures;

/// <summary>Photographs in folders, as the course's ants and bees: train and val, and in each a folder for each class.</summary>
internal static class Photographs
{
    /// <summary>Reads them, as squares: the middle of each.</summary>
    /// <exception cref="DatasetException">A folder isn't there, or has other classes than two.</exception>
    public static (ImageDataset Train, ImageDataset Test) Load(string directory, TensorShape shape, int threads, CancellationToken cancellationToken)
    {
        ImageDataset train = ImageFolder.Load(Path.Combine(directory, "train"), shape, threads: threads, cancellationToken: cancellationToken);
        if (train.ClassCount != 2)
            throw new DatasetException(directory, FormattableString.Invariant($"has {train.ClassCount} classes; this program's networks tell two apart."));
        return (train, ImageFolder.Load(Path.Combine(directory, "val"), shape, classNames: train.ClassNames, threads: threads, cancellationToken: cancellationToken));
    }
}
