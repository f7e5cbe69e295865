using System.Text;

namespace DeepVision.Generated.Tests.Files.Numpy;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("array.npy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASmallFileHasExactlyTheBytesThatNumPyWrites()
    {
        NpyFile.Write(FilePath, StoredTensor.FromSingles("a", [2, 1], [1f, -2f]));

        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 118, 0,
            .. Encoding.ASCII.GetBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }".PadRight(117) + "\n"),
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0,
        ];
        Assert.Equal(expected, File.ReadAllBytes(FilePath));
    }

    /// <summary>Python writes a tuple of one with a comma, and one of none without.</summary>
    [Theory]
    [InlineData(new int[0], "'shape': (), ")]
    [InlineData(new[] { 3 }, "'shape': (3,), ")]
    [InlineData(new[] { 3, 0, 2 }, "'shape': (3, 0, 2), ")]
    public void ShapesAreTuplesOfPython(int[] shape, string expected)
    {
        float[] values = new float[shape.Aggregate(1, (product, extent) => product * extent)];
        NpyFile.Write(FilePath, StoredTensor.FromSingles("a", shape, values));

        Assert.Contains(expected, Encoding.Latin1.GetString(File.ReadAllBytes(FilePath)), StringComparison.Ordinal);
        StoredTensor read = NpyFile.Read(FilePath);
        Assert.Equal("array", read.Name);
        Assert.Equal(shape, read.Shape);
        Assert.Equal(values, read.ToSingles());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryVersionIsRead(int version)
    {
        File.WriteAllBytes(FilePath, NpyBytes.Make("<f4", false, "(3,)", NpyBytes.Singles(1, 2, 3), version));
        Assert.Equal([1f, 2f, 3f], NpyFile.Read(FilePath).ToSingles());
    }

    [Fact]
    public void FloatsOfEverySizeAndByteOrderAreRead()
    {
        byte[] half = BitConverter.GetBytes((Half)1.5f), single = BitConverter.GetBytes(-3.25f), twice = BitConverter.GetBytes(0.1);
        Check("<f2", half, StoredType.F16, 1.5f);
        Check(">f2", [.. half.Reverse()], StoredType.F16, 1.5f);
        Check("<f4", single, StoredType.F32, -3.25f);
        Check(">f4", [.. single.Reverse()], StoredType.F32, -3.25f);
        Check("<f8", twice, StoredType.F64, 0.1f);
        Check(">f8", [.. twice.Reverse()], StoredType.F64, 0.1f);

        void Check(string descr, byte[] element, StoredType type, float expected)
        {
            File.WriteAllBytes(FilePath, NpyBytes.Make(descr, false, "()", element));
            StoredTensor read = NpyFile.Read(FilePath);
            Assert.Equal(type, read.Type);
            Assert.Empty(read.Shape);
            Assert.Equal([expected], read.ToSingles());
        }
    }

    [Theory]
    [InlineData("<i8", StoredType.I64, 8)]
    [InlineData("<i4", StoredType.I32, 4)]
    [InlineData("<i2", StoredType.I16, 2)]
    [InlineData("|i1", StoredType.I8, 1)]
    [InlineData("<u8", StoredType.U64, 8)]
    [InlineData("<u4", StoredType.U32, 4)]
    [InlineData("<u2", StoredType.U16, 2)]
    [InlineData("|u1", StoredType.U8, 1)]
    [InlineData("|b1", StoredType.BOOL, 1)]
    public void WholeNumbersKeepTheirBytes(string descr, StoredType type, int size)
    {
        byte[] elements = [.. Enumerable.Range(1, 2 * size).Select(value => (byte)value)];
        byte[] file = NpyBytes.Make(descr, false, "(2,)", elements);
        File.WriteAllBytes(FilePath, file);

        StoredTensor read = NpyFile.Read(FilePath);

        Assert.Equal(type, read.Type);
        Assert.Equal(elements, read.Bytes);
        NpyFile.Write(FilePath, read);
        Assert.Equal(NpyBytes.Make($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (2,), }}", elements), File.ReadAllBytes(FilePath));
    }

    /// <summary>Element (i, j, k) of 2×3×4 lies at i + 2j + 6k, and belongs to 12i + 4j + k.</summary>
    [Fact]
    public void FortranOrderIsTurned()
    {
        float[] fortran = new float[24], expected = new float[24];
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++)
                for (int k = 0; k < 4; k++)
                    fortran[i + 2 * j + 6 * k] = expected[12 * i + 4 * j + k] = 100 * i + 10 * j + k;
        File.WriteAllBytes(FilePath, NpyBytes.Make("<f4", true, "(2, 3, 4)", NpyBytes.Singles(fortran)));
        Assert.Equal(expected, NpyFile.Read(FilePath).ToSingles());

        File.WriteAllBytes(FilePath, NpyBytes.Make(">f4", true, "(2, 3, 4)", [.. fortran.SelectMany(value => BitConverter.GetBytes(value).Reverse())]));
        Assert.Equal(expected, NpyFile.Read(FilePath).ToSingles());
        File.WriteAllBytes(FilePath, NpyBytes.Make("<f4", true, "(1, 3, 1)", NpyBytes.Singles(1, 2, 3)));
        Assert.Equal([1f, 2f, 3f], NpyFile.Read(FilePath).ToSingles());
    }

    /// <summary>Keys in another order, double quotes, no spaces, no comma at the end, Python 2's long numbers.</summary>
    [Fact]
    public void HeadersThatOtherProgramsWriteAreRead()
    {
        File.WriteAllBytes(FilePath, NpyBytes.Make("""{"shape":(2L, 2L),"fortran_order":False,"descr":"<f4"}""", NpyBytes.Singles(1, 2, 3, 4)));
        Assert.Equal([2, 2], NpyFile.Read(FilePath).Shape);
    }

    [Fact]
    public void NumPyHasNoBrainFloats()
    {
        var brain = new StoredTensor("a", StoredType.BF16, [1], new byte[2]);
        Assert.Contains("NumPy has no elements of type BF16, which tensor a has", Assert.Throws<ArgumentException>(() => NpyFile.Write(FilePath, brain)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }
}
