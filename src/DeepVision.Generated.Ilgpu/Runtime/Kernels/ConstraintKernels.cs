using ILGPU;
using ILGPU.Algorithms;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Brings weights that an update has moved back to what their layer's constraint allows. Public because ILGPU compiles nothing else.</summary>
public static class ConstraintKernels
{
    /// <summary>Rule: no weight is below 0.</summary>
    public const int NonNegative = 1;

    /// <summary>Rule: the norm of each output's weights is 1.</summary>
    public const int UnitNorm = 2;

    /// <summary>Squares that are added up before their sum is added to the others', as on the CPU.</summary>
    private const int Run = 64;

    /// <summary>Projects the weights of each output, a thread each; neighbouring threads read neighbouring weights.</summary>
    /// <param name="weights">The tensor.</param>
    /// <param name="status">Other than 0 where updates are left out.</param>
    /// <param name="places">Where the weights of each output lie.</param>
    /// <param name="maxNorm">Largest norm, 0 for no limit.</param>
    /// <param name="rules"><see cref="NonNegative"/> and <see cref="UnitNorm"/>.</param>
    public static void Project(ArrayView<float> weights, ArrayView<int> status, OutputPlaces places, float maxNorm, int rules)
    {
        if (status[0] != 0)
            return;
        for (int output = Grid.IdxX * Group.DimX + Group.IdxX; output < places.Outputs; output += Grid.DimX * Group.DimX)
        {
            float sum = 0;
            for (int start = 0; start < places.Positions; start += Run)
            {
                int end = XMath.Min(places.Positions, start + Run);
                float part = 0;
                for (int position = start; position < end; position++)
                {
                    int place = Place(places, output, position);
                    float weight = weights[place];
                    if ((rules & NonNegative) != 0 & weight < 0f)
                    {
                        weight = 0f;
                        weights[place] = 0f;
                    }

                    part += weight * weight;
                }

                sum += part;
            }

            float norm = XMath.Sqrt(sum);
            bool isUnit = (rules & UnitNorm) != 0;
            float limit = isUnit ? 1f : maxNorm;
            bool isBeyond = isUnit ? norm > 0f : maxNorm > 0f & norm > maxNorm;
            if (isBeyond)
            {
                float scale = limit / norm;
                for (int position = 0; position < places.Positions; position++)
                    weights[Place(places, output, position)] *= scale;
            }
        }
    }

    private static int Place(OutputPlaces places, int output, int position)
    {
        if (places.GroupInputs == 0)
            return (output / places.Block * places.Positions + position) * places.Block + output % places.Block;
        int input = output / places.GroupOutputs * places.GroupInputs + position % places.GroupInputs, tap = position / places.GroupInputs;
        return ((input / places.Block * places.Taps + tap) * places.Stride + output % places.GroupOutputs) * places.Block + input % places.Block;
    }
}

/// <summary>Where the weights of each output of a tensor lie.</summary>
public struct OutputPlaces
{
    /// <summary>Outputs; those that pad the last block included, where blocks are of outputs.</summary>
    public int Outputs;

    /// <summary>Weights of each output; those that pad it included, where blocks are of outputs.</summary>
    public int Positions;

    /// <summary>Values side by side: outputs, but for a transposed convolution inputs.</summary>
    public int Block;

    /// <summary>For a transposed convolution, whose tensor is [input block][tap][outputs of a group][inputs of a block]: inputs of a group. 0 for all others: [output block][position][outputs of a block].</summary>
    public int GroupInputs;

    /// <summary>For a transposed convolution the outputs of a group.</summary>
    public int GroupOutputs;

    /// <summary>For a transposed convolution the distance from one tap to the next, in blocks.</summary>
    public int Stride;

    /// <summary>For a transposed convolution the positions of its kernel.</summary>
    public int Taps;

    internal static OutputPlaces Of(WeightLayout layout, int transposedGroups)
    {
        int taps = layout.KernelHeight * layout.KernelWidth;
        if (transposedGroups == 0)
            return new() { Outputs = layout.PackedLength / (taps * layout.InputStride), Positions = taps * layout.InputStride, Block = layout.Block };
        int inputs = layout.Outputs / transposedGroups;
        return new()
        {
            Outputs = transposedGroups * layout.Inputs, Positions = taps * inputs, Block = layout.Block,
            GroupInputs = inputs, GroupOutputs = layout.Inputs, Stride = layout.InputStride, Taps = taps,
        };
    }
}
