namespace DeepVision.Generated.Tests.Reference;

/// <summary>Moves parameters between a generated network and its reference through the network's own table.</summary>
internal static class ReferenceParameters
{
    /// <summary>
    /// Fills every tensor of a network with random values of a sensible size (weights as He would, so that activations keep
    /// their scale; biases and statistics away from the zeros and ones they start with, which would hide mistakes).
    /// </summary>
    public static void Randomise(Network network, int seed)
    {
        Random random = new(seed);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            string role = tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
            bool isKernel = tensor.Shape.Count > 1;
            double spread = isKernel ? Math.Sqrt(6.0 / tensor.Shape.Skip(1).Aggregate(1, (product, n) => product * n)) : 0.4;
            double centre = role == "running_var" || (role == "weight" && !isKernel) ? 1 : 0;
            float[] logical = new float[tensor.Layout.Count];
            for (int i = 0; i < logical.Length; i++)
                logical[i] = (float)(centre + spread * (2 * random.NextDouble() - 1));
            tensor.Layout.Pack(logical, network.Parameters.Values.Slice(tensor.Offset, tensor.Layout.PackedLength));
        }

        network.Parameters.MarkChanged();
    }

    /// <summary>Copies all tensors of a network, running statistics included, to its reference.</summary>
    public static void Load(this ReferenceNetwork reference, Network network)
    {
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            ReferenceParameter parameter = reference.Parameters[tensor.Name];
            if (!parameter.Shape.SequenceEqual(tensor.Shape) || parameter.IsTrainable != tensor.IsTrainable)
            {
                throw new InvalidOperationException(
                    $"{network.Architecture.Name}: {tensor.Name} is [{string.Join(", ", tensor.Shape)}] in the network and "
                    + $"[{string.Join(", ", parameter.Shape)}] in the reference.");
            }

            float[] logical = Logical(tensor, network.Parameters.Values);
            for (int i = 0; i < logical.Length; i++)
                parameter.Values[i] = logical[i];
        }
    }

    /// <summary>One tensor in logical order, out of a packed flat buffer.</summary>
    public static float[] Logical(ParameterTensor tensor, ReadOnlySpan<float> buffer)
    {
        float[] logical = new float[tensor.Layout.Count];
        tensor.Layout.Unpack(buffer.Slice(tensor.Offset, tensor.Layout.PackedLength), logical);
        return logical;
    }
}
