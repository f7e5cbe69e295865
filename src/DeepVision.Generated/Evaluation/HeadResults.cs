namespace DeepVision.Generated;

/// <summary>How well each of several heads does on a data set. Generated code makes a result with a member for each head of it.</summary>
public sealed class HeadResults
{
    private readonly object[] _results;

    internal HeadResults(IReadOnlyList<HeadInfo> heads, (object Result, double Loss)[] results)
    {
        _results = [.. results.Select(result => result.Result)];
        // The loss of a single head is what it is evaluated by, and counts without its weight.
        Loss = results.Length == 1 ? results[0].Loss : heads.Zip(results).Sum(head => head.First.Weight * head.Second.Loss);
    }

    /// <summary>The losses of the heads, each times its weight, added; of a single head its loss.</summary>
    public double Loss { get; }

    /// <summary>The result of a head that ends in SoftmaxCrossEntropy.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public ClassificationResult Classification(int head) => (ClassificationResult)_results[head];

    /// <summary>The result of a head that ends in BinaryCrossEntropy.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public BinaryResult Binary(int head) => (BinaryResult)_results[head];

    /// <summary>The result of a head that ends in SoftmaxCrossEntropy over an image or a sequence.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public SegmentationResult Segmentation(int head) => (SegmentationResult)_results[head];

    /// <summary>The result of a head for numbers.</summary>
    /// <param name="head">Number of the head, from 0.</param>
    public RegressionResult Regression(int head) => (RegressionResult)_results[head];

    /// <summary>The loss, and below it the result of each head.</summary>
    public static string Describe(double loss, params (string Name, object Result)[] heads)
    {
        ArgumentNullException.ThrowIfNull(heads);
        return string.Join('\n', heads.Select(head => $"{head.Name}: {head.Result}").Prepend($"loss {Figure.Number(loss)}"));
    }
}
