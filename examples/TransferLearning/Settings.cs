namespace TransferLearning;

/// <summary>What the command line asks for.</summary>
/// <param name="Methods">The ways to go.</param>
/// <param name="Augments">Whether the networks that see pictures in each epoch see them changed at random.</param>
/// <param name="Epochs">Epochs of these networks; null for those that the program has chosen.</param>
/// <param name="PicturesPath">A folder with photographs; null to draw pictures.</param>
/// <param name="ModelPath">A folder with the pretrained ResNet-18; null for that of the package.</param>
/// <param name="FeaturesPath">A file to keep bottleneck features in; null for none.</param>
/// <param name="CifarPath">A folder with CIFAR-10, to train behind VGG-16 on; null for the three ways.</param>
/// <param name="VggWeightsPath">The weights of VGG-16; null for random ones.</param>
/// <param name="Seed">Fixes everything random.</param>
/// <param name="Threads">Threads to train with; 0 for all cores.</param>
internal sealed record Settings(
    Method Methods, bool Augments, int? Epochs, string? PicturesPath, string? ModelPath, string? FeaturesPath, string? CifarPath, string? VggWeightsPath, int Seed, int Threads);
