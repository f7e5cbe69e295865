using System.Runtime.InteropServices;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>Collects a <see cref="BinaryResult"/> sample by sample.</summary>
/// <param name="ranks">Whether to keep all scores for the figures that rank them.</param>
/// <param name="loss">The loss of a sample; null for the cross-entropy of its answers.</param>
/// <param name="outputs">Outputs that are ranked each by itself: those of a sample or, where sequences differ in length, of a step.</param>
internal sealed class BinaryCounts(bool ranks = true, SampleLoss? loss = null, int outputs = int.MaxValue)
{
    private readonly List<(List<float> Scores, List<bool> Answers)> _outputs = [];
    private double _loss;
    private long _count, _answers, _truePositives, _falsePositives, _trueNegatives, _falseNegatives;

    /// <summary>Counts one sample; a score of 0 is a probability of 0.5, and one that is not a number is a wrong answer.</summary>
    /// <exception cref="ArgumentException">A target is not between 0 and 1.</exception>
    public void Add(ReadOnlySpan<float> target, ReadOnlySpan<float> scores)
    {
        _count++;
        for (int i = 0; i < scores.Length; i++)
        {
            if (target[i] is not (>= 0 and <= 1))
                throw new ArgumentException(FormattableString.Invariant($"Sample {_count - 1} of the data set has the target {target[i]}, but targets are between 0 and 1."));
            _answers++;
            if (loss is null)
                _loss += CrossEntropy(scores[i], target[i]);
            bool wanted = target[i] >= 0.5f;
            if (ranks)
                Keep(i % outputs, scores[i], wanted);
            bool yes = float.IsNaN(scores[i]) ? !wanted : scores[i] >= 0, right = yes == wanted;
            if (yes && right)
                _truePositives++;
            else if (yes)
                _falsePositives++;
            else if (right)
                _trueNegatives++;
            else
                _falseNegatives++;
        }

        if (loss is not null)
            _loss += loss(scores, target);
    }

    public BinaryResult ToResult() => new(_count, _loss / (loss is null ? _answers : _count), _truePositives, _falsePositives, _trueNegatives, _falseNegatives)
    {
        RocAuc = MeanOfOutputs(RankingMetrics.RocAuc),
        AveragePrecision = MeanOfOutputs(RankingMetrics.AveragePrecision),
    };

    private void Keep(int output, float score, bool wanted)
    {
        if (output == _outputs.Count)
            _outputs.Add(([], []));
        _outputs[output].Scores.Add(score);
        _outputs[output].Answers.Add(wanted);
    }

    /// <summary>The mean over the outputs that have the figure.</summary>
    private double MeanOfOutputs(Ranking figure) => _outputs
        .Select(output => figure(CollectionsMarshal.AsSpan(output.Scores), CollectionsMarshal.AsSpan(output.Answers)))
        .Where(value => !double.IsNaN(value))
        .DefaultIfEmpty(double.NaN)
        .Average();

    private delegate double Ranking(ReadOnlySpan<float> scores, ReadOnlySpan<bool> answers);

    /// <summary>−t·log p − (1 − t)·log(1 − p) with p = 1 / (1 + e⁻ˣ), written as max(x, 0) − x·t + log(1 + e^−|x|) so that nothing overflows.</summary>
    private static double CrossEntropy(double score, double target) =>
        Math.Max(score, 0) - score * target + PortableMath.Log(1 + PortableMath.Exp(-Math.Abs(score)));
}
