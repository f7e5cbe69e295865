using DeepVision.Generated.Tests.Reference.Layers;

namespace DeepVision.Generated.Tests.Reference.Tests;

/// <summary>Truncated backpropagation of the reference against layers that read one piece each, from the state that the piece before has left.</summary>
public class TruncatedReferenceTests
{
    private const int Steps = 7, Features = 3, Units = 4, Count = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void GradientsAreThoseOfThePieces(int piece)
    {
        RecurrentLayer[] layers = [new SimpleRNN(Units) { ReturnSequences = true, TruncatedBackpropagationSteps = piece }, new LSTM(Units) { ReturnSequences = true, TruncatedBackpropagationSteps = piece }, new GRU(Units) { ReturnSequences = true, TruncatedBackpropagationSteps = piece }];
        foreach (RecurrentLayer layer in layers)
        {
            RecurrentReference whole = RecurrentReference.Of(new SampleShape(1, Steps, Features), layer);
            Random random = new(5);
            foreach (ReferenceParameter parameter in whole.Parameters.Values)
                Draw(random, parameter.Values);
            ReferenceTensor input = new(Count, whole.Input), outputGradient = new(Count, whole.Output);
            Draw(random, input.Values);
            Draw(random, outputGradient.Values);
            ReferenceTensor output = whole.Forward(input, new PassContext(Training: true));
            ReferenceTensor inputGradient = whole.Backward(outputGradient);
            Dictionary<string, double[]> sums = whole.Parameters.ToDictionary(parameter => parameter.Key, parameter => new double[parameter.Value.Gradient.Length]);
            double[] exact = Gradient(whole, input, outputGradient);

            ReferenceTensor? state = null, memory = null;
            for (int first = 0; first < Steps; first += piece)
            {
                int length = Math.Min(piece, Steps - first);
                RecurrentReference part = RecurrentReference.Of(new SampleShape(1, length, Features), Untruncated(layer));
                foreach ((string role, ReferenceParameter parameter) in whole.Parameters)
                    parameter.Values.CopyTo(part.Parameters[role].Values, 0);
                (part.Initial, part.InitialMemory) = (state, memory);
                AssertClose(Cut(output, first, length).Values, part.Forward(Cut(input, first, length), new PassContext(Training: true)).Values);
                AssertClose(Cut(inputGradient, first, length).Values, part.Backward(Cut(outputGradient, first, length)).Values);
                foreach ((string role, ReferenceParameter parameter) in part.Parameters)
                    sums[role] = [.. sums[role].Zip(parameter.Gradient, (sum, gradient) => sum + gradient)];
                (state, memory) = part.Last();
            }

            whole.Forward(input, new PassContext(Training: true));
            whole.Backward(outputGradient);
            foreach ((string role, ReferenceParameter parameter) in whole.Parameters)
                AssertClose(sums[role], parameter.Gradient);
            Assert.NotEqual(exact, whole.Parameters["weight_hh_l0"].Gradient);
        }
    }

    /// <summary>The gradient of a prediction knows no pieces.</summary>
    private static double[] Gradient(RecurrentReference layer, ReferenceTensor input, ReferenceTensor outputGradient)
    {
        layer.Forward(input, new PassContext(Training: false));
        layer.Backward(outputGradient);
        return [.. layer.Parameters["weight_hh_l0"].Gradient];
    }

    private static RecurrentLayer Untruncated(RecurrentLayer layer) => layer switch
    {
        LSTM => new LSTM(Units) { ReturnSequences = true },
        GRU => new GRU(Units) { ReturnSequences = true },
        _ => new SimpleRNN(Units) { ReturnSequences = true },
    };

    private static ReferenceTensor Cut(ReferenceTensor sequence, int first, int length)
    {
        int values = sequence.Shape.Channels;
        ReferenceTensor part = new(Count, new SampleShape(1, length, values));
        for (int sample = 0; sample < Count; sample++)
            Array.Copy(sequence.Values, (sample * Steps + first) * values, part.Values, sample * length * values, length * values);
        return part;
    }

    private static void Draw(Random random, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = 2 * random.NextDouble() - 1;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
