namespace DeepVision.Generated.Tests.Evaluation;

/// <summary>BLEU against values computed by hand.</summary>
public class TextMetricsTests
{
    private const double Tolerance = 1e-12;

    /// <summary>The example of Papineni et al. 2002: "the" seven times, of which two occur in a reference.</summary>
    [Fact]
    public void ATokenCountsAsOftenAsInAReference()
    {
        // the cat is on the mat; there is a cat on the mat
        int[] the = [.. Enumerable.Repeat(1, 7)], first = [1, 2, 3, 4, 1, 5], second = [6, 3, 7, 2, 4, 1, 5];

        Assert.Equal(2.0 / 7, TextMetrics.Bleu([the], [[first, second]], order: 1), Tolerance);
        Assert.Equal(0, TextMetrics.Bleu([the], [[first, second]], order: 2));
    }

    /// <summary>Of 6, 5, 4 and 3 runs 5, 3, 2 and 1 are right.</summary>
    [Fact]
    public void RunsOfOneToFourTokensCount() =>
        Assert.Equal(Math.Pow(5.0 / 6 * 3 / 5 * 2 / 4 * 1 / 3, 0.25), TextMetrics.Bleu([[1, 2, 3, 4, 9, 6]], [[[1, 2, 3, 4, 5, 6]]]), Tolerance);

    /// <summary>All runs are right, but there are 4 tokens where 6 are wanted.</summary>
    [Fact]
    public void ShortSentencesArePunished()
    {
        Assert.Equal(Math.Exp(1 - 6.0 / 4), TextMetrics.Bleu([[1, 2, 3, 4]], [[[1, 2, 3, 4, 5, 6]]]), Tolerance);
        // The nearest reference counts, and of 3 and 5 tokens, both as near to 4, the shorter.
        Assert.Equal(1, TextMetrics.Bleu([[1, 2, 3, 4]], [[[1, 2, 3, 4, 5], [1, 2, 3]]]), Tolerance);
    }

    /// <summary>Runs and lengths are added up over the corpus before anything is divided: 7 of 8 tokens, 4 of 6 pairs, and 8 tokens where 9 are wanted.</summary>
    [Fact]
    public void ACorpusIsMoreThanTheMeanOfItsSentences()
    {
        int[][] sentences = [[1, 2, 3, 4], [1, 2, 9, 4]];
        int[][][] references = [[[1, 2, 3, 4, 5]], [[1, 2, 3, 4]]];

        Assert.Equal(Math.Exp(1 - 9.0 / 8) * Math.Sqrt(7.0 / 8 * 4 / 6), TextMetrics.Bleu(sentences, references, order: 2), Tolerance);
        Assert.Equal(1, TextMetrics.Bleu([references[0][0]], [references[0]]), Tolerance);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains("references for 0", Assert.Throws<ArgumentException>(() => TextMetrics.Bleu([[1]], [])).Message);
        Assert.Contains("Sentence 1 has no reference", Assert.Throws<ArgumentException>(() => TextMetrics.Bleu([[1], [2]], [[[1]], []])).Message);
        Assert.Throws<ArgumentException>(() => TextMetrics.Bleu([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextMetrics.Bleu([[1]], [[[1]]], order: 0));
    }
}
