namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// PyTorch's nn.Upsample with whole factors. Output o lies at (o + ½) / factor − ½ of the input, not below zero; nearest takes
/// input ⌊o / factor⌋, bilinear those on both sides by their distance (align_corners=False).
/// </summary>
internal sealed class UpsampleReference(SampleShape input, int vertical, int horizontal, bool isBilinear)
    : ReferenceLayer(input, new SampleShape(input.Height * vertical, input.Width * horizontal, input.Channels))
{
    private delegate void Term(int sample, int y, int x, int row, int column, int channel, double weight);

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        ForEachTerm(input.Count, (n, y, x, row, column, c, weight) => output[n, y, x, c] += weight * input[n, row, column, c]);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        ForEachTerm(outputGradient.Count, (n, y, x, row, column, c, weight) => inputGradient[n, row, column, c] += weight * outputGradient[n, y, x, c]);
        return inputGradient;
    }

    private void ForEachTerm(int count, Term visit)
    {
        for (int n = 0; n < count; n++)
            for (int y = 0; y < Output.Height; y++)
                for (int x = 0; x < Output.Width; x++)
                    foreach ((int row, double down) in Sources(y, vertical, Input.Height))
                        foreach ((int column, double along) in Sources(x, horizontal, Input.Width))
                            for (int c = 0; c < Input.Channels; c++)
                                visit(n, y, x, row, column, c, down * along);
    }

    private IEnumerable<(int Position, double Weight)> Sources(int output, int factor, int extent)
    {
        if (!isBilinear)
            return [(output / factor, 1)];
        double place = Math.Max(0, (output + 0.5) / factor - 0.5);
        int first = (int)Math.Floor(place);
        int second = Math.Min(first + 1, extent - 1);
        double distance = place - first;
        return new[] { (first, 1 - distance), (second, distance) }.Where(source => source.Item2 > 0);
    }
}
