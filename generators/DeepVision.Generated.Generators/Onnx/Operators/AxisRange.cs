namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>Neighbouring elements of an axis.</summary>
/// <param name="Axis">The axis, counted with the samples' if that is one.</param>
/// <param name="Size">Its elements.</param>
/// <param name="First">The first that is taken.</param>
/// <param name="End">The first behind it that isn't.</param>
internal readonly record struct AxisRange(int Axis, long Size, long First, long End)
{
    /// <summary>What a Slice takes: attributes up to opset 9, inputs from then on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="sizes">Elements of each axis; 0 where that isn't known.</param>
    public static IEnumerable<AxisRange> Read(NodeContext node, IReadOnlyList<long> sizes)
    {
        bool hasInputs = node.HasInput(1);
        long[] starts = hasInputs ? Numbers(1, "starts") : node.Integers("starts") ?? [], ends = hasInputs ? Numbers(2, "ends") : node.Integers("ends") ?? [];
        long[] axes = (node.HasInput(3) ? Numbers(3, "axes") : node.Integers("axes")) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.HasInput(4) ? Numbers(4, "steps") : [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
            throw node.Unsupported("its starts, ends, axes and steps are not equally many");
        for (int i = 0; i < starts.Length; i++)
        {
            long axis = axes[i] < 0 ? axes[i] + sizes.Count : axes[i];
            if (axis < 0 || axis >= sizes.Count)
                throw node.Unsupported("it has no axis " + Model.Text.Of(axes[i]));
            if (steps[i] != 1)
                throw node.Unsupported("it leaves out elements between others");
            // All samples.
            long size = sizes[(int)axis];
            if (size == 0 && starts[i] == 0 && ends[i] >= int.MaxValue)
                continue;
            long first = Bounded(starts[i], size);
            yield return new AxisRange((int)axis, size, first, Math.Max(first, Bounded(ends[i], size)));
        }

        long[] Numbers(int index, string what) => [.. node.Numbers(index, what).Select(NodeContext.ToInteger)];

        static long Bounded(long index, long size) => Math.Max(0, Math.Min(size, index < 0 ? index + size : index));
    }
}
