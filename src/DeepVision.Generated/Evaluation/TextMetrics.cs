namespace DeepVision.Generated;

/// <summary>How near sentences are to those that were wanted, for captions and translations.</summary>
public static class TextMetrics
{
    /// <summary>
    /// BLEU of a corpus (Papineni et al. 2002): brevity penalty · (p₁ · … · pₙ)^(1/n), 0 to 1; with the default order that is BLEU-4.
    /// </summary>
    /// <remarks>
    /// pₖ is the share of the runs of k tokens in all sentences that occur in a reference of their sentence, each as often as in that one of them where it is most frequent. The
    /// penalty is exp(1 − r / c) where the sentences together, c tokens, are shorter than the references whose lengths are nearest to them, r tokens (of two equally near the shorter). Nothing is
    /// smoothed: without a single run of n tokens that is right the score is 0.
    /// Keras: none. PyTorch: torchmetrics' <c>BLEUScore</c>.
    /// </remarks>
    /// <param name="sentences">Sentences as tokens, without marks of beginning and end.</param>
    /// <param name="references">For each of them one or several sentences that would be right.</param>
    /// <param name="order">The longest runs that count, n.</param>
    /// <exception cref="ArgumentException">There are no sentences, or not one or more references for each.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="order"/> is below 1.</exception>
    public static double Bleu(IReadOnlyList<int[]> sentences, IReadOnlyList<IReadOnlyList<int[]>> references, int order = 4)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        if (sentences.Count == 0 || references.Count != sentences.Count)
            throw new ArgumentException(FormattableString.Invariant($"Each sentence needs references, but there are {Quantity.Of(sentences.Count, "sentence")} and references for {references.Count}."), nameof(references));
        if (references.Index().FirstOrDefault(reference => reference.Item.Count == 0) is { Item: not null, Index: var missing })
            throw new ArgumentException(FormattableString.Invariant($"Sentence {missing} has no reference."), nameof(references));

        double logarithms = 0;
        for (int length = 1; length <= order; length++)
        {
            long right = 0, all = 0;
            for (int i = 0; i < sentences.Count; i++)
            {
                right += CountRight(sentences[i], references[i], length);
                all += Math.Max(0, sentences[i].Length - length + 1);
            }

            if (right == 0)
                return 0;
            logarithms += Math.Log((double)right / all);
        }

        long written = sentences.Sum(sentence => (long)sentence.Length), wanted = sentences.Index().Sum(sentence => (long)NearestLength(sentence.Item.Length, references[sentence.Index]));
        double penalty = written >= wanted ? 1 : Math.Exp(1 - (double)wanted / written);
        return penalty * Math.Exp(logarithms / order);
    }

    /// <summary>How many of a sentence's runs occur in a reference, each as often as there at most.</summary>
    private static long CountRight(int[] sentence, IReadOnlyList<int[]> references, int length)
    {
        Dictionary<Run, int>[] wanted = [.. references.Select(reference => CountRuns(reference, length))];
        return CountRuns(sentence, length).Sum(run => (long)Math.Min(run.Value, wanted.Max(runs => runs.GetValueOrDefault(run.Key))));
    }

    private static Dictionary<Run, int> CountRuns(int[] sentence, int length)
    {
        Dictionary<Run, int> counts = [];
        for (int start = 0; start + length <= sentence.Length; start++)
        {
            Run run = new(sentence, start, length);
            counts[run] = counts.GetValueOrDefault(run) + 1;
        }

        return counts;
    }

    private static int NearestLength(int length, IReadOnlyList<int[]> references) =>
        references.Select(reference => reference.Length).OrderBy(other => Math.Abs(other - length)).ThenBy(other => other).First();

    /// <summary>Tokens that follow one another, equal by value.</summary>
    private readonly struct Run(int[] sentence, int start, int length) : IEquatable<Run>
    {
        private ReadOnlySpan<int> Tokens => sentence.AsSpan(start, length);

        public bool Equals(Run other) => Tokens.SequenceEqual(other.Tokens);

        public override bool Equals(object? obj) => obj is Run other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = new();
            foreach (int token in Tokens)
                hash.Add(token);
            return hash.ToHashCode();
        }
    }
}
