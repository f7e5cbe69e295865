namespace DeepVision.Generated.Benchmarks.Startup;

/// <summary>Arguments of the program that is published and timed: it does one thing and then prints one line.</summary>
internal static class StartupWork
{
    /// <summary>Nothing: what .NET itself takes.</summary>
    public const string Nothing = "start-alone";

    /// <summary>Makes the network and predicts one image.</summary>
    public const string FirstPrediction = "first-prediction";

    /// <summary>Makes the network and takes one step of 64 images.</summary>
    public const string FirstTrainingStep = "first-training-step";

    /// <summary>Trains a while; the line is the number of images per second.</summary>
    public const string Training = "training";

    /// <summary>The line of all others.</summary>
    public const string Done = "done";
}
