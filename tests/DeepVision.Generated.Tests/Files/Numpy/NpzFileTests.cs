using System.IO.Compression;

namespace DeepVision.Generated.Tests.Files.Numpy;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("weights.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsReadAgain()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        float[] values = [.. Enumerable.Range(0, 60).Select(_ => (float)random.NextDouble() - .5f), float.NaN, float.NegativeInfinity, -0f, float.Epsilon];
        NpzFile.Write(FilePath, [StoredTensor.FromSingles("größe", [4, 16], values), StoredTensor.FromSingles("../empty", [3, 0], []), StoredTensor.FromInt64s("steps", [2], [long.MinValue, long.MaxValue])]);

        IReadOnlyList<StoredTensor> read = NpzFile.Read(FilePath);

        Assert.Equal(["größe", "../empty", "steps"], read.Select(tensor => tensor.Name));
        Assert.Equal([4, 16], read[0].Shape);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), read[0].ToSingles().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([3, 0], read[1].Shape);
        Assert.Equal([long.MinValue, long.MaxValue], read[2].ToInt64s());
        Assert.Equal(["weights.npz"], _folder.Names);
    }

    /// <summary>As <c>numpy.savez</c> does: arrays as they are, one behind the other.</summary>
    [Fact]
    public void EntriesAreArraysAndNotCompressed()
    {
        NpzFile.Write(FilePath, [StoredTensor.FromSingles("a", [2], [1, 2])]);

        byte[] file = File.ReadAllBytes(FilePath);
        Assert.True(file.AsSpan().IndexOf(NpyBytes.Make("<f4", false, "(2,)", NpyBytes.Singles(1, 2))) > 0);
        using var archive = new ZipArchive(new MemoryStream(file));
        Assert.Equal("a.npy", Assert.Single(archive.Entries).FullName);
        NpzFile.Write(FilePath, [StoredTensor.FromSingles("a", [2], [1, 2])]);
        Assert.Equal(file, File.ReadAllBytes(FilePath));
    }

    /// <summary>
    /// An archive that Python's zipfile made as <c>numpy.savez_compressed</c> does, with <c>force_zip64=True</c>: conv.weight of 2×3 floats from 1 to 6,
    /// and conv.bias of the 64-bit floats −0.5 and 0.25.
    /// </summary>
    [Fact]
    public void AFileOfPythonsIsRead()
    {
        File.WriteAllBytes(FilePath, Convert.FromBase64String(
            "UEsDBC0AAAAIAAAAIQB8nN6i//////////8PABQAY29udi53ZWlnaHQubnB5AQAQAJgAAAAAAAAAWAAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKU"
            + "mBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgrGmjoKtQpkAy4GhgZ7BgYGByAC4gYgXgDEBxwAUEsDBC0AAAAIAAAAIQBxc9O///////////8NABQAY29udi5iaWFzLm5weQEA"
            + "EACQAAAAAAAAAE0AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaRjqaOgq1ChQALgYweLAfQl+wBwBQSwEC"
            + "LQMtAAAACAAAACEAfJzeolgAAACYAAAADwAAAAAAAAAAAAAAgAEAAAAAY29udi53ZWlnaHQubnB5UEsBAi0DLQAAAAgAAAAhAHFz079NAAAAkAAAAA0AAAAAAAAAAAAAAIAB"
            + "mQAAAGNvbnYuYmlhcy5ucHlQSwUGAAAAAAIAAgB4AAAAJQEAAAAA"));

        IReadOnlyList<StoredTensor> read = NpzFile.Read(FilePath);

        Assert.Equal(["conv.weight", "conv.bias"], read.Select(tensor => tensor.Name));
        Assert.Equal([2, 3], read[0].Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], read[0].ToSingles());
        Assert.Equal(StoredType.F64, read[1].Type);
        Assert.Equal([-0.5f, 0.25f], read[1].ToSingles());
    }

    [Fact]
    public void TwoTensorsOfOneNameAreRefused() =>
        Assert.Throws<ArgumentException>(() => NpzFile.Write(FilePath, [StoredTensor.FromSingles("a", [1], [1]), StoredTensor.FromSingles("a", [1], [1])]));

    [Fact]
    public void TheChecksumIsThatOfZip() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));
}
