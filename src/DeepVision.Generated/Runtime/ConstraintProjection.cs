using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime;

/// <summary>Brings weights that an update has moved back to what their layer's constraint allows.</summary>
internal static class ConstraintProjection
{
    /// <summary>Squares that are added up before their sum is added to the others', so that long sums stay exact enough.</summary>
    private const int Run = 64;

    /// <summary>The blocks of outputs of all tensors with a constraint, by the place of their first weight.</summary>
    public static IEnumerable<(ParameterTensor Tensor, int Start, int Length)> Panels(NetworkArchitecture architecture) =>
        from tensor in architecture.Parameters
        where tensor.IsTrainable && tensor.Constraint is not null
        let layout = tensor.Layout
        let length = layout.KernelHeight * layout.KernelWidth * layout.InputStride * layout.Block
        from panel in Enumerable.Range(0, layout.PackedLength / length)
        select (tensor, tensor.Offset + panel * length, length);

    /// <summary>Projects all tensors with a constraint.</summary>
    public static void Apply(NetworkArchitecture architecture, ParameterBuffer parameters)
    {
        foreach ((ParameterTensor tensor, int start, int length) in Panels(architecture))
        {
            if (!parameters.IsStopped(tensor))
                Apply(parameters.Values.Slice(start, length), tensor);
        }
    }

    /// <summary>Projects a block of outputs. What pads it is zero and stays so.</summary>
    /// <param name="panel">Its weights, one of each output side by side.</param>
    /// <param name="tensor">Has the constraint.</param>
    public static void Apply(Span<float> panel, ParameterTensor tensor)
    {
        WeightConstraint constraint = tensor.Constraint.GetValueOrDefault();
        nuint block = (nuint)tensor.Layout.Block, length = (nuint)panel.Length;
        ref float first = ref MemoryMarshal.GetReference(panel);
        for (nuint lane = 0; lane < block; lane += (nuint)Vector256<float>.Count)
        {
            if (constraint.NonNegative)
            {
                for (nuint i = lane; i < length; i += block)
                {
                    Vector256<float> weight = Vector256.LoadUnsafe(ref first, i);
                    Vector256.AndNot(weight, Vector256.LessThan(weight, Vector256<float>.Zero)).StoreUnsafe(ref first, i);
                }
            }

            if (constraint.MaxNorm == 0 && !constraint.UnitNorm)
                continue;
            Vector256<float> norm = Norm(ref first, lane, block, length), one = Vector256<float>.One;
            Vector256<float> limit = constraint.UnitNorm ? one : Vector256.Create(constraint.MaxNorm);
            Vector256<float> isBeyond = constraint.UnitNorm ? Vector256.GreaterThan(norm, Vector256<float>.Zero) : Vector256.GreaterThan(norm, limit);
            if (isBeyond == Vector256<float>.Zero)
                continue;
            Vector256<float> scale = Vector256.ConditionalSelect(isBeyond, limit / norm, one);
            for (nuint i = lane; i < length; i += block)
                (Vector256.LoadUnsafe(ref first, i) * scale).StoreUnsafe(ref first, i);
        }
    }

    private static Vector256<float> Norm(ref float first, nuint lane, nuint block, nuint length)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        for (nuint start = lane; start < length; start += Run * block)
        {
            nuint end = Math.Min(length, start + Run * block);
            Vector256<float> part = Vector256<float>.Zero;
            for (nuint i = start; i < end; i += block)
            {
                Vector256<float> weight = Vector256.LoadUnsafe(ref first, i);
                part += weight * weight;
            }

            sum += part;
        }

        return Vector256.Sqrt(sum);
    }
}
