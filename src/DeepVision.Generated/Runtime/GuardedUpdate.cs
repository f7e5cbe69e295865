namespace DeepVision.Generated.Runtime;

/// <summary>Lets an optimizer update parameters, except those that would end up infinite or not a number.</summary>
internal static class GuardedUpdate
{
    /// <summary>
    /// Parameters that are updated at a time. An update reads and writes several arrays at once, and is as fast as memory only while the processor runs ahead in all of
    /// them: so few parameters are copied and looked at so soon that it doesn't fall behind meanwhile.
    /// </summary>
    public const int Part = 512;

    /// <summary>Updates a range in the pieces that have one learning-rate factor each: <see cref="ParameterBuffer.UpdateRanges"/>.</summary>
    public static int Run(
        ReadOnlySpan<UpdateRange> ranges, Optimizer optimizer, in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerState state, int start, Span<float> before)
    {
        if (ranges.IsEmpty)
            return Run(optimizer, step, weights, gradients, state, start, before);
        int fault = -1;
        for (int i = FirstEndingBehind(ranges, start); i < ranges.Length && ranges[i].Start < start + weights.Length; i++)
        {
            UpdateRange range = ranges[i];
            int first = Math.Max(0, range.Start - start), end = Math.Min(weights.Length, range.Start + range.Length - start);
            if (first >= end || range.Factor == 0)
                continue;
            int found = Run(optimizer, range.Of(step), weights[first..end], gradients[first..end], state, start + first, before);
            if (found >= 0 && fault < 0)
                fault = first + found;
        }

        return fault;
    }

    /// <summary>Ranges are in order, and blocks of parameters are many: the first that concerns one is searched for.</summary>
    private static int FirstEndingBehind(ReadOnlySpan<UpdateRange> ranges, int start)
    {
        int low = 0, high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ranges[middle].Start + ranges[middle].Length > start)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Updates a range; a parameter whose new value is not finite keeps the one it had, and so do all of a part at which the optimizer throws.</summary>
    /// <param name="optimizer">Gives the update rule.</param>
    /// <param name="step">The update.</param>
    /// <param name="weights">Parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="state">What the optimizer remembers of all parameters.</param>
    /// <param name="start">Place of the first of these parameters among all.</param>
    /// <param name="before">Room for <see cref="Part"/> values.</param>
    /// <returns>Index of the first parameter that was left as it is; -1 if all were updated.</returns>
    public static int Run(Optimizer optimizer, in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerState state, int start, Span<float> before)
    {
        int fault = -1;
        for (int first = 0; first < weights.Length; first += Part)
        {
            int length = Math.Min(Part, weights.Length - first);
            int found = RunPart(optimizer, step, weights.Slice(first, length), gradients.Slice(first, length), state.Slice(start + first, length), before);
            if (found >= 0 && fault < 0)
                fault = first + found;
        }

        return fault;
    }

    private static int RunPart(Optimizer optimizer, in UpdateStep step, Span<float> weights, ReadOnlySpan<float> gradients, OptimizerSlots slots, Span<float> before)
    {
        weights.CopyTo(before);
        try
        {
            optimizer.Update(step, weights, gradients, slots);
        }
        catch
        {
            before[..weights.Length].CopyTo(weights);
            throw;
        }

        int first = FiniteValues.FindOther(weights);
        if (first < 0)
            return -1;
        for (int i = first; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
                weights[i] = before[i];
        }

        return first;
    }
}
