using DeepVision.Generated;

namespace Captions;

/// <summary>Writes captions with what a <see cref="CaptionNet"/> has learned: the picture is looked at once, and then the words come step by step.</summary>
public sealed class Captioner : IDisposable
{
    private readonly PictureReader _reader = new();
    private readonly SentenceWriter _writer = new();
    private readonly float[] _step = new float[1 + CaptionNet.FeatureCount];

    /// <param name="weights">File of the network's weights.</param>
    public Captioner(string weights)
    {
        _reader.LoadMatchingWeights(weights);
        _writer.LoadMatchingWeights(weights);
    }

    /// <summary>The most probable sentence that a beam search finds; a beam of 1 takes the most probable word at each step (greedy search).</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Sentences that are followed at the same time.</param>
    /// <returns>Tokens of the words.</returns>
    public int[] Write(ReadOnlySpan<float> picture, int width)
    {
        _reader.Predict(picture, _step.AsSpan(1));
        List<Beam> open = [new Beam(_writer.CreateState(), [], 0)], done = [];
        float[] probabilities = new float[Vocabulary.Size];
        for (int step = 0; step < Vocabulary.Steps && open.Count > 0; step++)
        {
            List<(Beam Beam, int Token, double LogProbability)> candidates = [];
            foreach (Beam beam in open)
            {
                _step[0] = beam.Tokens.Length == 0 ? Vocabulary.Start : beam.Tokens[^1];
                _writer.Next(beam.State, _step, probabilities);
                for (int token = Vocabulary.End; token < Vocabulary.Size; token++)
                    candidates.Add((beam, token, beam.LogProbability + Math.Log(probabilities[token])));
            }

            open = [];
            foreach ((Beam beam, int token, double logProbability) in candidates.OrderByDescending(candidate => candidate.LogProbability).Take(width - done.Count))
            {
                if (token == Vocabulary.End)
                    done.Add(beam with { LogProbability = logProbability });
                else
                    open.Add(new Beam(CopyOf(beam.State), [.. beam.Tokens, token], logProbability));
            }
        }

        return done.Concat(open).MaxBy(beam => beam.LogProbability)!.Tokens;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    /// <summary>Several words may follow one beginning, each of which goes on from the same state.</summary>
    private SequenceState CopyOf(SequenceState state)
    {
        SequenceState copy = _writer.CreateState();
        copy.CopyFrom(state);
        return copy;
    }

    /// <summary>The beginning of a sentence.</summary>
    private sealed record Beam(SequenceState State, int[] Tokens, double LogProbability);
}
