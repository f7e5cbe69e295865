namespace DigitsInBrowser.Networks;

/// <summary>What the network says to one image, and what its filters answered on the way.</summary>
/// <param name="Probabilities">One for each digit.</param>
/// <param name="Time">What the prediction alone took.</param>
/// <param name="FirstFilters">Behind the first pooling, 13×13×32.</param>
/// <param name="SecondFilters">Behind the second pooling, 5×5×64.</param>
public sealed record Answer(float[] Probabilities, TimeSpan Time, FeatureMaps FirstFilters, FeatureMaps SecondFilters)
{
    /// <summary>The most probable digit.</summary>
    public int Digit => Array.IndexOf(Probabilities, Probabilities.Max());
}
