namespace DeepVision.Generated;

/// <summary>How the loss goes while the learning rate rises from step to step: what <see cref="Network.FindLearningRate"/> has seen.</summary>
/// <param name="Points">The steps in order; the last ones are missing where the loss grew out of all bounds before.</param>
public sealed record LearningRateCurve(IReadOnlyList<LearningRatePoint> Points)
{
    /// <summary>
    /// The rate at which the smoothed loss falls most steeply over the logarithm of the rate; null if it falls nowhere. The highest
    /// rate of a <see cref="OneCycleSchedule"/> or <see cref="CyclicSchedule"/> may lie above it, where the loss still falls.
    /// </summary>
    public float? Suggestion
    {
        get
        {
            float? suggestion = null;
            double steepest = 0;
            for (int i = 1; i < Points.Count - 1; i++)
            {
                // The rates are one factor apart, so that differences of the loss are slopes.
                double slope = Points[i + 1].SmoothedLoss - Points[i - 1].SmoothedLoss;
                if (slope < steepest)
                    (steepest, suggestion) = (slope, Points[i].LearningRate);
            }

            return suggestion;
        }
    }

    /// <summary>A table with a row for each step, and the suggestion below it.</summary>
    public override string ToString()
    {
        var table = new TextTable(0, "learning rate", "loss", "smoothed loss");
        foreach (LearningRatePoint point in Points)
            table.Add(Figure.Number(point.LearningRate), Figure.Number(point.Loss), Figure.Number(point.SmoothedLoss));
        return $"{table}\n{(Suggestion is { } rate ? $"suggested learning rate {Figure.Number(rate)}" : "the loss falls at no learning rate")}";
    }

    /// <summary>The curve of losses at rising rates, each smoothed by the mean of its neighbours.</summary>
    internal static LearningRateCurve Of(IReadOnlyList<(float Rate, double Loss)> steps)
    {
        // A twentieth of the steps to either side, and at the ends as many as there are on both.
        int reach = Math.Max(1, steps.Count / 20);
        var points = new LearningRatePoint[steps.Count];
        for (int i = 0; i < points.Length; i++)
        {
            int side = Math.Min(reach, Math.Min(i, points.Length - 1 - i));
            double sum = 0;
            for (int k = i - side; k <= i + side; k++)
                sum += steps[k].Loss;
            points[i] = new LearningRatePoint(steps[i].Rate, steps[i].Loss, sum / (2 * side + 1));
        }

        return new LearningRateCurve(points);
    }
}

/// <summary>One step of a learning-rate range test.</summary>
/// <param name="LearningRate">Its rate.</param>
/// <param name="Loss">Mean loss of its batch, before its update.</param>
/// <param name="SmoothedLoss">Mean of the losses around it, as many before it as behind it.</param>
public readonly record struct LearningRatePoint(float LearningRate, double Loss, double SmoothedLoss);
