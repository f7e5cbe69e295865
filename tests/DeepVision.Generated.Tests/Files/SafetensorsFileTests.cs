using System.Text;

namespace DeepVision.Generated.Tests.Files;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("weights.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASmallFileHasExactlyTheseBytes()
    {
        SafetensorsFile.Write(
            FilePath,
            [StoredTensor.FromSingles("a", [2, 1], [1f, -2f]), StoredTensor.FromInt64s("n", [], [258])],
            new Dictionary<string, string> { ["format"] = "pt" });

        const string Header =
            """{"__metadata__":{"format":"pt"},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]}}    """;
        byte[] expected =
        [
            0x90, 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(Header),
            0x02, 0x01, 0, 0, 0, 0, 0, 0,
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0,
        ];
        Assert.Equal(expected, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        int seed = 11;
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble() - .5f), float.NaN, float.NegativeInfinity, -0f, float.Epsilon];
        SafetensorsFile.Write(
            FilePath,
            [
                StoredTensor.FromSingles("größe \"1\"\n", [4, 16], values),
                StoredTensor.FromSingles("empty", [3, 0], []),
                StoredTensor.FromInt64s("steps", [2], [long.MinValue, long.MaxValue]),
            ],
            new Dictionary<string, string> { ["note"] = "28×28 <&> \"quoted\"\nsecond line" });

        SafetensorsFile file = SafetensorsFile.Read(FilePath);

        StoredTensor tensor = file.Find("größe \"1\"\n")!;
        Assert.Equal([4, 16], tensor.Shape);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), tensor.ToSingles().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([long.MinValue, long.MaxValue], file.Find("steps")!.ToInt64s());
        Assert.Equal([3, 0], file.Find("empty")!.Shape);
        Assert.Equal("28×28 <&> \"quoted\"\nsecond line", file.Metadata["note"]);
        Assert.Null(file.Find("other"));
        Assert.Throws<InvalidOperationException>(() => tensor.ToInt64s());
        Assert.Throws<InvalidOperationException>(() => file.Find("steps")!.ToSingles());
    }

    [Fact]
    public void AnIndependentReaderReadsIt()
    {
        SafetensorsFile.Write(FilePath, [StoredTensor.FromSingles("w", [3], [1, 2, 3]), StoredTensor.FromInt64s("n", [1], [7]), StoredTensor.FromSingles("b", [1], [.5f])]);

        var (tensors, metadata) = SafetensorsBytes.Read(File.ReadAllBytes(FilePath));

        Assert.Empty(metadata);
        Assert.Equal(["b", "n", "w"], tensors.Keys.Order());
        Assert.Equal("F32", tensors["w"].Type);
        Assert.Equal(3f, BitConverter.ToSingle(tensors["w"].Data, 8));
        Assert.Equal(7, BitConverter.ToInt64(tensors["n"].Data));
    }

    [Fact]
    public void OtherFloatsAreConverted()
    {
        byte[] file = SafetensorsBytes.Make(
            """{"h":{"dtype":"F16","shape":[1],"data_offsets":[8,10]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[10,12]},"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", 12);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 12), 0.1);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 4), (Half)1.5f);
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 2), (ushort)0xC049);
        File.WriteAllBytes(FilePath, file);

        SafetensorsFile read = SafetensorsFile.Read(FilePath);

        Assert.Equal([0.1f], read.Find("d")!.ToSingles());
        Assert.Equal([1.5f], read.Find("h")!.ToSingles());
        Assert.Equal([-3.140625f], read.Find("b")!.ToSingles());
        Assert.Equal(["d", "h", "b"], read.Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void NamesMustBeDistinct()
    {
        StoredTensor tensor = StoredTensor.FromSingles("a", [1], [1]);
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(FilePath, [tensor, tensor]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(FilePath, [StoredTensor.FromSingles("__metadata__", [1], [1])]));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void AShapeMustHaveAsManyValuesAsGiven()
    {
        Assert.Throws<ArgumentException>(() => StoredTensor.FromSingles("a", [2, 2], [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => StoredTensor.FromSingles("a", [-1, -1], [1]));
    }

    [Fact]
    public void WritingReplacesAnOlderFileAndLeavesNothingBeside()
    {
        File.WriteAllText(FilePath, "older and longer than what follows, so that a rest of it would show");
        SafetensorsFile.Write(FilePath, []);
        Assert.Equal(["weights.safetensors"], _folder.Names);
        Assert.Empty(SafetensorsFile.Read(FilePath).Tensors);
        Assert.Equal(16, new FileInfo(FilePath).Length);
    }

    [Fact]
    public void WritingThatFailsLeavesNothingBehind()
    {
        // A folder can't be replaced by a file: the failure comes at the last step.
        Directory.CreateDirectory(FilePath);
        var e = Assert.Throws<WeightsFileException>(() => SafetensorsFile.Write(FilePath, [StoredTensor.FromSingles("a", [1], [1])]));
        Assert.Equal(FilePath, e.FilePath);
        Assert.Equal(["weights.safetensors"], _folder.Names);
        Assert.Throws<WeightsFileException>(() => SafetensorsFile.Write(Path.Combine(_folder.Path, "missing", "x"), []));
    }

    [Fact]
    public void AFailureWhileWritingKeepsTheOlderFile()
    {
        File.WriteAllText(FilePath, "older");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(FilePath, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("older", File.ReadAllText(FilePath));
        Assert.Equal(["weights.safetensors"], _folder.Names);
    }
}
