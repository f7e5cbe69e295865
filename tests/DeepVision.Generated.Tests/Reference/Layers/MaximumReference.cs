namespace DeepVision.Generated.Tests.Reference.Layers;

/// <summary>The largest of values of one shape; the gradient goes to the first of equal ones. What is not a number always wins.</summary>
internal sealed class MaximumReference(IReadOnlyList<SampleShape> inputs) : ReferenceOperation(inputs, inputs[0])
{
    private int[] _winners = [];

    public override ReferenceTensor Apply(IReadOnlyList<ReferenceTensor> inputs, in PassContext pass)
    {
        ReferenceTensor output = new(inputs[0].Count, Output);
        _winners = new int[output.Values.Length];
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < _winners.Length; i++)
        {
            double best = inputs[0].Values[i];
            double second = double.NegativeInfinity;
            for (int k = 1; k < inputs.Count; k++)
            {
                double value = inputs[k].Values[i];
                second = Math.Max(second, Math.Min(best, value));
                if (value > best || (double.IsNaN(value) && !double.IsNaN(best)))
                    (best, _winners[i]) = (value, k);
            }

            output.Values[i] = best;

            // What is equal exactly is so in float32 as well.
            if (best > second)
                nearest = Math.Min(nearest, best - second);
        }

        KinkDistance = nearest / inputs.Max(LargestMagnitude);
        return output;
    }

    public override IReadOnlyList<ReferenceTensor> Differentiate(ReferenceTensor outputGradient)
    {
        ReferenceTensor[] inputGradients = [.. Inputs.Select(shape => new ReferenceTensor(outputGradient.Count, shape))];
        for (int i = 0; i < _winners.Length; i++)
            inputGradients[_winners[i]].Values[i] = outputGradient.Values[i];
        return inputGradients;
    }
}
