namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Maximum of each window; the gradient goes to the first of equal maxima. Positions outside the input never win, and
/// not-a-number always does.
/// </summary>
internal sealed class MaxPoolingReference(SampleShape input, Window vertical, Window horizontal)
    : ReferenceLayer(input, new SampleShape(vertical.Output, horizontal.Output, input.Channels))
{
    private int[] _winners = [];

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        _winners = new int[output.Values.Length];
        double nearest = double.PositiveInfinity;
        int index = 0;
        for (int n = 0; n < input.Count; n++)
            for (int y = 0; y < Output.Height; y++)
                for (int x = 0; x < Output.Width; x++)
                    for (int channel = 0; channel < Output.Channels; channel++, index++)
                    {
                        double best = double.NegativeInfinity;
                        bool isFirst = true;
                        double second = double.NegativeInfinity;
                        for (int i = 0; i < vertical.Size; i++)
                            for (int j = 0; j < horizontal.Size; j++)
                            {
                                int row = vertical.Position(y, i);
                                int column = horizontal.Position(x, j);
                                if (!vertical.IsInside(row) || !horizontal.IsInside(column))
                                    continue;
                                double value = input[n, row, column, channel];
                                second = Math.Max(second, Math.Min(best, value));
                                if (isFirst || value > best || double.IsNaN(value))
                                {
                                    best = value;
                                    isFirst = false;
                                    _winners[index] = ((n * Input.Height + row) * Input.Width + column) * Input.Channels + channel;
                                }
                            }

                        output.Values[index] = best;

                        // Exact ties are zeros behind a ReLU: whoever wins, the gradient ends there.
                        if (best > second)
                            nearest = Math.Min(nearest, best - second);
                    }

        KinkDistance = nearest / LargestMagnitude(input);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        for (int i = 0; i < _winners.Length; i++)
            inputGradient.Values[_winners[i]] += outputGradient.Values[i];
        return inputGradient;
    }
}
