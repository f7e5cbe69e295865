using DeepVision.Generated.Onnx;

namespace DeepVision.Generated;

/// <summary>
/// The tensors that stand in ONNX files: weights, and what else an author put there, such as the mean of the images that a network has learned from. Networks
/// load theirs by <c>LoadOnnx</c> (<see cref="OnnxNetworkAttribute"/>).
/// </summary>
public static class OnnxConstants
{
    /// <summary>Reads one tensor: an initializer, or the value of a Constant node, by the name of what it gives.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The tensor's name.</param>
    /// <returns>Its values as 32-bit floats.</returns>
    /// <exception cref="WeightsFileException">The file is missing, is no ONNX file, or has no such tensor of floats.</exception>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static StoredTensor Read(string path, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(name);
        return WeightsFileAccess.Read(path, stream =>
        {
            try
            {
                ProtobufReader reader = new(stream);
                if (!OnnxModelReader.Read(reader).Tensors.TryGetValue(name, out OnnxTensor? tensor))
                    throw new OnnxFormatException($"it has no tensor '{name}'");
                if (!tensor.IsFloatingPoint)
                    throw new OnnxFormatException($"the elements of tensor '{name}' are no floats");
                float[] values = OnnxTensorReader.ReadSingles(reader, tensor);
                return StoredTensor.FromSingles(name, [.. tensor.Dimensions.Select(extent => extent <= int.MaxValue ? (int)extent : throw new OnnxFormatException($"tensor '{name}' is too large"))], values);
            }
            catch (OnnxFormatException e)
            {
                throw new WeightsFileException(path, $"is no ONNX file that can be used: {e.Message}.", e);
            }
        });
    }
}
