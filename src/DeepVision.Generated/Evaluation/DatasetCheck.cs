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
        if (!HasValuesOf(data.InputShape, expected))
            throw new ArgumentException($"{name} takes inputs of {expected}, but those of the data set are {data.InputShape}.", parameterName);

        if (network is MultiNetwork)
        {
            NetworkArchitecture architecture = network.Architecture;
            string? problem = architecture.FurtherInputs.Select(input => WhyNot(input, data)).Concat(architecture.Heads.Select((head, number) => WhyNot(head, number, data)))
                .FirstOrDefault(reason => reason is not null);
            if (problem is not null)
                throw new ArgumentException($"{name} can't use the data set: {problem}", parameterName);
            SequenceLengths.Check(architecture, data, parameterName);
            return;
        }

        int targetLength = network.TargetLength;
        int classes = network is SegmentationNetwork segmentation ? segmentation.ClassCount : network.Architecture.OutputShape.Length;
        if (targetLength == 0 && data.ClassCount == 0)
            throw new ArgumentException($"{name} learns from labels, but the data set has none{TargetHint(data, classes)}.", parameterName);
        if (targetLength == 0)
            CheckLabelMaps(network, data, parameterName);
        if (targetLength == 0 && data.ClassCount > classes && network is not EmbeddingNetwork)
            throw new ArgumentException(FormattableString.Invariant($"The data set has {Quantity.OfClasses(data.ClassCount)}, but {name} has {classes}: its last layer needs {Quantity.Of(data.ClassCount, "output")}."), parameterName);
        bool isSoft = network is ClassificationNetwork { HasSoftTargets: true };
        if (isSoft && data is { TargetLength: 0, LabelMapShape: null } && data.ClassCount > classes)
            throw new ArgumentException(FormattableString.Invariant($"The data set has {Quantity.OfClasses(data.ClassCount)}, but {name} has {classes}: its last layer needs {Quantity.Of(data.ClassCount, "output")}."), parameterName);
        bool takesLabels = (network is BinaryNetwork && targetLength == 1 && data.AnswerLength == 1) || (isSoft && data.HasOneHot(targetLength));
        if (targetLength > 0 && data.TargetLength == 0 && !takesLabels)
            throw new ArgumentException($"{name} learns from targets of {Quantity.Of(targetLength, "value")}, but the data set has none{LabelHint(network, data)}.", parameterName);
        if (targetLength > 0 && data.TargetLength != targetLength && !takesLabels)
            throw new ArgumentException(FormattableString.Invariant($"{name} learns from targets of {Quantity.Of(targetLength, "value")}, but those of the data set have {data.TargetLength}."), parameterName);
    }

    /// <summary>Whether samples of a shape can be read as another one: both are the same, one is a vector, or the rows of a grey image are the steps of a sequence.</summary>
    private static bool HasValuesOf(TensorShape shape, TensorShape expected) =>
        shape == expected
        || (shape.Length == expected.Length && (shape.Rank == 1 || expected.Rank == 1 || (shape.Rank == 3 && shape.Channels == 1 && expected == new TensorShape(shape.Height, shape.Width))));

    /// <summary>Why a data set can't give a further input of a network; null if it can.</summary>
    public static string? WhyNot(InputInfo input, Dataset data)
    {
        if (data.FurtherInputs.FirstOrDefault(candidate => candidate.Name == input.Name) is not { Shape: var shape })
            return input.IsLengths ? $"it doesn't say how long its sequences are. Make it a {nameof(SequenceDataset)}." : $"it has no input \"{input.Name}\", of {input.Shape}. Add it: {nameof(Dataset.WithInput)}(\"{input.Name}\", …).";
        return HasValuesOf(shape, input.Shape) ? null : $"its inputs \"{input.Name}\" are {shape}, but the network takes {input.Shape}.";
    }

    /// <summary>Why a head can't learn from a data set; null if it can.</summary>
    public static string? WhyNot(HeadInfo head, int number, Dataset data)
    {
        string forHead = head.Name.Length == 0 ? "" : " for the head " + head.Name, name = head.Name.Length == 0 ? "…" : $"\"{head.Name}\"";
        AnswerInfo? answers = data.FindAnswers(head, number);
        if (head.Kind == HeadKind.Segmentation)
        {
            return WhyNotMaps(head.Shape, data) is { } reason ? "the network " + reason
                : data.ClassCount > head.Shape.Channels ? FormattableString.Invariant($"its labels are of {Quantity.OfClasses(data.ClassCount)}, but the network has {head.Shape.Channels}.")
                : null;
        }

        if (head.TargetLength == 0)
        {
            return answers is null || answers.ClassCount == 0 ? $"it has no labels{forHead}. Add them: {nameof(Dataset.WithLabels)}({name}, …)."
                : answers.ClassCount > head.Shape.Length ? FormattableString.Invariant($"its labels{forHead} are of {Quantity.OfClasses(answers.ClassCount)}, but the network has {head.Shape.Length}.")
                : null;
        }

        bool takesLabels = (head is { Kind: HeadKind.Binary, TargetLength: 1 } && answers is { AnswerLength: 1 })
            || (head.SoftTargets && answers is { TargetLength: 0, ClassCount: > 0 } && answers.ClassCount <= head.Shape.Length);
        return takesLabels ? null
            : answers is null || answers.TargetLength == 0 ? FormattableString.Invariant($"it has no targets{forHead}, of {Quantity.Of(head.TargetLength, "value")}. Add them: {nameof(Dataset.WithTargets)}({name}, …).")
            : answers.TargetLength != head.TargetLength ? FormattableString.Invariant($"its targets{forHead} have {Quantity.Of(answers.TargetLength, "value")}, but the network learns from {head.TargetLength}.")
            : null;
    }

    /// <summary>Throws unless so many samples can run together.</summary>
    public static void BatchSize(Network network, int size, int largest, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, parameterName);
        if (size > largest)
            throw new ArgumentOutOfRangeException(parameterName, size, $"A batch of {network.Architecture.Name} can have {Quantity.Of(largest, "sample")} at most: one array holds no more.");
    }

    /// <summary>Throws unless a data set can be evaluated in batches of this size.</summary>
    /// <returns>Samples of a batch: all if there are fewer.</returns>
    public static int EvaluationBatchSize(Network network, Dataset data, int size, string parameterName)
    {
        int capacity = Math.Min(size, data.Count);
        BatchSize(network, capacity, Batch.Limit(network.Architecture.InputLength, network.Architecture.OutputLength), parameterName);
        return capacity;
    }

    /// <summary>Throws unless the network can be trained on the data set with these options.</summary>
    public static void ForTraining(Network network, Dataset data, TrainingOptions options)
    {
        Fits(network, data, nameof(data));
        BatchNormCheck.ForTraining(network.Architecture, data.Count, options.BatchSize);
        if (options.Validation is not null)
            Fits(network, options.Validation, $"{nameof(options)}.{nameof(TrainingOptions.Validation)}");
        const string BatchSizeName = $"{nameof(options)}.{nameof(TrainingOptions.BatchSize)}";
        if (options.BatchSize == TrainingOptions.AllSamples && data.Count > network.LargestBatch)
            throw new ArgumentOutOfRangeException(BatchSizeName, options.BatchSize, FormattableString.Invariant($"All {data.Count} samples in one batch are too many for {network.Architecture.Name}: it takes {network.LargestBatch} at most, because one array holds no more. Set {nameof(TrainingOptions.BatchSize)}, or train on fewer samples: data.Take({network.LargestBatch})."));
        BatchSize(network, Math.Min(options.BatchSize, data.Count), network.LargestBatch, BatchSizeName);
        if (options.Validation is not null)
            EvaluationBatchSize(network, options.Validation, options.ValidationBatchSize, BatchSizeName);
        if (options.Optimizer is LBFGS)
        {
            if (options.BatchSize < data.Count)
                throw new ArgumentException(FormattableString.Invariant($"{nameof(LBFGS)} compares losses, so it needs all {data.Count} samples in each step, but {BatchSizeName} is {options.BatchSize}. Set it to {nameof(TrainingOptions)}.{nameof(TrainingOptions.AllSamples)}."), BatchSizeName);
            if (network.WhyNoLineSearch(options.Optimizer, options.ClipNorm) is { } reason)
                throw new ArgumentException(reason, $"{nameof(options)}.{nameof(TrainingOptions.Optimizer)}");
        }

        if (options.EarlyStopping is { } stopping)
            CheckMonitor(network, stopping.Monitor, "Early stopping", nameof(TrainingOptions.EarlyStopping), options);
        if (options.BestWeights is { } best)
            CheckMonitor(network, best.Monitor, "The file of the best weights", nameof(TrainingOptions.BestWeights), options);
        if (options.BestWeights is { } file && options.Checkpoint is { } checkpoint && Path.GetFullPath(file.Path) == Path.GetFullPath(checkpoint.Path))
            throw new ArgumentException($"The best weights and the checkpoint have one file, {file.Path}. Give each its own.", $"{nameof(options)}.{nameof(TrainingOptions.BestWeights)}");
        if (options.Optimizer.LearningRate.Monitor is { } monitor)
            CheckMonitor(network, monitor, "The learning-rate schedule", nameof(TrainingOptions.Optimizer), options);
    }

    /// <summary>Why a network can't learn the labels of its pixels, or steps, from a data set, as the end of a sentence; null if it can.</summary>
    private static string? WhyNotMaps(TensorShape output, Dataset data)
    {
        bool isSequence = output.Rank == 2;
        string wanted = isSequence ? Quantity.Of(output.Width, "step") : FormattableString.Invariant($"{output.Height}×{output.Width} pixels");
        if (data.LabelMapShape is not { } map)
        {
            string fix = isSequence ? "For one class a sequence, let the network end in a vector and Dense." : "For one class an image, let the network end in Flatten (or GlobalAvgPool2D) and Dense.";
            return $"learns a label for each of {wanted}, but the data set has one for each sample. {fix}";
        }

        return map.Height == output.Height && map.Width == output.Width ? null
            : $"learns from label maps of {wanted}, but those of the data set have {(map.Rank == 2 ? Quantity.Of(map.Width, "step") : FormattableString.Invariant($"{map.Height}×{map.Width}"))}.";
    }

    private static void CheckLabelMaps(Network network, Dataset data, string parameterName)
    {
        NetworkArchitecture architecture = network.Architecture;
        if (network is not SegmentationNetwork)
        {
            if (data.LabelMapShape is not null)
                throw new ArgumentException($"{architecture.Name} learns one label for each sample, but the data set has label maps. A network for these ends in SoftmaxCrossEntropy over an image or a sequence.", parameterName);
            return;
        }

        if (WhyNotMaps(architecture.OutputShape, data) is { } reason)
            throw new ArgumentException($"{architecture.Name} {reason}", parameterName);
    }

    /// <summary>Says which loss would take the targets that a data set has in place of labels.</summary>
    private static string TargetHint(Dataset data, int classes) =>
        data.TargetLength == 0 || data.TargetLength != classes ? ""
        : FormattableString.Invariant($"; from targets of {Quantity.Of(classes, "value")}, a probability for each class, it learns with SoftmaxCrossEntropy(SoftTargets = true)");

    /// <summary>Says which labels the network could take, for a data set that has some.</summary>
    private static string LabelHint(Network network, Dataset data) =>
        data.ClassCount == 0 ? ""
        : data.LabelMapShape is not null ? "; label maps are for networks that end in SoftmaxCrossEntropy over an image"
        : network is BinaryNetwork { TargetLength: 1 } ? FormattableString.Invariant($"; labels must be 0 or 1, but it has {data.ClassCount} classes")
        : network is BinaryNetwork ? "; labels 0 and 1 are for networks with one output"
        : "; labels are for networks that end in SoftmaxCrossEntropy or BinaryCrossEntropy";

    private static void CheckMonitor(Network network, Metric monitor, string who, string parameter, TrainingOptions options)
    {
        if (monitor is Metric.HighestMeasure or Metric.LowestMeasure && options.Measure is null)
            throw new ArgumentException($"{who} monitors {monitor}, but there is none. Set {nameof(TrainingOptions)}.{nameof(TrainingOptions.Measure)}, or monitor {nameof(Metric.ValidationLoss)}.", parameter);
        if (monitor is Metric.ValidationLoss or Metric.ValidationAccuracy && options.Validation is null)
            throw new ArgumentException($"{who} monitors {monitor}, but there is no validation data. Set {nameof(TrainingOptions)}.{nameof(TrainingOptions.Validation)}, or monitor {nameof(Metric.TrainingLoss)}.", parameter);
        bool validates = network is BinaryNetwork or EmbeddingNetwork || network.Architecture.Heads is [{ Kind: HeadKind.Binary }];
        bool hasAccuracy = network.ReportsAccuracy || (validates && monitor == Metric.ValidationAccuracy);
        if (monitor is Metric.TrainingAccuracy or Metric.ValidationAccuracy && !hasAccuracy)
            throw new ArgumentException($"{who} monitors {monitor}, which {network.Architecture.Name} doesn't have. Monitor {nameof(Metric.ValidationLoss)} or {nameof(Metric.TrainingLoss)}.", parameter);
    }
}
