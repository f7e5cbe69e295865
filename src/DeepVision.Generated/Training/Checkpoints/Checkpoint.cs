namespace DeepVision.Generated;

/// <summary>
/// A training run at the end of an epoch: a weights file with more in it. The weights are those that the network would be left
/// with if training ended here: with early stopping those of the best epoch. What the optimizer remembers, and the weights of
/// the last epoch if they are others, are tensors with names of their own; everything else is JSON in the metadata.
/// </summary>
/// <param name="State">Counters and history.</param>
/// <param name="BestWeights">Packed parameters of the best epoch, if early stopping keeps them and they are not those of the last one.</param>
internal sealed record Checkpoint(CheckpointState State, float[]? BestWeights)
{
    private const string MetadataKey = "deepvision.checkpoint";

    // No layer's name can hold a colon, so these never meet a weight's name.
    private const string Prefix = "checkpoint:";
    private const string LastPrefix = Prefix + "last.";
    private const string AveragePrefix = Prefix + "average.";
    private const string OptimizerPrefix = Prefix + "optimizer.";

    /// <summary>True for tensors that only a checkpoint has; a plain load of the weights leaves them aside.</summary>
    public static bool Owns(string tensorName) => tensorName.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Writes a checkpoint in place of an older one.</summary>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    public static void Save(string path, Network network, Optimizer optimizer, IReadOnlyList<EpochResult> epochs, float[]? bestWeights)
    {
        NetworkArchitecture architecture = network.Architecture;
        OptimizerState optimizerState = network.GetOptimizerState(optimizer);
        List<StoredTensor> tensors = [];
        AddPacked(tensors, "", architecture.Parameters, bestWeights ?? network.Parameters.Values);
        for (int slot = 0; slot < optimizerState.SlotCount; slot++)
            AddPacked(tensors, SlotPrefix(optimizerState, slot), Trainable(architecture), optimizerState[slot]);
        if (bestWeights is not null)
            AddPacked(tensors, LastPrefix, architecture.Parameters, network.Parameters.Values);

        var state = new CheckpointState(network.Seed, network.StepsTaken, optimizer.GetType().Name, optimizerState.Step, epochs);
        Dictionary<string, string> metadata = WeightsFile.ToMetadata(architecture);
        metadata[MetadataKey] = state.ToJson();
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>Brings a network and its optimizer to the state of a checkpoint. Everything is checked before the first value changes.</summary>
    /// <exception cref="WeightsFileException">The file can't be read, is no checkpoint, or belongs to another network or optimizer.</exception>
    public static Checkpoint Restore(string path, Network network, Optimizer optimizer)
    {
        NetworkArchitecture architecture = network.Architecture;
        SafetensorsFile file = SafetensorsFile.Read(path);
        if (!file.Metadata.TryGetValue(MetadataKey, out string? json))
            throw new WeightsFileException(path, "holds weights but is no checkpoint, so training can't go on from it. Load the weights with LoadWeights instead.");

        CheckpointState state = CheckpointState.Parse(path, json);
        if (state.Optimizer != optimizer.GetType().Name)
            throw new WeightsFileException(path, $"was written with the optimizer {state.Optimizer}, but the options have {optimizer.GetType().Name}. Resume with the same one.");

        IReadOnlyList<float[]> weights = WeightsFile.Check(TensorFile.Weights(file), architecture);
        var optimizerState = new OptimizerState(optimizer, architecture.TrainableLength) { Step = state.OptimizerStep };
        CheckSlots(file, architecture, optimizer, optimizerState);
        for (int slot = 0; slot < optimizerState.SlotCount; slot++)
            ReadPacked(file, SlotPrefix(optimizerState, slot), Trainable(architecture), optimizerState[slot]);
        float[]? last = null;
        if (file.Tensors.Any(tensor => tensor.Name.StartsWith(LastPrefix, StringComparison.Ordinal)))
            ReadPacked(file, LastPrefix, architecture.Parameters, last = new float[architecture.StorageLength]);

        WeightsFile.Apply(weights, architecture, network.Parameters);
        float[]? best = null;
        if (last is not null)
        {
            best = network.Parameters.Values.ToArray();
            last.CopyTo(network.Parameters.Values);
            network.Parameters.MarkChanged();
        }

        network.Resume(state.Seed, state.StepsTaken);
        network.SetOptimizerState(optimizer, optimizerState);
        return new Checkpoint(state, best);
    }

    /// <summary>What precedes the names of the tensors in one of the optimizer's slots; the first two have had their names before there were more.</summary>
    private static string SlotPrefix(OptimizerState state, int slot) => slot switch
    {
        _ when state.HasAverages && slot == state.SlotCount - 1 => AveragePrefix,
        0 => OptimizerPrefix + "first.",
        1 => OptimizerPrefix + "second.",
        _ => FormattableString.Invariant($"{OptimizerPrefix}slot_{slot + 1}."),
    };

    /// <summary>Throws unless the file has what an optimizer with these options remembers.</summary>
    private static void CheckSlots(SafetensorsFile file, NetworkArchitecture architecture, Optimizer optimizer, OptimizerState state)
    {
        if (Trainable(architecture).FirstOrDefault() is not { } tensor)
            return;
        string name = optimizer.GetType().Name;
        int stored = file.Tensors.Count(candidate => candidate.Name.StartsWith(OptimizerPrefix, StringComparison.Ordinal) && candidate.Name.EndsWith("." + tensor.Name, StringComparison.Ordinal));
        if (stored != optimizer.StateSlots)
            throw new WeightsFileException(file.FilePath, FormattableString.Invariant($"has {Quantity.Of(stored, "value")} that {name} remembers of each weight, but with the options given it remembers {optimizer.StateSlots}. Resume with the options that it was trained with."));
        bool hasAverages = file.Find(AveragePrefix + tensor.Name) is not null;
        if (hasAverages != state.HasAverages)
            throw new WeightsFileException(file.FilePath, $"{(hasAverages ? "has averages of the weights" : "has no averages of the weights")}, but {nameof(Optimizer.AverageDecay)} of {name} is {(hasAverages ? "0" : "above 0")}. Resume with the options that it was trained with.");
    }

    private static IEnumerable<ParameterTensor> Trainable(NetworkArchitecture architecture) => architecture.Parameters.Where(parameter => parameter.IsTrainable);

    private static void AddPacked(List<StoredTensor> tensors, string prefix, IEnumerable<ParameterTensor> parameters, ReadOnlySpan<float> packed)
    {
        foreach (ParameterTensor parameter in parameters)
        {
            float[] logical = new float[parameter.Layout.Count];
            parameter.Layout.Unpack(packed.Slice(parameter.Offset, parameter.Layout.PackedLength), logical);
            tensors.Add(StoredTensor.FromSingles(prefix + parameter.Name, parameter.Shape, logical));
        }
    }

    private static void ReadPacked(SafetensorsFile file, string prefix, IEnumerable<ParameterTensor> parameters, float[] packed)
    {
        foreach (ParameterTensor parameter in parameters)
        {
            StoredTensor? stored = file.Find(prefix + parameter.Name);
            if (stored is not { Type: StoredType.F32 } || !stored.Shape.SequenceEqual(parameter.Shape))
                throw new WeightsFileException(file.FilePath, $"is a damaged checkpoint: {prefix}{parameter.Name} is missing, or isn't [{string.Join(", ", parameter.Shape)}] of type F32.");
            parameter.Layout.Pack(stored.ToSingles(), packed.AsSpan(parameter.Offset, parameter.Layout.PackedLength));
        }
    }
}
