namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Adds normal numbers by Box and Muller's method (1958). Value i of the batch (in the order sample, height, width, channel) takes
/// words w = 2⌊(i mod 4) / 2⌋ and w + 1 of the Philox block that dropout would draw from: √(−2 log u) times the cosine of v turns for even i,
/// the sine for odd i, with u the upper 23 bits of the first word and a half as a fraction, and v the upper 24 bits of the second.
/// </summary>
internal sealed class GaussianNoiseReference(SampleShape shape, float deviation) : ReferenceLayer(shape, shape)
{
    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        ReferenceTensor output = new(input.Count, Output);
        for (int i = 0; i < input.Values.Length; i++)
            output.Values[i] = input.Values[i] + (pass.Training ? deviation * Normal(pass, i) : 0);
        return output;
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => outputGradient;

    private double Normal(in PassContext pass, long index)
    {
        long quad = index / 4;
        uint[] words = Philox.Block(
            [(uint)pass.Step, (uint)(pass.Step >> 32), (uint)quad, (uint)(quad >> 32)],
            Philox.LayerKey(pass.Seed, pass.Layer));
        long first = index % 4 / 2 * 2;
        double u = ((words[first] >> 9) + 0.5) / (1 << 23);
        double turns = (words[first + 1] >> 8) / (double)(1 << 24);
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * turns);
        return Math.Sqrt(-2 * Math.Log(u)) * (index % 2 == 0 ? cosine : sine);
    }
}
