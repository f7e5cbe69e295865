using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// The inputs of a network that hold tokens: those that an Embedding reads. What is no token is refused here, before anything is computed, because
/// kernels take tokens for places in memory.
/// </summary>
internal sealed class TokenInputs
{
    private readonly NetworkArchitecture _architecture;
    private readonly TokenInput[] _inputs;
    private readonly int _inputLength;

    public TokenInputs(NetworkArchitecture architecture)
    {
        (_architecture, _inputLength) = (architecture, architecture.InputLength);
        _inputs = [.. architecture.Inputs.Select((input, number) => (input, number)).Where(item => architecture.VocabularyOf(item.number) > 0).Select(item => new TokenInput(
            item.number, item.input, architecture.VocabularyOf(item.number), architecture.InputPlace(item.number)))];
    }

    /// <summary>Checks samples, of each of which all inputs lie one behind the other.</summary>
    /// <param name="inputs">Their inputs.</param>
    /// <param name="count">How many samples.</param>
    /// <param name="first">Number of the first of them, for messages.</param>
    /// <param name="where">What they are samples of, as in <c> of the data set</c>.</param>
    /// <param name="parameterName">The parameter that an exception names.</param>
    /// <exception cref="ArgumentException">A value is no token.</exception>
    public void Check(ReadOnlySpan<float> inputs, int count, int first, string where, string? parameterName)
    {
        foreach (TokenInput tokens in _inputs)
        {
            for (int sample = 0; sample < count; sample++)
            {
                ReadOnlySpan<float> values = inputs.Slice(sample * _inputLength + tokens.Place, tokens.Input.Shape.Length);
                if (FindUnknown(values, tokens.VocabularySize) is >= 0 and int step)
                    throw Unknown(tokens, values[step], FormattableString.Invariant($"step {step} of sample {first + sample}{where}"), parameterName);
            }
        }
    }

    /// <summary>Checks the samples of a batch.</summary>
    /// <exception cref="ArgumentException">A value is no token.</exception>
    public void Check(Batch batch)
    {
        foreach (TokenInput tokens in _inputs)
        {
            int length = tokens.Input.Shape.Length;
            float[] values = tokens.Number == 0 ? batch.Inputs : batch.FurtherInput(tokens.Number - 1);
            int place = FindUnknown(values.AsSpan(0, batch.Count * length), tokens.VocabularySize);
            if (place < 0)
                continue;
            int sample = place / length;
            string origin = batch.IndexOf(sample) is >= 0 and int index ? FormattableString.Invariant($" (sample {index} of the data set)") : "";
            throw Unknown(tokens, values[place], FormattableString.Invariant($"step {place % length} of sample {sample} of the batch{origin}"), nameof(batch));
        }
    }

    /// <summary>Checks one step, of which all inputs lie one behind the other.</summary>
    /// <param name="input">Their values.</param>
    /// <param name="lengths">How many there are of each.</param>
    /// <exception cref="ArgumentException">A value is no token.</exception>
    public void CheckStep(ReadOnlySpan<float> input, ReadOnlySpan<int> lengths)
    {
        foreach (TokenInput tokens in _inputs)
        {
            int place = 0;
            foreach (int before in lengths[..tokens.Number])
                place += before;
            ReadOnlySpan<float> values = input.Slice(place, lengths[tokens.Number]);
            if (FindUnknown(values, tokens.VocabularySize) is >= 0 and int unknown)
                throw Unknown(tokens, values[unknown], "the step", nameof(input));
        }
    }

    /// <summary>The place of the first value that isn't a whole number below the size of the vocabulary; −1 if there is none.</summary>
    private static int FindUnknown(ReadOnlySpan<float> values, int vocabularySize)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int token = (int)values[i];
            if ((uint)token >= (uint)vocabularySize || token != values[i])
                return i;
        }

        return -1;
    }

    private ArgumentException Unknown(TokenInput tokens, float token, string where, string? parameterName)
    {
        string input = _architecture.FurtherInputs.Count == 0 ? "" : $" of the input \"{tokens.Input.Name}\"";
        string fraction = float.IsInteger(token) ? "" : ", which is no whole number";
        return new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"{where[..1].ToUpperInvariant()}{where[1..]}{input} holds {token}{fraction}, but {_architecture.Name} has a vocabulary of {Quantity.Of(tokens.VocabularySize, "token")}, numbered 0 to {tokens.VocabularySize - 1}."), parameterName);
    }

    /// <param name="Number">Number of the input; 0 is the network's own.</param>
    /// <param name="Input">Its name and shape.</param>
    /// <param name="VocabularySize">Its tokens are below.</param>
    /// <param name="Place">Where it begins among all inputs of a sample.</param>
    private sealed record TokenInput(int Number, InputInfo Input, int VocabularySize, int Place);
}
