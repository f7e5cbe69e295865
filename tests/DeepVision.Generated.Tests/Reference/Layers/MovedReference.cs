namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>Each output is one of the inputs: (row, column, channel) comes from the place that <paramref name="source"/> gives.</summary>
internal sealed class MovedReference(SampleShape input, SampleShape output, Func<int, int, int, (int Row, int Column, int Channel)> source) : ReferenceLayer(input, output)
{
    /// <summary>PyTorch's nn.PixelShuffle, or with <paramref name="isBlockMajor"/> tf.nn.depth_to_space.</summary>
    public static MovedReference PixelShuffle(SampleShape input, int factor, bool isBlockMajor)
    {
        SampleShape output = new(input.Height * factor, input.Width * factor, input.Channels / (factor * factor));
        return new MovedReference(input, output, (y, x, c) => (y / factor, x / factor, BlockChannel(output.Channels, factor, isBlockMajor, y % factor, x % factor, c)));
    }

    /// <summary>PyTorch's nn.PixelUnshuffle, or with <paramref name="isBlockMajor"/> tf.nn.space_to_depth.</summary>
    public static MovedReference PixelUnshuffle(SampleShape input, int factor, bool isBlockMajor)
    {
        int block = factor * factor;
        return new MovedReference(input, new SampleShape(input.Height / factor, input.Width / factor, input.Channels * block), (y, x, c) =>
        {
            (int channel, int place) = isBlockMajor ? (c % input.Channels, c / input.Channels) : (c / block, c % block);
            return (y * factor + place / factor, x * factor + place % factor, channel);
        });
    }

    /// <summary>PyTorch's nn.ChannelShuffle: the channels as a matrix of groups by members, transposed.</summary>
    public static MovedReference ChannelShuffle(SampleShape input, int groups) => new(input, input, (y, x, c) => (y, x, c % groups * (input.Channels / groups) + c / groups));

    public static MovedReference SliceChannels(SampleShape input, int first, int count) =>
        new(input, new SampleShape(input.Height, input.Width, count), (y, x, c) => (y, x, first + c));

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        ForEach(input.Count, (n, y, x, c, from) => output[n, y, x, c] = input[n, from.Row, from.Column, from.Channel]);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient)
    {
        ReferenceTensor inputGradient = new(outputGradient.Count, Input);
        ForEach(outputGradient.Count, (n, y, x, c, from) => inputGradient[n, from.Row, from.Column, from.Channel] += outputGradient[n, y, x, c]);
        return inputGradient;
    }

    private static int BlockChannel(int channels, int factor, bool isBlockMajor, int row, int column, int channel) =>
        isBlockMajor ? (row * factor + column) * channels + channel : (channel * factor + row) * factor + column;

    private void ForEach(int count, Action<int, int, int, int, (int Row, int Column, int Channel)> visit)
    {
        for (int n = 0; n < count; n++)
            for (int y = 0; y < Output.Height; y++)
                for (int x = 0; x < Output.Width; x++)
                    for (int c = 0; c < Output.Channels; c++)
                        visit(n, y, x, c, source(y, x, c));
    }
}
