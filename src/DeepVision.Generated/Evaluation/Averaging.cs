namespace DeepVision.Generated;

/// <summary>How figures of several classes become one; the names are scikit-learn's.</summary>
public enum Averaging
{
    /// <summary>The mean over the classes that occur or are predicted, each counting the same however many samples it has.</summary>
    Macro,

    /// <summary>The mean over the classes, each counting as much as it has samples.</summary>
    Weighted,

    /// <summary>One figure of the counts of all classes together; for samples of one class each it is the accuracy.</summary>
    Micro,
}
