namespace DeepVision.Generated;

/// <summary>
/// Batch normalisation over vectors takes its statistics over samples alone: of one sample the variance is zero, every output
/// is β whatever the input, and the running variance shrinks.
/// </summary>
internal static class BatchNormCheck
{
    /// <summary>The first layer that needs two samples or more to train; null if there is none.</summary>
    public static LayerInfo? OverVectors(NetworkArchitecture architecture)
    {
        // By index: an enumerator would be allocated in every step of one sample.
        for (int i = 0; i < architecture.Parameters.Count; i++)
        {
            ParameterTensor tensor = architecture.Parameters[i];
            LayerInfo layer = architecture.Layers[tensor.Layer];
            if (tensor.Group == ParameterGroup.Statistics && tensor.Name.EndsWith(".running_var", StringComparison.Ordinal) && layer.OutputShape.Length == tensor.Shape[0])
                return layer;
        }

        return null;
    }

    /// <summary>Throws if a step of the training would have a single sample and the network can't learn from it.</summary>
    public static void ForTraining(NetworkArchitecture architecture, int samples, int batchSize)
    {
        bool hasSingle = batchSize == 1 || samples % batchSize == 1;
        if (!hasSingle || OverVectors(architecture) is not { } layer)
            return;
        string message = batchSize == 1 || samples == 1
            ? Describe(layer, FormattableString.Invariant($"{(samples == 1 ? "the data set" : nameof(TrainingOptions.BatchSize))} is 1")) + $" Train on more samples, with a {nameof(TrainingOptions.BatchSize)} of 2 or more."
            : Describe(layer, FormattableString.Invariant($"{samples} samples in batches of {batchSize} leave a last batch of 1"))
                + FormattableString.Invariant($" Use another {nameof(TrainingOptions.BatchSize)}, {Alternative(samples, batchSize)} for example, or leave one sample out.");
        throw new ArgumentException(message, nameof(TrainingOptions.BatchSize));
    }

    /// <summary>What the layer needs, and what it would get.</summary>
    public static string Describe(LayerInfo layer, string what) =>
        $"{layer.Description} ({layer.Name}) normalises each value of a vector over the samples of a batch, so training needs two or more, but {what}.";

    /// <summary>The nearest smaller batch size without a last batch of one; the next larger one if there is none.</summary>
    private static int Alternative(int samples, int batchSize)
    {
        for (int size = batchSize - 1; size > 1; size--)
        {
            if (samples % size != 1)
                return size;
        }

        int larger = batchSize + 1;
        while (samples % larger == 1)
            larger++;
        return larger;
    }
}
