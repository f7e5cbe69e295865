namespace DeepVision.Generated.Tests.Files;

public sealed class WeightsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("weights.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SavedWeightsLoadToTheSameBits()
    {
        NetworkArchitecture architecture = Architecture();
        ParameterBuffer saved = Filled(architecture, 1), loaded = Filled(architecture, 2);
        long version = loaded.Version;

        Save(architecture, saved);
        Load(architecture, loaded);

        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
        Assert.NotEqual(version, loaded.Version);
    }

    [Fact]
    public void PythonFindsTensorsByNameInPyTorchsOrder()
    {
        NetworkArchitecture architecture = Architecture();
        ParameterBuffer parameters = Filled(architecture, 1);
        Save(architecture, parameters);

        var (tensors, metadata) = SafetensorsBytes.Read(File.ReadAllBytes(FilePath));

        Assert.Equal(["bn.running_mean", "conv.bias", "conv.weight", "fc.weight"], tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("pt", metadata["format"]);
        Assert.Equal("SmallNet", metadata["deepvision.network"]);
        Assert.Equal("input 4×4×2\nconv: Conv2D(3, 2) -> 3×3×3\nfc: Dense(5) -> 5", metadata["deepvision.architecture"]);

        // conv.weight is [out, in, kernel rows, kernel columns]: compare each value with its packed place.
        var (type, shape, data) = tensors["conv.weight"];
        ParameterTensor conv = architecture.Parameters[0];
        Assert.Equal("F32", type);
        Assert.Equal([3, 2, 2, 2], shape);
        int index = 0;
        for (int output = 0; output < 3; output++)
            for (int input = 0; input < 2; input++)
                for (int row = 0; row < 2; row++)
                    for (int column = 0; column < 2; column++)
                        Assert.Equal(parameters.Values[conv.Offset + conv.Layout.PackedOffset(output, input, row, column)], BitConverter.ToSingle(data, 4 * index++));

        // fc.weight is [out, columns], its columns in the order channel, row, column of the image before Flatten.
        (_, shape, data) = tensors["fc.weight"];
        ParameterTensor dense = architecture.Parameters[2];
        Assert.Equal([5, 27], shape);
        for (int channel = 0; channel < 3; channel++)
            for (int row = 0; row < 3; row++)
                for (int column = 0; column < 3; column++)
                    Assert.Equal(parameters.Values[dense.Offset + dense.Layout.PackedOffset(4, channel, row, column)], BitConverter.ToSingle(data, 4 * (4 * 27 + channel * 9 + row * 3 + column)));
    }

    [Fact]
    public void SavingTwiceGivesTheSameBytes()
    {
        NetworkArchitecture architecture = Architecture();
        Save(architecture, Filled(architecture, 1));
        byte[] first = File.ReadAllBytes(FilePath);
        Save(architecture, Filled(architecture, 1));
        Assert.Equal(first, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void AnotherArchitectureIsRefusedWithTheFirstLayerThatDiffers()
    {
        NetworkArchitecture saved = Architecture(), other = Architecture(outputs: 6);
        Save(saved, Filled(saved, 1));

        WeightsFileException e = Refused(other);

        Assert.Contains("Layer 2 differs: \"fc: Dense(5) -> 5\" in the file, \"fc: Dense(6) -> 6\" in SmallNet", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherInputShapeIsTheFirstDifference()
    {
        NetworkArchitecture saved = Architecture();
        Save(saved, Filled(saved, 1));
        WeightsFileException e = Refused(saved with { InputShape = new TensorShape(8, 8, 2) });
        Assert.Contains("The input differs: \"input 4×4×2\" in the file, \"input 8×8×2\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerMoreOrLessIsNamed()
    {
        NetworkArchitecture architecture = Architecture();
        NetworkArchitecture longer = architecture with { Layers = [.. architecture.Layers, new LayerInfo("relu", "ReLU", [1], new TensorShape(5), 0, 0, new OperationInfo.ReLU())] };
        Save(architecture, Filled(architecture, 1));
        Assert.Contains("Layer 3 differs: nothing in the file, \"relu: ReLU -> 5\"", Refused(longer).Message, StringComparison.Ordinal);
        Save(longer, Filled(longer, 1));
        Assert.Contains("Layer 3 differs: \"relu: ReLU -> 5\" in the file, nothing", Refused(architecture).Message, StringComparison.Ordinal);
    }

    /// <summary>Who gives names says himself whose weights go where.</summary>
    [Fact]
    public void WithNamesTheArchitecturesAreNotCompared()
    {
        NetworkArchitecture architecture = Architecture();
        NetworkArchitecture longer = architecture with { Layers = [.. architecture.Layers, new LayerInfo("relu", "ReLU", [1], new TensorShape(5), 0, 0, new OperationInfo.ReLU())] };
        ParameterBuffer saved = Filled(architecture, 1), loaded = Filled(longer, 2);
        Save(architecture, saved);

        WeightsFile.Apply(WeightsFile.Check(TensorFile.Read(FilePath), longer, new Dictionary<string, string>()), longer, loaded);

        Assert.Equal(saved.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void LayersThatReadOthersThanBeforeAreAnotherArchitecture()
    {
        NetworkArchitecture chain = Architecture(outputs: 27);
        NetworkArchitecture With(params int[] inputs) =>
            chain with { Layers = [.. chain.Layers, new LayerInfo("sum", "Add", inputs, new TensorShape(27), 0, 0, new OperationInfo.ReLU())] };

        NetworkArchitecture saved = With(0, 1);
        ParameterBuffer loaded = Filled(saved, 2);
        Save(saved, Filled(saved, 1));
        Load(saved, loaded);
        Assert.Equal(Filled(saved, 1).Values.ToArray(), loaded.Values.ToArray());
        Assert.Contains("Layer 3 differs: \"sum: Add of conv, fc -> 27\" in the file, \"sum: Add of input, fc -> 27\" in SmallNet", Refused(With(LayerInfo.NetworkInput, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("\"sum: Add -> 27\" in SmallNet", Refused(With(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutSignatureLoadsIfNamesAndShapesFit()
    {
        NetworkArchitecture architecture = Architecture();
        ParameterBuffer parameters = Filled(architecture, 1), loaded = Filled(architecture, 2);
        SafetensorsFile.Write(FilePath, [.. WeightsFile.ToTensors(architecture, parameters), StoredTensor.FromInt64s("bn.num_batches_tracked", [], [9])]);

        Load(architecture, loaded);

        Assert.Equal(parameters.Values.ToArray(), loaded.Values.ToArray());
    }

    [Fact]
    public void MissingAndExtraTensorsAreNamed()
    {
        NetworkArchitecture architecture = Architecture();
        List<StoredTensor> tensors = WeightsFile.ToTensors(architecture, Filled(architecture, 1));
        tensors.RemoveAt(1);
        tensors.Add(StoredTensor.FromSingles("layer4.weight", [1], [1]));
        SafetensorsFile.Write(FilePath, tensors);

        WeightsFileException e = Refused(architecture);

        Assert.Contains("lacks conv.bias, and has layer4.weight", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongShapeIsNamedWithBothSides()
    {
        NetworkArchitecture architecture = Architecture();
        List<StoredTensor> tensors = WeightsFile.ToTensors(architecture, Filled(architecture, 1));
        tensors[2] = StoredTensor.FromSingles("fc.weight", [27, 5], new float[135]);
        SafetensorsFile.Write(FilePath, tensors);
        Assert.Contains("fc.weight has the shape [27, 5], but SmallNet needs [5, 27]", Refused(architecture).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsThatAreNoFloatsAreRefused()
    {
        NetworkArchitecture architecture = Architecture();
        List<StoredTensor> tensors = WeightsFile.ToTensors(architecture, Filled(architecture, 1));
        tensors[3] = StoredTensor.FromInt64s("bn.running_mean", [3], [1, 2, 3]);
        SafetensorsFile.Write(FilePath, tensors);
        Assert.Contains("bn.running_mean has elements of type I64", Refused(architecture).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("one")]
    public void AnotherFormatVersionIsRefused(string version)
    {
        NetworkArchitecture architecture = Architecture();
        Dictionary<string, string> metadata = WeightsFile.ToMetadata(architecture);
        metadata["deepvision.format_version"] = version;
        SafetensorsFile.Write(FilePath, WeightsFile.ToTensors(architecture, Filled(architecture, 1)), metadata);
        Assert.Contains($"format version '{version}'", Refused(architecture).Message, StringComparison.Ordinal);
    }

    /// <summary>Loads, expects the refusal, and checks that no value has changed.</summary>
    private WeightsFileException Refused(NetworkArchitecture architecture)
    {
        ParameterBuffer parameters = Filled(architecture, 3);
        float[] before = parameters.Values.ToArray();
        long version = parameters.Version;
        var e = Assert.Throws<WeightsFileException>(() => Load(architecture, parameters));
        Assert.Equal(before, parameters.Values.ToArray());
        Assert.Equal(version, parameters.Version);
        return e;
    }

    private void Save(NetworkArchitecture architecture, ParameterBuffer parameters) =>
        SafetensorsFile.Write(FilePath, WeightsFile.ToTensors(architecture, parameters), WeightsFile.ToMetadata(architecture));

    private void Load(NetworkArchitecture architecture, ParameterBuffer parameters)
    {
        WeightsFile.Apply(WeightsFile.Check(TensorFile.Read(FilePath), architecture), architecture, parameters);
    }

    /// <summary>A convolution, batch statistics and a dense layer behind Flatten, packed with padding.</summary>
    private static NetworkArchitecture Architecture(int outputs = 5)
    {
        var convolution = new WeightLayout(3, 2, 2, 2, 2, 16);
        var dense = new WeightLayout(outputs, 3, 3, 3, 16, 16);
        var vector = WeightLayout.Vector(3);
        int biasAt = convolution.PackedLength, denseAt = biasAt + vector.PackedLength, meanAt = denseAt + dense.PackedLength;
        return new NetworkArchitecture(
            "SmallNet",
            new TensorShape(4, 4, 2),
            new TensorShape(outputs),
            [
                new LayerInfo("conv", "Conv2D(3, 2)", [LayerInfo.NetworkInput], new TensorShape(3, 3, 3), 27, 216, new OperationInfo.Convolution(new(2), new(2))),
                new LayerInfo("fc", FormattableString.Invariant($"Dense({outputs})"), [0], new TensorShape(outputs), 27 * outputs, 27 * outputs, new OperationInfo.Dense()),
            ],
            [
                new ParameterTensor("conv.weight", 0, [3, 2, 2, 2], convolution, 0, Initializer.HeUniform, 8, 12),
                new ParameterTensor("conv.bias", 0, [3], vector, biasAt, Initializer.Zeros, 8, 12),
                new ParameterTensor("fc.weight", 1, [outputs, 27], dense, denseAt, Initializer.GlorotUniform, 27, outputs),
                new ParameterTensor("bn.running_mean", 0, [3], vector, meanAt, Initializer.Zeros, 1, 1, Group: ParameterGroup.Statistics),
            ],
            meanAt,
            vector.PackedLength,
            meanAt + vector.PackedLength);
    }

    /// <summary>Random values where the tensors have values, zeros in the padding.</summary>
    private static ParameterBuffer Filled(NetworkArchitecture architecture, int seed)
    {
        var random = new Random(seed);
        var parameters = new ParameterBuffer(architecture, seed: 0);
        foreach (ParameterTensor tensor in architecture.Parameters)
        {
            float[] values = [.. Enumerable.Range(0, tensor.Layout.Count).Select(_ => (float)random.NextDouble() - .5f)];
            tensor.Layout.Pack(values, parameters.Values.Slice(tensor.Offset, tensor.Layout.PackedLength));
        }

        return parameters;
    }
}
