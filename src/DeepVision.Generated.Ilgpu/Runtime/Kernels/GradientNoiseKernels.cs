using ILGPU;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>Adds normal numbers to gradients, drawn as on the CPU. Public because ILGPU compiles nothing else.</summary>
public static class GradientNoiseKernels
{
    /// <summary>g ← scale · g + deviation · n; what pads the tensor stays zero.</summary>
    /// <param name="gradients">Gradients of one tensor.</param>
    /// <param name="scale">The factor of the gradients.</param>
    /// <param name="tensor">How the tensor is packed.</param>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">Steps that the network has taken before.</param>
    public static void Add(ArrayView<float> gradients, ArrayView<float> scale, NoiseTensor tensor, float deviation, int seed, long step)
    {
        float factor = scale[0];
        for (int i = Grid.IdxX * Group.DimX + Group.IdxX; i < tensor.Length; i += Grid.DimX * Group.DimX)
        {
            int row = i / tensor.Block;
            int output = row / tensor.Positions * tensor.Block + i % tensor.Block;
            bool counts = row % tensor.InputStride < tensor.Inputs & output < tensor.Outputs;

            int place = tensor.Offset + i;
            uint c0 = (uint)step, c1 = (uint)(step >> 32), c2 = (uint)(place >> 2), c3 = 0;
            uint k0 = (uint)seed, k1 = (uint)RandomPurpose.GradientNoise;
            for (int round = 0; round < 10; round++)
            {
                ulong first = 0xD2511F53ul * c0, second = 0xCD9E8D57ul * c2;
                c0 = (uint)(second >> 32) ^ c1 ^ k0;
                c1 = (uint)second;
                c2 = (uint)(first >> 32) ^ c3 ^ k1;
                c3 = (uint)first;
                k0 += 0x9E3779B9u;
                k1 += 0xBB67AE85u;
            }

            bool isSecondPair = (place & 2) != 0;
            float normal = ScalarMath.Normal(isSecondPair ? c2 : c0, isSecondPair ? c3 : c1, place & 1);
            gradients[i] = counts ? gradients[i] * factor + deviation * normal : 0f;
        }
    }
}

/// <summary>How a tensor lies in the flat buffer of parameters.</summary>
public struct NoiseTensor
{
    /// <summary>Place of its first value.</summary>
    public int Offset;

    /// <summary>Its values, those that pad it included.</summary>
    public int Length;

    /// <summary>Outputs that count.</summary>
    public int Outputs;

    /// <summary>Inputs that count.</summary>
    public int Inputs;

    /// <summary>Inputs, those that pad it included.</summary>
    public int InputStride;

    /// <summary>Kernel rows × kernel columns × <see cref="InputStride"/>.</summary>
    public int Positions;

    /// <summary>Outputs side by side.</summary>
    public int Block;

    internal static NoiseTensor For(ParameterTensor tensor) => new()
    {
        Offset = tensor.Offset,
        Length = tensor.Layout.PackedLength,
        Outputs = tensor.Layout.Outputs,
        Inputs = tensor.Layout.Inputs,
        InputStride = tensor.Layout.InputStride,
        Positions = tensor.Layout.KernelHeight * tensor.Layout.KernelWidth * tensor.Layout.InputStride,
        Block = tensor.Layout.Block,
    };
}
