using System.Buffers;

namespace DeepVision.Generated;

public abstract partial class Network
{
    /// <summary>Receives the scores of one sample of a data set.</summary>
    private protected delegate void ScoreHandler(int sample, ReadOnlySpan<float> scores);

    /// <summary>Runs one or several inputs forward and leaves the raw scores of the last layer.</summary>
    private protected void Score(ReadOnlySpan<float> inputs, Span<float> scores, string scoresName)
    {
        CheckNotDisposed();
        int inputLength = Architecture.InputShape.Length, outputLength = Architecture.OutputShape.Length;
        int count = inputs.Length / inputLength;
        if (count == 0 || inputs.Length != count * inputLength)
            throw WrongInputLength(inputs.Length, "input");
        if (scores.Length != (long)count * outputLength)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} gives {Quantity.Of(outputLength, "value")} for each of {Quantity.Of(count, "input")}, {(long)count * outputLength} in all, but there is room for {scores.Length}."), scoresName);
        Tokens.Check(inputs, count, 0, "", "input");
        using (UseEngine())
            Engine.Forward(inputs, count, scores, ResolveThreads(Threads));
    }

    /// <summary>The raw scores of one input.</summary>
    private protected float[] ScoresOf(ReadOnlySpan<float> input)
    {
        CheckOneInput(input.Length, nameof(input));
        float[] scores = new float[Architecture.OutputShape.Length];
        Score(input, scores, nameof(scores));
        return scores;
    }

    /// <summary>The raw scores of one input given as bytes, scaled to 0..1.</summary>
    private protected float[] ScoresOf(ReadOnlySpan<byte> pixels)
    {
        float[] scores = new float[Architecture.OutputShape.Length];
        Score(pixels, scores);
        return scores;
    }

    /// <summary>Runs one input given as bytes, scaled to 0..1.</summary>
    private protected void Score(ReadOnlySpan<byte> pixels, Span<float> scores)
    {
        CheckOneInput(pixels.Length, nameof(pixels));
        float[] scaled = ArrayPool<float>.Shared.Rent(pixels.Length);
        try
        {
            for (int i = 0; i < pixels.Length; i++)
                scaled[i] = pixels[i] / 255f;
            Score(scaled.AsSpan(0, pixels.Length), scores, nameof(scores));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scaled);
        }
    }

    /// <summary>Throws unless there is exactly one input.</summary>
    private protected void CheckOneInput(int length, string name)
    {
        CheckNotDisposed();
        if (length != Architecture.InputShape.Length)
            throw WrongInputLength(length, name);
    }

    /// <summary>Runs a whole data set forward, in its own order.</summary>
    private protected void ScoreAll(Dataset data, int batchSize, int threads, CancellationToken cancellationToken, ScoreHandler handle)
    {
        int outputLength = Architecture.OutputShape.Length;
        int capacity = DatasetCheck.EvaluationBatchSize(this, data, batchSize, nameof(batchSize));
        using InputFeed feed = FeedOf(data, capacity);
        float[] scores = new float[capacity * outputLength];
        for (int start = 0; start < data.Count; start += capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(capacity, data.Count - start);
            ReadOnlySpan<float> inputs = feed.Next(count, cancellationToken);
            Tokens.Check(inputs, count, start, " of the data set", nameof(data));
            using (UseEngine())
                Engine.Forward(inputs, count, scores.AsSpan(0, count * outputLength), ResolveThreads(threads));
            for (int i = 0; i < count; i++)
                handle(start + i, scores.AsSpan(i * outputLength, outputLength));
        }
    }

    /// <summary>The inputs of a data set, a batch at a time.</summary>
    private protected InputFeed FeedOf(Dataset data, int capacity) =>
        new(this, data, capacity, _run?.LoadingThreads(data) ?? SampleLoader.ThreadsFor(data, null));

    /// <summary>Copies all inputs of a sample, one behind the other.</summary>
    internal virtual void CopyInputs(Dataset data, int sample, Span<float> destination) => data.CopyInput(sample, destination);

    private ArgumentException WrongInputLength(int length, string name) =>
        new(FormattableString.Invariant($"{Architecture.Name} takes inputs of {Architecture.InputShape} = {Quantity.Of(Architecture.InputShape.Length, "value")}, but {Quantity.Given(length)}."), name);
}
