namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Zeros around an image; negative numbers of rows and columns are cut off.</summary>
internal sealed class PadReference(SampleShape input, int top, int left, int bottom, int right)
    : ReferenceLayer(input, new SampleShape(input.Height + top + bottom, input.Width + left + right, input.Channels))
{
    private delegate void Pair(int sample, int y, int x, int row, int column, int channel);

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        ForEachPixel(input.Count, (n, y, x, row, column, c) => output[n, y, x, c] = input[n, row, column, c]);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        ForEachPixel(outputGradient.Count, (n, y, x, row, column, c) => inputGradient[n, row, column, c] = outputGradient[n, y, x, c]);
        return inputGradient;
    }

    private void ForEachPixel(int count, Pair visit)
    {
        for (int n = 0; n < count; n++)
            for (int y = Math.Max(0, top); y < Math.Min(Output.Height, top + Input.Height); y++)
                for (int x = Math.Max(0, left); x < Math.Min(Output.Width, left + Input.Width); x++)
                    for (int c = 0; c < Input.Channels; c++)
                        visit(n, y, x, y - top, x - left, c);
    }
}
