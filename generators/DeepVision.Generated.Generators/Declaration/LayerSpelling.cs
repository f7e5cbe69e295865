namespace DeepVision.Generated.Generators.Declaration;

/// <summary>Finds the layer that somebody meant who wrote another name.</summary>
internal static class LayerSpelling
{
    /// <summary>What Keras and PyTorch call layers and losses that have another name here.</summary>
    private static readonly Dictionary<string, string> s_otherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ActivityRegularization"] = "ActivityPenalty",
        ["AdaptiveAvgPool1d"] = "GlobalAvgPool1D",
        ["AdaptiveAvgPool2d"] = "GlobalAvgPool2D",
        ["AdaptiveMaxPool1d"] = "GlobalMaxPool1D",
        ["AdaptiveMaxPool2d"] = "GlobalMaxPool2D",
        ["Attention"] = "ScaledDotProductAttention",
        ["AveragePooling1D"] = "AvgPool1D",
        ["AveragePooling2D"] = "AvgPool2D",
        ["BatchNormalization"] = "BatchNorm",
        ["BCELoss"] = "BinaryCrossEntropy",
        ["CategoricalCrossentropy"] = "SoftmaxCrossEntropy",
        ["CategoricalFocalCrossentropy"] = "SoftmaxFocalCrossEntropy",
        ["ContrastiveLoss"] = "Contrastive",
        ["Conv2DTranspose"] = "ConvTranspose2D",
        ["CosineEmbeddingLoss"] = "CosineSimilarity",
        ["Cropping2D"] = "Crop2D",
        ["CrossEntropyLoss"] = "SoftmaxCrossEntropy",
        ["depth_to_space"] = "PixelShuffle",
        ["DiceLoss"] = "Dice",
        ["Dropout2d"] = "SpatialDropout2D",
        ["GlobalAveragePooling1D"] = "GlobalAvgPool1D",
        ["GlobalAveragePooling2D"] = "GlobalAvgPool2D",
        ["GlobalMaxPooling1D"] = "GlobalMaxPool1D",
        ["GlobalMaxPooling2D"] = "GlobalMaxPool2D",
        ["GroupNormalization"] = "GroupNorm",
        ["HardSiLU"] = "HardSwish",
        ["Heaviside"] = "Step",
        ["HuberLoss"] = "Huber",
        ["InstanceNorm2d"] = "InstanceNorm",
        ["KLDivLoss"] = "KLDivergence",
        ["L1Loss"] = "MeanAbsoluteError",
        ["LayerNormalization"] = "LayerNorm",
        ["Linear"] = "Dense",
        ["MaxPooling1D"] = "MaxPool1D",
        ["MaxPooling2D"] = "MaxPool2D",
        ["MSELoss"] = "MeanSquaredError",
        ["PoissonNLLLoss"] = "Poisson",
        ["PositionalEncoding"] = "SinePositionEncoding",
        ["RNN"] = "SimpleRNN",
        ["sigmoid_focal_loss"] = "BinaryFocalCrossEntropy",
        ["space_to_depth"] = "PixelUnshuffle",
        ["SparseCategoricalCrossentropy"] = "SoftmaxCrossEntropy",
        ["Swish"] = "SiLU",
        ["TripletMarginLoss"] = "Triplet",
        ["UnitNormalization"] = "L2Normalize",
        ["UpSampling2D"] = "Upsample2D",
        ["ZeroPadding2D"] = "ZeroPad2D",
    };

    /// <summary>The layer or loss whose name is nearest, or null if none is near. Case counts for nothing.</summary>
    /// <param name="written">What somebody wrote.</param>
    /// <param name="kinds">The library's layers and losses.</param>
    public static string? Nearest(string written, IEnumerable<string> kinds)
    {
        string name = AttributeReader.WithoutSuffix(written);
        if (s_otherNames.TryGetValue(name, out string? meant))
            return meant;
        return Spelling.Nearest(name, kinds);
    }
}
