using System.Globalization;
using System.IO.Compression;

namespace DeepVision.Generated.Tests.Files.Numpy;

/// <summary>
/// Files that are damaged or mean harm. <c>NUMPY_MUTATIONS=100000</c> asks for more random damage than the few that every run takes.
/// </summary>
public sealed class HostileNumpyTests : IDisposable
{
    private const int Seed = 7;

    private static readonly int s_mutations = int.TryParse(Environment.GetEnvironmentVariable("NUMPY_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 500;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> Arrays => new()
    {
        { "empty file", [], "doesn't begin as an array" },
        { "another file", [.. "this is no array at all"u8], "doesn't begin as an array" },
        { "version 4", [0x93, .. "NUMPY"u8, 4, 0, 0, 0, 0, 0], "version 4.0" },
        { "version 1.1", [0x93, .. "NUMPY"u8, 1, 1, 0, 0, 0, 0], "version 1.1" },
        { "half a length", [0x93, .. "NUMPY"u8, 2, 0, 1, 0], "ends in its header" },
        { "header beyond the file", [0x93, .. "NUMPY"u8, 1, 0, 100, 0, (byte)'{'], "ends in its header" },
        { "header of 4 GB", [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255, (byte)'{'], "claims a header of 4294967295 bytes" },
        { "no UTF-8", [0x93, .. "NUMPY"u8, 3, 0, 1, 0, 0, 0, 0xFF], "UTF-8" },
        { "no dictionary", NpyBytes.Make("[1]", []), "not the dictionary" },
        { "an open dictionary", NpyBytes.Make("{'descr': '<f4',", []), "not the dictionary" },
        { "an open text", NpyBytes.Make("{'descr", []), "not the dictionary" },
        { "an escape", NpyBytes.Make(@"{'de\x73cr': '<f4', 'fortran_order': False, 'shape': (1,)}", new byte[4]), "not the dictionary" },
        { "an expression", NpyBytes.Make("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} or f()", new byte[4]), "not the dictionary" },
        { "a sum in the shape", NpyBytes.Make("{'descr': '<f4', 'fortran_order': False, 'shape': (1+1,)}", new byte[8]), "not the dictionary" },
        { "an unknown key", NpyBytes.Make("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", new byte[4]), "unknown key 'x'" },
        { "a key twice", NpyBytes.Make("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", new byte[4]), "two values for descr" },
        { "no shape", NpyBytes.Make("{'descr': '<f4', 'fortran_order': False}", new byte[4]), "needs descr, fortran_order and shape" },
        { "neither true nor false", NpyBytes.Make("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}", new byte[4]), "neither True nor False" },
        { "Python objects", NpyBytes.Make("|O", false, "(1,)", [0x80, 4, (byte)'.']), "a pickle, which is never loaded" },
        { "Python objects in a record", NpyBytes.Make("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,)}", new byte[8]), "structured dtype" },
        { "complex numbers", NpyBytes.Make("<c8", false, "(1,)", new byte[8]), "'<c8'" },
        { "texts", NpyBytes.Make("<U4", false, "(1,)", new byte[16]), "'<U4'" },
        { "long doubles", NpyBytes.Make("<f16", false, "(1,)", new byte[16]), "'<f16'" },
        { "no byte order", NpyBytes.Make("f4", false, "(1,)", new byte[4]), "'f4'" },
        { "negative length", NpyBytes.Make("<f4", false, "(-1,)", []), "whole numbers from 0" },
        { "huge length", NpyBytes.Make("<f4", false, "(99999999999999999999,)", []), "whole numbers from 0" },
        { "product that overflows", NpyBytes.Make("<f4", false, "(2147483647, 2147483647, 2147483647)", []), "too large" },
        { "product that overflows to nothing", NpyBytes.Make("<f4", false, "(65536, 65536, 65536, 65536)", []), "too large" },
        { "65 axes", NpyBytes.Make("<f4", true, "(" + string.Concat(Enumerable.Repeat("1, ", 65)) + ")", new byte[4]), "65 axes" },
        { "a gigabyte that isn't there", NpyBytes.Make("<f4", false, "(268435456,)", new byte[4]), "needs 1073741824 bytes, but 4 follow" },
        { "one element too many", NpyBytes.Make("<f4", false, "(1,)", new byte[8]), "needs 4 bytes, but 8 follow" },
    };

    public static TheoryData<string, byte[], string> Archives => new()
    {
        { "empty file", [], "no npz file" },
        { "another file", [.. "this is no archive at all"u8], "no npz file" },
        { "a safetensors file", SafetensorsBytes.Make("{}", 0), "no npz file" },
        { "a file of torch.save", NpyBytes.Zip(("archive/data.pkl", [0x80, 2, (byte)'.'])), "'archive/data.pkl' is no array" },
        { "a folder", NpyBytes.Zip(("folder/", [])), "'folder/' is no array" },
        { "Python objects", NpyBytes.Zip(("a.npy", NpyBytes.Make("|O", false, "(1,)", [0x80, 4, (byte)'.']))), "array 'a': it holds Python objects" },
        { "one name twice", NpyBytes.Zip(("a.npy", One), ("a.npy", One)), "two arrays 'a'" },
        { "a bomb", NpyBytes.Zip(("a.npy", new byte[80 << 20])), "at most 67108864 are read" },
        { "a bomb in parts", NpyBytes.Zip(("a.npy", Zeros), ("b.npy", Zeros)), "arrays up to 'b' take" },
        { "wrong checksum", Changed(Stored, Stored.AsSpan().IndexOf(NpyBytes.Singles(3.5f)), 1), "'a' is damaged: the checksum is wrong" },
        { "encrypted", Changed(Stored, CentralFlags, 1), "'a' is encrypted" },
        { "more than deflate can pack", Changed(Deflated, Deflated.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 26, 127), "more than deflate can pack" },
        { "longer than it says", Changed(Deflated, Deflated.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 24, 255), "another length than the archive says" },
    };

    private static byte[] One => NpyBytes.Make("<f4", false, "(1,)", NpyBytes.Singles(3.5f));

    private static byte[] Zeros => NpyBytes.Make("<f4", false, "(10000000,)", new byte[40_000_000]);

    private static byte[] Deflated => NpyBytes.Zip(("a.npy", One));

    private static byte[] Stored
    {
        get
        {
            using var file = new MemoryStream();
            using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            {
                using Stream entry = archive.CreateEntry("a.npy", CompressionLevel.NoCompression).Open();
                entry.Write(One);
            }

            return file.ToArray();
        }
    }

    private static int CentralFlags => Stored.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8;

    [Theory]
    [MemberData(nameof(Arrays))]
    public void EachArrayGivesOneKindOfExceptionThatSaysWhyAndTakesNoMemory(string what, byte[] file, string expected) =>
        Refused(what, "hostile.npy", file, expected, path => NpyFile.Read(path), 2_000_000);

    [Theory]
    [MemberData(nameof(Archives))]
    public void EachArchiveGivesOneKindOfExceptionThatSaysWhy(string what, byte[] file, string expected) =>
        Refused(what, "hostile.npz", file, expected, path => NpzFile.Read(path), 64 << 20);

    [Fact]
    public void EveryPrefixOfAFileIsRefused()
    {
        string npy = _folder.File("array.npy"), npz = _folder.File("weights.npz");
        NpyFile.Write(npy, StoredTensor.FromSingles("a", [3], [1, 2, 3]));
        NpzFile.Write(npz, [StoredTensor.FromSingles("a", [3], [1, 2, 3]), StoredTensor.FromInt64s("b", [1], [4])]);
        CheckPrefixes(npy, path => NpyFile.Read(path));
        CheckPrefixes(npz, path => NpzFile.Read(path));

        static void CheckPrefixes(string path, Action<string> read)
        {
            byte[] whole = File.ReadAllBytes(path);
            for (int length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(path, whole[..length]);
                Assert.Throws<WeightsFileException>(() => read(path));
            }
        }
    }

    [Fact]
    public void RandomDamageOfAnArrayIsRefusedOrReadNeverAnotherException()
    {
        byte[][] wholes =
        [
            NpyBytes.Make("<f4", false, "(3, 2)", new byte[24]),
            NpyBytes.Make(">f8", true, "(2, 3, 4)", new byte[192]),
            NpyBytes.Make("<f2", false, "(5,)", new byte[10], version: 3),
        ];
        Damage("damaged.npy", wholes, path => NpyFile.Read(path));
    }

    [Fact]
    public void RandomDamageOfAnArchiveIsRefusedOrReadNeverAnotherException()
    {
        byte[] large = NpyBytes.Make("<f4", false, "(100, 100)", new byte[40_000]);
        string stored = _folder.File("stored.npz");
        NpzFile.Write(stored, [StoredTensor.FromSingles("a", [3], [1, 2, 3]), StoredTensor.FromSingles("b", [2], [4, 5])]);
        Damage("damaged.npz", [File.ReadAllBytes(stored), NpyBytes.Zip(("a.npy", One), ("b.npy", large)), NpyBytes.Zip()], path => NpzFile.Read(path));
    }

    [Fact]
    public void AFileThatIsMissingOrAFolderIsNamed()
    {
        Assert.Contains("no such file", Assert.Throws<WeightsFileException>(() => NpyFile.Read(_folder.File("missing.npy"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<WeightsFileException>(() => NpzFile.Read(Path.Combine(_folder.Path, "a", "b.npz"))).Message, StringComparison.Ordinal);
        Assert.Throws<WeightsFileException>(() => NpzFile.Read(_folder.Path));
    }

    private void Refused(string what, string name, byte[] file, string expected, Action<string> read, long mostMemory)
    {
        _ = what;
        string path = _folder.File(name);
        File.WriteAllBytes(path, file);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<WeightsFileException>(() => read(path));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostMemory);
    }

    /// <summary>Changes, adds or removes some bytes, again and again.</summary>
    private void Damage(string name, byte[][] wholes, Action<string> read)
    {
        var random = new Random(Seed);
        string path = _folder.File(name);
        for (int round = 0; round < s_mutations; round++)
        {
            List<byte> damaged = [.. wholes[round % wholes.Length]];
            for (int i = random.Next(4); i >= 0; i--)
            {
                int at = random.Next(damaged.Count);
                switch (random.Next(8))
                {
                    case 0: damaged.RemoveRange(at, Math.Min(random.Next(8), damaged.Count - at)); break;
                    case 1: damaged.InsertRange(at, Enumerable.Range(0, random.Next(8)).Select(_ => (byte)random.Next(256))); break;
                    case 2: damaged[at] = (byte)(random.Next(2) * 255); break;
                    case 3: damaged[at] ^= (byte)(1 << random.Next(8)); break;
                    default: damaged[at] = (byte)random.Next(256); break;
                }

                if (damaged.Count == 0)
                    damaged.Add(0);
            }

            File.WriteAllBytes(path, [.. damaged]);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? e = Record.Exception(() => read(path));
            Assert.True(e is null or WeightsFileException, FormattableString.Invariant($"seed {Seed}, round {round}: {e}"));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 << 20, FormattableString.Invariant($"seed {Seed}, round {round}: took {GC.GetAllocatedBytesForCurrentThread() - before} bytes"));
        }
    }

    private static byte[] Changed(byte[] file, int at, byte value)
    {
        file[at] = value;
        return file;
    }
}
