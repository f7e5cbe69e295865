namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Mean of each window. The divisor counts the positions inside the input; with explicit padding those in the padding as
/// well (PyTorch's count_include_pad), but never what a last window of ceil mode has beyond it.
/// </summary>
internal sealed class AveragePoolingReference(SampleShape input, Window vertical, Window horizontal)
    : ReferenceLayer(input, new SampleShape(vertical.Output, horizontal.Output, input.Channels))
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        ForEachTerm(input.Count, (outputIndex, inputIndex, divisor) =>
            output.Values[outputIndex] += input.Values[inputIndex] / divisor);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        ForEachTerm(outputGradient.Count, (outputIndex, inputIndex, divisor) =>
            inputGradient.Values[inputIndex] += outputGradient.Values[outputIndex] / divisor);
        return inputGradient;
    }

    private void ForEachTerm(int count, Action<int, int, int> visit)
    {
        for (int n = 0; n < count; n++)
            for (int y = 0; y < Output.Height; y++)
                for (int x = 0; x < Output.Width; x++)
                {
                    int divisor = CountedPositions(vertical, y) * CountedPositions(horizontal, x);
                    for (int i = 0; i < vertical.Size; i++)
                        for (int j = 0; j < horizontal.Size; j++)
                        {
                            int row = vertical.Position(y, i);
                            int column = horizontal.Position(x, j);
                            if (!vertical.IsInside(row) || !horizontal.IsInside(column))
                                continue;
                            for (int channel = 0; channel < Output.Channels; channel++)
                            {
                                int outputIndex = ((n * Output.Height + y) * Output.Width + x) * Output.Channels + channel;
                                int inputIndex = ((n * Input.Height + row) * Input.Width + column) * Input.Channels + channel;
                                visit(outputIndex, inputIndex, divisor);
                            }
                        }
                }
    }

    private int CountedPositions(Window window, int output)
    {
        int counted = 0;
        for (int k = 0; k < window.Size; k++)
        {
            int position = window.Position(output, k);
            if (position >= -window.Padding.Before && position < window.Input + window.Padding.After)
                counted++;
        }

        return counted;
    }
}
