using DeepVision.Generated.Onnx;

namespace DeepVision.Generated.Runtime;

/// <summary>Reads weights from the ONNX file that a network was made from when it was compiled. Called by generated code.</summary>
public static class OnnxWeights
{
    /// <summary>Reads the listed parameters of a network; if something doesn't fit, the network stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its parameters with the tensors that they come from; the others stay as they are.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="WeightsFileException">The file is missing, is no ONNX file, or doesn't hold these tensors.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, or another thread is replacing its weights.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public static void Load(string path, Network network, IReadOnlyList<OnnxWeight> weights)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        using Network.WeightsClaim claim = network.ClaimWeights();
        network.Download();
        Dictionary<string, ParameterTensor> parameters = network.Architecture.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var values = new float[weights.Count][];
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            ProtobufReader reader = new(stream);
            OnnxModel model = OnnxModelReader.Read(reader);
            for (int i = 0; i < values.Length; i++)
                values[i] = Read(reader, model, weights[i], parameters[weights[i].Parameter]);
        }
        catch (OnnxFormatException e)
        {
            throw new WeightsFileException(path, $"is no ONNX file that fits {network.Architecture.Name}: {e.Message}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsFileException(path, $"can't be read. {e.Message}", e);
        }

        for (int i = 0; i < values.Length; i++)
            network.Parameters.Write(parameters[weights[i].Parameter], values[i]);
    }

    private static float[] Read(ProtobufReader reader, OnnxModel model, OnnxWeight weight, ParameterTensor parameter)
    {
        int count = parameter.Layout.Count;
        if (weight.Tensor is null)
            return Filled(count, weight.Value);
        if (!model.Tensors.TryGetValue(weight.Tensor, out OnnxTensor? tensor))
            throw new OnnxFormatException($"it has no tensor '{weight.Tensor}', from which {parameter.Name} comes");
        if (!tensor.IsFloatingPoint)
            throw new OnnxFormatException($"the elements of tensor '{tensor.Name}' are no floats");
        if (weight.Pieces.Count > 0)
            return ReadPieces(reader, tensor, weight, parameter);
        if (!Fits(tensor, weight, parameter))
            throw new OnnxFormatException($"tensor '{tensor.Name}' has the shape [{string.Join(", ", tensor.Dimensions)}], but {parameter.Name} needs [{string.Join(", ", parameter.Shape)}]");
        float[] values = Repeated(OnnxTensorReader.ReadSingles(reader, tensor), count);
        if (weight.IsTransposed)
            values = Transposed(values, parameter.Shape[0]);
        if (weight.Matrices.Count > 0)
            values = ByColumns(values, weight.Matrices);
        for (int i = 0; i < values.Length; i++)
            values[i] = (weight.IsReciprocal ? 1 / values[i] : values[i]) * weight.Factor;
        return values;
    }

    /// <summary>Pieces of a tensor, such as the gates of a recurrent layer, whose order isn't the file's.</summary>
    private static float[] ReadPieces(ProtobufReader reader, OnnxTensor tensor, OnnxWeight weight, ParameterTensor parameter)
    {
        if (tensor.Count < 1 || tensor.Count != weight.TensorLength)
            throw new OnnxFormatException($"tensor '{tensor.Name}' has {tensor.Count} values, but {parameter.Name} is a part of one that has {weight.TensorLength}");
        float[] values = OnnxTensorReader.ReadSingles(reader, tensor);
        float[] assembled = new float[parameter.Layout.Count];
        int place = 0;
        foreach ((int start, int length) in weight.Pieces)
        {
            values.AsSpan(start, length).CopyTo(assembled.AsSpan(place));
            place += length;
        }

        return assembled;
    }

    /// <summary>Dimensions of 1 change nothing; a single value, or one for each group of channels, is repeated.</summary>
    private static bool Fits(OnnxTensor tensor, OnnxWeight weight, ParameterTensor parameter)
    {
        int count = tensor.Count;
        if (count < 1)
            return false;
        if (parameter.Shape.Count == 1)
            return parameter.Layout.Count % count == 0;
        IEnumerable<long> needed = parameter.Shape.Select(dimension => (long)dimension).Where(dimension => dimension != 1);
        IEnumerable<long> given = tensor.Dimensions.Where(dimension => dimension != 1);
        return given.SequenceEqual(weight.IsTransposed ? needed.Reverse() : needed);
    }

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static float[] Repeated(float[] values, int count)
    {
        if (values.Length == count)
            return values;
        int times = count / values.Length;
        float[] repeated = new float[count];
        for (int i = 0; i < count; i++)
            repeated[i] = values[i / times];
        return repeated;
    }

    private static float[] Transposed(float[] values, int rows)
    {
        int columns = values.Length / rows;
        float[] transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                transposed[row * columns + column] = values[column * rows + row];
        }

        return transposed;
    }

    /// <summary>Rows that consist of matrices, each of which is transposed.</summary>
    internal static float[] ByColumns(float[] values, IReadOnlyList<OnnxMatrix> matrices)
    {
        float[] ordered = new float[values.Length];
        int start = 0;
        while (start < values.Length)
        {
            foreach ((int rows, int columns) in matrices)
            {
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                        ordered[start + column * rows + row] = values[start + row * columns + column];
                }

                start += rows * columns;
            }
        }

        return ordered;
    }
}
