namespace DeepVision.Generated;

/// <summary>Says what is wrong with a data set before a network runs on it.</summary>
internal static class DatasetCheck
{
    /// <summary>Throws unless the data set can be evaluated with the network.</summary>
    public static void Fits(Network network, Dataset data, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(data, parameterName);
        string name = network.Architecture.Name;
        TensorShape expected = network.Architecture.InputShape;
        if (data.Count < 1)
            throw new ArgumentException("The data set is empty.", parameterName);
        bool fits = data.InputShape == expected
            || (data.InputShape.Length == expected.Length && (data.InputShape.Rank == 1 || expected.Rank == 1));
        if (!fits)
            throw new ArgumentException($"{name} takes inputs of {expected}, but those of the data set are {data.InputShape}.", parameterName);

        int classes = network.Architecture.OutputShape.Length, targetLength = network.TargetLength;
        if (targetLength == 0 && data.ClassCount == 0)
            throw new ArgumentException($"{name} learns from labels, but the data set has none.", parameterName);
        if (targetLength == 0 && data.ClassCount > classes)
            throw new ArgumentException(FormattableString.Invariant($"The data set has {data.ClassCount} classes, but {name} has {classes}: its last layer needs {data.ClassCount} outputs."), parameterName);
        if (targetLength > 0 && data.TargetLength == 0)
            throw new ArgumentException(FormattableString.Invariant($"{name} learns from targets of {targetLength} values, but the data set has none{(data.ClassCount > 0 ? "; labels are for networks that end in SoftmaxCrossEntropy" : "")}."), parameterName);
        if (targetLength > 0 && data.TargetLength != targetLength)
            throw new ArgumentException(FormattableString.Invariant($"{name} learns from targets of {targetLength} values, but those of the data set have {data.TargetLength}."), parameterName);
    }

    /// <summary>Throws unless the network can be trained on the data set with these options.</summary>
    public static void ForTraining(Network network, Dataset data, TrainingOptions options)
    {
        Fits(network, data, nameof(data));
        BatchNormCheck.ForTraining(network.Architecture, data.Count, options.BatchSize);
        if (options.Validation is not null)
            Fits(network, options.Validation, $"{nameof(options)}.{nameof(TrainingOptions.Validation)}");
        if (options.EarlyStopping is { } stopping)
            CheckMonitor(network, stopping.Monitor, hasValidation: options.Validation is not null);
    }

    private static void CheckMonitor(Network network, Metric monitor, bool hasValidation)
    {
        const string Parameter = nameof(TrainingOptions.EarlyStopping);
        if (monitor is Metric.ValidationLoss or Metric.ValidationAccuracy && !hasValidation)
            throw new ArgumentException($"Early stopping monitors {monitor}, but there is no validation data. Set {nameof(TrainingOptions)}.{nameof(TrainingOptions.Validation)}, or monitor {nameof(Metric.TrainingLoss)}.", Parameter);
        bool hasAccuracy = network is ClassificationNetwork || (network is BinaryNetwork && monitor == Metric.ValidationAccuracy);
        if (monitor is Metric.TrainingAccuracy or Metric.ValidationAccuracy && !hasAccuracy)
            throw new ArgumentException($"Early stopping monitors {monitor}, which {network.Architecture.Name} doesn't have. Monitor {nameof(Metric.ValidationLoss)} or {nameof(Metric.TrainingLoss)}.", Parameter);
    }
}
