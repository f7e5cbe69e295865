namespace DeepVision.Generated;

/// <summary>Reads and writes the weights of networks.</summary>
public static class WeightsFile
{
    /// <summary>Writes all parameters of a network.</summary>
    public static void Save(string path, Network network) => throw new WeightsFileException(path, "Not written yet.");

    /// <summary>Reads all parameters of a network.</summary>
    public static void Load(string path, Network network) => throw new WeightsFileException(path, "Not written yet.");
}
