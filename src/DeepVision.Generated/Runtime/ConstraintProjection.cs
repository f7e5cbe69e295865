using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime;

/// <summary>Brings weights that an update has moved back to what their layer's constraint allows.</summary>
internal static class ConstraintProjection
{
    /// <summary>Squares that are added up before their sum is added to the others', so that long sums stay exact enough.</summary>
    private const int Run = 64;

    /// <summary>
    /// The blocks of outputs of all tensors with a constraint, by the place of their first weight. Those of a transposed convolution lie all
    /// over its tensor, which is one piece then.
    /// </summary>
    public static IEnumerable<(ParameterTensor Tensor, int Start, int Length)> Panels(NetworkArchitecture architecture) =>
        from tensor in architecture.Parameters
        where tensor.IsTrainable && tensor.Constraint is not null
        let layout = tensor.Layout
        let length = tensor.Constraint.GetValueOrDefault().TransposedGroups > 0 ? layout.PackedLength : layout.KernelHeight * layout.KernelWidth * layout.InputStride * layout.Block
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
        if (constraint.TransposedGroups > 0)
        {
            ApplyTransposed(panel, tensor.Layout, constraint);
            return;
        }

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

    /// <summary>Projects the tensor of a transposed convolution, whose first dimension are the inputs and whose second are the outputs of a group.</summary>
    private static void ApplyTransposed(Span<float> weights, WeightLayout layout, WeightConstraint constraint)
    {
        int inputs = layout.Outputs / constraint.TransposedGroups;
        for (int output = 0; output < constraint.TransposedGroups * layout.Inputs; output++)
        {
            double sum = 0;
            for (int i = 0; i < inputs * layout.KernelHeight * layout.KernelWidth; i++)
            {
                ref float weight = ref weights[Place(i)];
                if (constraint.NonNegative && weight < 0)
                    weight = 0;
                sum += (double)weight * weight;
            }

            double norm = Math.Sqrt(sum);
            if (constraint.UnitNorm ? norm == 0 : constraint.MaxNorm == 0 || norm <= constraint.MaxNorm)
                continue;
            float scale = (float)((constraint.UnitNorm ? 1 : constraint.MaxNorm) / norm);
            for (int i = 0; i < inputs * layout.KernelHeight * layout.KernelWidth; i++)
                weights[Place(i)] *= scale;

            int Place(int i)
            {
                (int tap, int input) = Math.DivRem(i, inputs);
                (int row, int column) = Math.DivRem(tap, layout.KernelWidth);
                (int group, int second) = Math.DivRem(output, layout.Inputs);
                return layout.PackedOffset(group * inputs + input, second, row, column);
            }
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
