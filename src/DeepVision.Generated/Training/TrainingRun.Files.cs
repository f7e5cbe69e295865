namespace DeepVision.Generated;

/// <content>Checkpoints and the file of the best weights.</content>
public sealed partial class TrainingRun
{
    private void Resume(string path)
    {
        _network.EnterStep();
        Checkpoint checkpoint;
        try
        {
            checkpoint = Checkpoint.Restore(path, _network, Optimizer);
        }
        finally
        {
            _network.LeaveStep();
        }

        foreach (EpochResult epoch in checkpoint.State.Epochs)
        {
            History.Add(epoch);
            _bestEpoch?.Add(epoch);
        }

        _finishedEpochs = checkpoint.State.Epochs.Count;
        if (_stopping is null)
            return;
        using (UseValidatedWeights())
            _stopping.Resume(History.Epochs, checkpoint.BestWeights, _network.Parameters.Values);
    }

    private void WriteBestWeights(EpochResult epoch)
    {
        if (_bestEpoch?.Add(epoch) != true)
            return;
        using AveragedWeights? averages = UseValidatedWeights();
        Write(() => WeightsFile.Save(_options.BestWeights!.Path, _network));
    }

    /// <summary>Lets the averages be the weights, where these are what is validated, until the result is disposed.</summary>
    private AveragedWeights? UseValidatedWeights() => _validatesAverages ? _network.UseAverages(Optimizer) : null;

    /// <returns>Whether it was time to write one.</returns>
    private bool WriteCheckpoint()
    {
        if (_options.Checkpoint is not { } checkpoint || (FindEnd() == StopReason.StillRunning && _finishedEpochs % checkpoint.EveryEpochs != 0))
            return false;
        Write(() => Checkpoint.Save(checkpoint.Path, _network, Optimizer, History.Epochs, _stopping?.EarlierBestWeights));
        return true;
    }

    /// <exception cref="CheckpointException">The file can't be written.</exception>
    private void Write(Action write)
    {
        try
        {
            write();
        }
        catch (WeightsFileException e)
        {
            throw new CheckpointException(e, History);
        }
    }
}
