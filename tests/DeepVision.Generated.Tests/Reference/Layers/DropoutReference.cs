namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>
/// Inverted dropout with the masks that every backend draws: value i of the batch (in the order sample, height, width,
/// channel) takes word i % 4 of the Philox block with counter (step, i / 4) and the key of the layer, and is
/// dropped when the word's upper 24 bits as a fraction are below the rate.
/// </summary>
internal sealed class DropoutReference(SampleShape shape, float rate) : ReferenceLayer(shape, shape)
{
    private double[] _factors = [];

    public override ReferenceTensor Forward(ReferenceTensor input, in PassContext pass)
    {
        _factors = new double[input.Values.Length];
        for (int i = 0; i < _factors.Length; i++)
            _factors[i] = pass.Training ? Factor(pass, i, rate) : 1;
        return Scale(input);
    }

    public override ReferenceTensor Backward(ReferenceTensor outputGradient) => Scale(outputGradient);

    /// <summary>What the value at a place of the batch is multiplied by.</summary>
    public static double Factor(in PassContext pass, long index, float rate)
    {
        long quad = index / 4;
        uint[] words = Philox.Block(
            [(uint)pass.Step, (uint)(pass.Step >> 32), (uint)quad, (uint)(quad >> 32)],
            Philox.LayerKey(pass.Seed, pass.Layer));
        double draw = (words[index % 4] >> 8) / (double)(1 << 24);
        return draw < rate ? 0 : 1 / (1 - (double)rate);
    }

    private ReferenceTensor Scale(ReferenceTensor tensor)
    {
        ReferenceTensor scaled = new(tensor.Count, tensor.Shape);
        for (int i = 0; i < _factors.Length; i++)
            scaled.Values[i] = tensor.Values[i] * _factors[i];
        return scaled;
    }
}
