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

    internal PredictionPass(MultiNetwork network, int count)
    {
        (_network, _count) = (network, count);
        _inputs = ArrayPool<float>.Shared.Rent(count * network.Architecture.InputLength);
        _scores = ArrayPool<float>.Shared.Rent(count * network.Architecture.OutputLength);
    }

    private readonly NetworkArchitecture Architecture => _network.Architecture;

    /// <summary>Sets an input of all samples.</summary>
    /// <param name="number">Which input; 0 is the network's own.</param>
    /// <param name="values">Its values, sample after sample.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public readonly void SetInput(int number, ReadOnlySpan<float> values)
    {
        int place = Architecture.InputPlace(number), length = Architecture.InputPlace(number + 1) - place, stride = Architecture.InputLength;
        if (values.Length != (long)_count * length)
            throw WrongLength(Architecture, Architecture.Inputs.ElementAt(number), _count, values.Length);
        for (int i = 0; i < _count; i++)
            values.Slice(i * length, length).CopyTo(_inputs.AsSpan(i * stride + place));
    }

    /// <summary>Runs the samples forward, once all inputs are set.</summary>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public readonly void Run() =>
        _network.Score(_inputs.AsSpan(0, _count * Architecture.InputLength), _count, _scores.AsSpan(0, _count * Architecture.OutputLength));

    /// <summary>Takes what a head gives for all samples: probabilities, or values of a head for numbers.</summary>
    /// <param name="number">Which head.</param>
    /// <param name="values">Takes the values, sample after sample.</param>
    /// <exception cref="ArgumentException">The number of values is wrong.</exception>
    public readonly void GetOutput(int number, Span<float> values)
    {
        HeadInfo head = Architecture.Heads[number];
        int length = head.Shape.Length, stride = Architecture.OutputLength, place = Architecture.OutputPlace(number);
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
        }
    }

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<float>.Shared.Return(_inputs);
        ArrayPool<float>.Shared.Return(_scores);
    }

    internal static ArgumentException WrongLength(NetworkArchitecture architecture, InputInfo input, int samples, int length)
    {
        string all = samples == 1 ? "" : FormattableString.Invariant($" for each of {samples} samples, {(long)samples * input.Shape.Length} in all");
        return new ArgumentException(FormattableString.Invariant(
            $"{architecture.Name} takes inputs \"{input.Name}\" of {input.Shape} = {Quantity.Of(input.Shape.Length, "value")}{all}, but {Quantity.Given(length)}."), input.Name);
    }
}
