using System.Buffers;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated;

/// <summary>One prediction of a network with several inputs or heads. Generated code sets the inputs, runs it and takes the outputs.</summary>
public ref struct PredictionPass : IDisposable
{
    private readonly MultiNetwork _network;
    private readonly int _count;
    private readonly float[] _inputs;
    private readonly float[] _scores;

    /// <summary>Steps of a lone sequence that is as long as it is; 0 for samples with room for all.</summary>
    private readonly int _steps;

    internal PredictionPass(MultiNetwork network, int count)
        : this(network, count, steps: 0)
    {
    }

    private PredictionPass(MultiNetwork network, int count, int steps)
    {
        (_network, _count, _steps) = (network, count, steps);
        _inputs = ArrayPool<float>.Shared.Rent(count * network.Architecture.InputLength);
        _scores = ArrayPool<float>.Shared.Rent(count * network.Architecture.OutputLength);
    }

    private readonly NetworkArchitecture Architecture => _network.Architecture;

    /// <summary>Sets an input of all samples.</summary>
    /// <param name="number">Which input; 0 is the network's own.</param>
    /// <param name="values">Its values, sample after sample.</param>
    /// <exception cref="ArgumentException">The number of values is wrong, or a length is none that the network reads.</exception>
    public readonly void SetInput(int number, ReadOnlySpan<float> values)
    {
        int place = Architecture.InputPlace(number), length = Architecture.InputPlace(number + 1) - place, stride = Architecture.InputLength;
        if (values.Length != (long)_count * length)
            throw WrongLength(Architecture, Architecture.Inputs.ElementAt(number), _count, values.Length);
        for (int i = 0; i < _count && number > 0 && number == Architecture.LengthsInput; i++)
            SequenceLengths.Check(Architecture, values[i], i, "the call", nameof(values));
        for (int i = 0; i < _count; i++)
            values.Slice(i * length, length).CopyTo(_inputs.AsSpan(i * stride + place));
    }

    /// <summary>Sets the lengths of the sequences of all samples.</summary>
    /// <param name="lengths">How many steps each has.</param>
    /// <exception cref="ArgumentException">There isn't one for each sample, or one is outside the steps of the network.</exception>
    public readonly void SetLengths(ReadOnlySpan<int> lengths)
    {
        if (lengths.Length != _count)
            throw new ArgumentException(FormattableString.Invariant($"{Architecture.Name} needs a length for each of {Quantity.Of(_count, "sequence")}, but {Quantity.Given(lengths.Length)}."), nameof(lengths));
        for (int i = 0; i < _count; i++)
            SequenceLengths.Check(Architecture, lengths[i], i, "the call", nameof(lengths));
        for (int i = 0; i < _count; i++)
            _inputs[PlaceOfLength(i)] = lengths[i];
    }

    /// <summary>Begins the prediction of one sequence that is as long as it is.</summary>
    /// <exception cref="ArgumentException">It has no steps, more than the network reads, or no whole number of them.</exception>
    internal static PredictionPass OfSequence(MultiNetwork network, ReadOnlySpan<float> sequence)
    {
        NetworkArchitecture architecture = network.Architecture;
        (int steps, int features) = (architecture.InputShape.Width, architecture.InputShape.Channels);
        if (sequence.IsEmpty || sequence.Length % features != 0 || sequence.Length > steps * features)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{architecture.Name} takes a sequence of 1 to {Quantity.Of(steps, "step")} of {Quantity.Of(features, "value")} each, but {Quantity.Given(sequence.Length)}."), nameof(sequence));
        }

        PredictionPass pass = new(network, 1, sequence.Length / features);
        pass._inputs.AsSpan(0, steps * features).Clear();
        sequence.CopyTo(pass._inputs);
        pass._inputs[pass.PlaceOfLength(0)] = pass._steps;
        return pass;
    }

    /// <summary>Runs the samples forward, once all inputs are set.</summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public readonly void Run() =>
        _network.Score(_inputs.AsSpan(0, _count * Architecture.InputLength), _count, _scores.AsSpan(0, _count * Architecture.OutputLength));

    /// <summary>Takes what a head gives for all samples: probabilities, or values of a head for numbers.</summary>
    /// <param name="number">Which head.</param>
    /// <param name="values">
    /// Takes the values, sample after sample: of each a value for all steps that there is room for, zeros behind the end of its sequence, but of a lone sequence those of its own.
    /// </param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public readonly void GetOutput(int number, Span<float> values)
    {
        HeadInfo head = Architecture.Heads[number];
        int length = head.HasLengths && _steps > 0 ? _steps * head.Shape.Channels : head.Shape.Length, stride = Architecture.OutputLength, place = Architecture.OutputPlace(number);
        if (values.Length != (long)_count * length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{Architecture.Name} gives {Quantity.Of(length, "value")}{(head.Name.Length == 0 ? "" : " at its head " + head.Name)} for each of {Quantity.Of(_count, "sample")}, {(long)_count * length} in all, but there is room for {values.Length}."), head.Name);
        }

        for (int i = 0; i < _count; i++)
        {
            Span<float> ofSample = values.Slice(i * length, length);
            _scores.AsSpan(i * stride + place, length).CopyTo(ofSample);
            int classes = head.Kind == HeadKind.Segmentation ? head.Shape.Channels : length;
            for (int start = 0; head.Kind is HeadKind.Classification or HeadKind.Segmentation && start < length; start += classes)
                ScoreSoftmax.InPlace(ofSample.Slice(start, classes));
            if (head.Kind == HeadKind.Binary)
                ScoreSigmoid.InPlace(ofSample);
            if (head.HasLengths && _steps == 0)
                ofSample[((int)_inputs[PlaceOfLength(i)] * head.Shape.Channels)..].Clear();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<float>.Shared.Return(_inputs);
        ArrayPool<float>.Shared.Return(_scores);
    }

    /// <summary>Where the length of a sample's sequence lies among the inputs.</summary>
    private readonly int PlaceOfLength(int sample) => sample * Architecture.InputLength + Architecture.InputPlace(Architecture.LengthsInput);

    internal static ArgumentException WrongLength(NetworkArchitecture architecture, InputInfo input, int samples, int length)
    {
        string all = samples == 1 ? "" : FormattableString.Invariant($" for each of {samples} samples, {(long)samples * input.Shape.Length} in all");
        return new ArgumentException(FormattableString.Invariant(
            $"{architecture.Name} takes inputs \"{input.Name}\" of {input.Shape} = {Quantity.Of(input.Shape.Length, "value")}{all}, but {Quantity.Given(length)}."), input.Name);
    }
}
