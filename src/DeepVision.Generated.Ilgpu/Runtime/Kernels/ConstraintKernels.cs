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
    /// <param name="weights">The tensor: [output block][position][outputs of a block].</param>
    /// <param name="status">Other than 0 where updates are left out.</param>
    /// <param name="outputs">Outputs, those that pad the last block included.</param>
    /// <param name="positions">Weights of each output, those that pad it included.</param>
    /// <param name="block">Outputs of a block.</param>
    /// <param name="maxNorm">Largest norm, 0 for no limit.</param>
    /// <param name="rules"><see cref="NonNegative"/> and <see cref="UnitNorm"/>.</param>
    public static void Project(ArrayView<float> weights, ArrayView<int> status, int outputs, int positions, int block, float maxNorm, int rules)
    {
        if (status[0] != 0)
            return;
        for (int output = Grid.IdxX * Group.DimX + Group.IdxX; output < outputs; output += Grid.DimX * Group.DimX)
        {
            int first = output / block * positions * block + output % block;
            float sum = 0;
            for (int start = 0; start < positions; start += Run)
            {
                int end = XMath.Min(positions, start + Run);
                float part = 0;
                for (int position = start; position < end; position++)
                {
                    int place = first + position * block;
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
                for (int position = 0; position < positions; position++)
                    weights[first + position * block] *= scale;
            }
        }
    }
}
