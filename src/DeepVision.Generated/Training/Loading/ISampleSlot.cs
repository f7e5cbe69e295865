namespace DeepVision.Generated;

/// <summary>Room for the samples of one batch, which several threads fill at the same time.</summary>
internal interface ISampleSlot
{
    /// <summary>Throws unless the data set has what the slot holds; called once before samples of it are loaded.</summary>
    /// <exception cref="ArgumentException">It hasn't.</exception>
    void CheckFits(Dataset data);

    /// <summary>Copies one sample to its place.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="index">Which of its samples.</param>
    /// <param name="place">Where in the slot, from 0.</param>
    void Load(Dataset data, int index, int place);
}
