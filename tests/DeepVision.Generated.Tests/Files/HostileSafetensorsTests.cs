namespace DeepVision.Generated.Tests.Files;

public sealed class HostileSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "empty file", [], "0 bytes" },
        { "half a length", [1, 2, 3], "3 bytes" },
        { "no header", new byte[8], "begin with '{'" },
        { "header beyond the file", SafetensorsBytes.Make(1000, "{}"u8.ToArray(), 0), "truncated" },
        { "header over the limit", SafetensorsBytes.Make(100_000_001, "{}"u8.ToArray(), 0), "100000001 bytes; at most 100000000" },
        { "header of 2^63 bytes", SafetensorsBytes.Make(1UL << 63, "{}"u8.ToArray(), 0), "9223372036854775808" },
        { "header of 2^64-1 bytes", SafetensorsBytes.Make(ulong.MaxValue, "{}"u8.ToArray(), 0), "18446744073709551615" },
        { "a zip file", [.. "PK\x03\x04\0\0\0\0\0\0archive/data.pkl"u8], "zip archive, as the files of torch.save are" },
        { "list in place of an object", SafetensorsBytes.Make("[]", 0), "begin with '{'" },
        { "space before the header", SafetensorsBytes.Make(" {}", 0), "begin with '{'" },
        { "invalid JSON", SafetensorsBytes.Make("{\"a\":", 0), "invalid header" },
        { "no UTF-8", SafetensorsBytes.Make(5, [(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}'], 0), "UTF-8" },
        { "half a surrogate", SafetensorsBytes.Make("""{"\ud800":1}""", 0), "invalid header" },
        { "text behind the header", SafetensorsBytes.Make("{} {}", 0), "invalid header" },
        { "a nest of lists", SafetensorsBytes.Make("{\"a\":" + new string('[', 100_000), 0), "invalid header" },
        { "tensor that is a number", SafetensorsBytes.Make("""{"a":1}""", 0), "'a' is not an object" },
        { "no dtype", SafetensorsBytes.Make("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4), "needs dtype, shape and data_offsets" },
        { "no shape", SafetensorsBytes.Make("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4), "needs dtype, shape and data_offsets" },
        { "no offsets", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1]}}""", 4), "needs dtype, shape and data_offsets" },
        { "two dtypes", SafetensorsBytes.Make("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4), "two values for dtype" },
        { "two tensors of one name", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8), "'a' occurs twice" },
        { "the same name escaped", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8), "'a' occurs twice" },
        { "two metadata", SafetensorsBytes.Make("""{"__metadata__":{},"__metadata__":{}}""", 0), "'__metadata__' occurs twice" },
        { "metadata that is no text", SafetensorsBytes.Make("""{"__metadata__":{"a":1}}""", 0), "'a' is not a text" },
        { "metadata twice", SafetensorsBytes.Make("""{"__metadata__":{"a":"1","a":"2"}}""", 0), "'a' occurs twice" },
        { "metadata that is a list", SafetensorsBytes.Make("""{"__metadata__":[]}""", 0), "__metadata__ must be an object" },
        { "unknown dtype", One("\"F33\"", "[1]", "[0,4]"), "unknown dtype 'F33'" },
        { "dtype as a number", One("0", "[1]", "[0,4]"), "not a text" },
        { "dtype as the enum's number", One("\"0\"", "[1]", "[0,4]"), "unknown dtype '0'" },
        { "negative dimension", One("\"F32\"", "[-1]", "[0,4]"), "shape of tensor 'a'" },
        { "two negative dimensions", One("\"F32\"", "[-1,-1]", "[0,4]"), "shape of tensor 'a'" },
        { "fraction as dimension", One("\"F32\"", "[1.5]", "[0,4]"), "shape of tensor 'a'" },
        { "text as dimension", One("\"F32\"", "[\"1\"]", "[0,4]"), "shape of tensor 'a'" },
        { "huge dimension", One("\"F32\"", "[99999999999999999999]", "[0,4]"), "shape of tensor 'a'" },
        { "product that overflows", One("\"F32\"", "[2147483647,2147483647,2147483647]", "[0,4]"), "too large" },
        { "product that overflows to the right size", One("\"F32\"", "[65536,65536,65536,65536]", "[0,0]"), "too large" },
        { "product that overflows before a zero", One("\"F32\"", "[2147483647,2147483647,2147483647,0]", "[0,0]"), "too large" },
        { "larger than its range", One("\"F32\"", "[2]", "[0,4]"), "needs 8 bytes" },
        { "smaller than its range", One("\"F32\"", "[]", "[0,8]"), "needs 4 bytes" },
        { "range of another dtype", One("\"F64\"", "[1]", "[0,4]"), "needs 8 bytes" },
        { "backward range", One("\"F32\"", "[1]", "[4,0]"), "data_offsets are 4 to 0" },
        { "negative offset", One("\"F32\"", "[1]", "[-4,0]"), "data_offsets" },
        { "offsets whose difference overflows", One("\"F32\"", "[1]", "[9223372036854775807,3]"), "data_offsets" },
        { "huge offset", One("\"F32\"", "[1]", "[0,18446744073709551616]"), "data_offsets" },
        { "one offset", One("\"F32\"", "[1]", "[0]"), "data_offsets" },
        { "three offsets", One("\"F32\"", "[1]", "[0,4,8]"), "data_offsets" },
        { "offsets as an object", One("\"F32\"", "[1]", "{}"), "data_offsets" },
        { "range beyond the file", One("\"F32\"", "[100]", "[0,400]"), "truncated" },
        { "a gigabyte that isn't there", One("\"F32\"", "[268435456]", "[0,1073741824]"), "truncated" },
        { "hole at the start", One("\"F32\"", "[1]", "[4,8]"), "leaves a hole" },
        { "data behind the last tensor", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5), "take 4 bytes" },
        { "data without a tensor", SafetensorsBytes.Make("{}", 1), "take 0 bytes" },
        { "overlap", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12), "'b' overlaps" },
        { "the same range twice", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4), "overlaps" },
        { "hole in the middle", SafetensorsBytes.Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12), "'b' leaves a hole" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void EachGivesOneKindOfExceptionThatSaysWhyAndTakesNoMemory(string what, byte[] file, string expected)
    {
        _ = what;
        string path = _folder.File("hostile.safetensors");
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<WeightsFileException>(() => SafetensorsFile.Read(path));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void EveryPrefixOfAFileIsRefused()
    {
        string path = _folder.File("weights.safetensors");
        SafetensorsFile.Write(path, [StoredTensor.FromSingles("a", [3], [1, 2, 3]), StoredTensor.FromInt64s("b", [1], [4])]);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<WeightsFileException>(() => SafetensorsFile.Read(path));
        }
    }

    [Fact]
    public void RandomDamageIsRefusedOrReadNeverAnotherException()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        string path = _folder.File("weights.safetensors");
        SafetensorsFile.Write(path, [StoredTensor.FromSingles("a", [3], [1, 2, 3])], new Dictionary<string, string> { ["k"] = "v" });
        byte[] whole = File.ReadAllBytes(path);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = [.. whole];
            for (int i = 0; i <= random.Next(3); i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            Exception? e = Record.Exception(() => SafetensorsFile.Read(path));
            Assert.True(e is null or WeightsFileException, FormattableString.Invariant($"seed {Seed}, round {round}: {e}"));
        }
    }

    [Fact]
    public void AFileThatIsMissingOrAFolderIsNamed()
    {
        Assert.Contains("no such file", Assert.Throws<WeightsFileException>(() => SafetensorsFile.Read(_folder.File("missing"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<WeightsFileException>(() => SafetensorsFile.Read(Path.Combine(_folder.Path, "a", "b"))).Message, StringComparison.Ordinal);
        Assert.Throws<WeightsFileException>(() => SafetensorsFile.Read(_folder.Path));
    }

    [Fact]
    public void UnknownPropertiesOfATensorAndSpacesAreFine()
    {
        string path = _folder.File("weights.safetensors");
        File.WriteAllBytes(path, SafetensorsBytes.Make("""{ "a" : {"future":{"x":[1]},"dtype":"F32","shape":[1],"data_offsets":[0,4]} }     """, 4));
        Assert.Equal([0f], SafetensorsFile.Read(path).Find("a")!.ToSingles());
    }

    private static byte[] One(string type, string shape, string offsets) =>
        SafetensorsBytes.Make($$$"""{"a":{"dtype":{{{type}}},"shape":{{{shape}}},"data_offsets":{{{offsets}}} } }""", 8);
}
