namespace DeepVision.Generated.Tests.Reference.Losses;

/// <summary>
/// Losses over the distances between the samples of a batch. Each is a list of terms max(0, Σ sign · d(i, j) + constant), to a power, of which the mean is taken; written
/// down from the definitions, without sharing what pairs have in common.
/// </summary>
/// <param name="margin">The margin.</param>
/// <param name="mining">Which triplets there are; null for pairs.</param>
internal sealed class EmbeddingReference(double margin, TripletMining? mining) : ReferenceLoss
{
    public override bool TakesLabels => true;

    public override LossValue Evaluate(ReferenceTensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        int count = scores.Count, length = scores.Shape.Length;
        int[] known = labels[..count].ToArray();
        double[,] distances = new double[count, count], slopes = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                distances[i, j] = Math.Sqrt(Enumerable.Range(0, length).Sum(k => Math.Pow(scores.Values[i * length + k] - scores.Values[j * length + k], 2)));
        }

        double loss = mining is null ? Pairs(known, distances, slopes) : Triplets(known, distances, slopes);
        ReferenceTensor gradient = new(count, scores.Shape);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                // d(i, j) moves both ends, in opposite directions.
                if (slopes[i, j] == 0 || distances[i, j] == 0)
                    continue;
                for (int k = 0; k < length; k++)
                {
                    double change = slopes[i, j] * (scores.Values[i * length + k] - scores.Values[j * length + k]) / distances[i, j];
                    gradient.Values[i * length + k] += change;
                    gradient.Values[j * length + k] -= change;
                }
            }
        }

        return new LossValue(loss, 0, gradient);
    }

    public override double[] Outputs(ReferenceTensor scores) => scores.Values;

    /// <summary>Hadsell et al. 2006, the mean over all pairs.</summary>
    private double Pairs(int[] labels, double[,] distances, double[,] slopes)
    {
        double pairs = labels.Length * (labels.Length - 1) / 2.0, loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = i + 1; j < labels.Length; j++)
            {
                double distance = distances[i, j], missing = labels[i] == labels[j] ? -distance : Math.Max(0, margin - distance);
                loss += missing * missing / 2 / pairs;
                slopes[i, j] = -missing / pairs;
            }
        }

        return loss;
    }

    private double Triplets(int[] labels, double[,] distances, double[,] slopes)
    {
        (int Anchor, int Positive, int Negative)[] triplets = [.. Enumerable.Range(0, labels.Length).SelectMany(anchor => Of(anchor, labels, distances))];
        double Loss((int Anchor, int Positive, int Negative) triplet) => Math.Max(0, distances[triplet.Anchor, triplet.Positive] - distances[triplet.Anchor, triplet.Negative] + margin);
        if (mining == TripletMining.BatchAll)
            triplets = [.. triplets.Where(triplet => Loss(triplet) != 0)];
        foreach ((int anchor, int positive, int negative) in triplets.Where(triplet => Loss(triplet) != 0))
        {
            slopes[anchor, positive] += 1.0 / triplets.Length;
            slopes[anchor, negative] -= 1.0 / triplets.Length;
        }

        return triplets.Length == 0 ? 0 : triplets.Sum(Loss) / triplets.Length;
    }

    /// <summary>Hermans et al. 2017 for batch-all and batch-hard, Schroff et al. 2015 for semi-hard.</summary>
    private IEnumerable<(int Anchor, int Positive, int Negative)> Of(int anchor, int[] labels, double[,] distances)
    {
        int[] positives = [.. Enumerable.Range(0, labels.Length).Where(i => i != anchor && labels[i] == labels[anchor])];
        int[] negatives = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] != labels[anchor])];
        if (positives.Length == 0 || negatives.Length == 0)
            return [];
        double Distance(int other) => distances[anchor, other];
        return mining switch
        {
            TripletMining.BatchAll => positives.SelectMany(positive => negatives.Select(negative => (anchor, positive, negative))),
            TripletMining.BatchHard => [(anchor, Farthest(positives), negatives.MinBy(Distance))],
            _ => positives.Select(positive => (anchor, positive,
                negatives.Where(negative => Distance(negative) > Distance(positive)).OrderBy(Distance).Select(negative => (int?)negative).FirstOrDefault() ?? Farthest(negatives))),
        };

        // What is not a number comes first in the framework's order.
        int Farthest(int[] others) => others.Any(other => double.IsNaN(Distance(other))) ? others.First(other => double.IsNaN(Distance(other))) : others.MaxBy(Distance);
    }
}
