using System.Diagnostics;
using System.Runtime.Versioning;

namespace DeepVision.Generated.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AtomicFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links, permissions and devices are those of Unix.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("weights")]
    [InlineData("models/deep/../weights")]
    public void ALinkStaysAndItsTargetIsReplaced(string target)
    {
        Directory.CreateDirectory(_folder.File("models/deep"));
        string file = Path.GetFullPath(_folder.File(target)), link = _folder.File("latest"), chain = _folder.File("chain");
        File.WriteAllText(file, "old");
        File.CreateSymbolicLink(link, target);
        File.CreateSymbolicLink(chain, link);

        Write(link, "new");
        Assert.Equal(("new", target), (File.ReadAllText(file), new FileInfo(link).LinkTarget));
        Write(chain, "newest");
        Assert.Equal(("newest", link), (File.ReadAllText(file), new FileInfo(chain).LinkTarget));
        Assert.Equal(target == "weights" ? ["chain", "latest", "models", "weights"] : ["chain", "latest", "models"], _folder.Names);
    }

    [Fact]
    public void ALinkIntoAFolderBehindALinkMeansWhatTheSystemMeans()
    {
        // "up/file" is read from where the link really stands: far/inner/../file, not ./file.
        Directory.CreateDirectory(_folder.File("far/inner"));
        Directory.CreateSymbolicLink(_folder.File("near"), "far/inner");
        File.CreateSymbolicLink(_folder.File("far/inner/latest"), "../weights");
        Write(_folder.File("near/latest"), "new");
        Assert.Equal("new", File.ReadAllText(_folder.File("far/weights")));
        Assert.Equal(["far", "near"], _folder.Names);
    }

    [Fact]
    public void ALinkThatPointsNowhereGetsItsFile()
    {
        File.CreateSymbolicLink(_folder.File("latest"), "weights");
        Write(_folder.File("latest"), "new");
        Assert.Equal("new", File.ReadAllText(_folder.File("weights")));
        Assert.Equal("weights", new FileInfo(_folder.File("latest")).LinkTarget);
    }

    [Fact]
    public void LinksInACircleAreRefused()
    {
        File.CreateSymbolicLink(_folder.File("a"), "b");
        File.CreateSymbolicLink(_folder.File("b"), "a");
        Assert.Contains("circle", Assert.Throws<IOException>(() => Write(_folder.File("a"), "new")).Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], _folder.Names);
    }

    [Theory]
    [InlineData(0x180)] // 0600
    [InlineData(0x1A0)] // 0640
    [InlineData(0x1B6)] // 0666, which the mask of new files forbids
    [InlineData(0x100)] // 0400
    public void AFileKeepsItsPermissions(int mode)
    {
        string path = _folder.File("weights");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, (UnixFileMode)mode);
        Write(path, "new");
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(path));
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void ANewFileHasThePermissionsOfAnyNewFile()
    {
        Write(_folder.File("weights"), "new");
        File.WriteAllText(_folder.File("other"), "");
        Assert.Equal(File.GetUnixFileMode(_folder.File("other")), File.GetUnixFileMode(_folder.File("weights")));
    }

    [Fact]
    public void ASecretIsNeverReadableByOthersWhileItIsWritten()
    {
        string path = _folder.File("weights");
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(path, stream =>
        {
            string temporary = Assert.IsType<FileStream>(stream).Name;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary));
        });
    }

    [Fact]
    public void DevicesAndPipesAreRefusedAndStay()
    {
        Assert.Contains("device", Assert.ThrowsAny<Exception>(() => Write("/dev/null", "new")).Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo("/dev/null").Length);

        string pipe = _folder.File("pipe");
        using (Process made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        Assert.SkipUnless(File.Exists(pipe), "There is no mkfifo here.");
        Assert.Contains("pipe", Assert.Throws<IOException>(() => Write(pipe, "new")).Message, StringComparison.Ordinal);
        Assert.Equal(["pipe"], _folder.Names);
    }

    [Fact]
    public void AnEmptyFileIsReplacedAndUntilThenStaysEmpty()
    {
        string path = _folder.File("weights");
        File.WriteAllText(path, "");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal(0, new FileInfo(path).Length);
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["weights"], _folder.Names);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(239)]
    public void NamesMayBeAsLongAsTheFileSystemAllows(int length)
    {
        string name = new('n', length);
        Write(_folder.File(name), "new");
        Assert.Equal([name], _folder.Names);
    }

    public static TheoryData<string, string> BadPaths => new()
    {
        { new string('n', 256), "too long" },
        { "missing/weights", "missing doesn't exist" },
        { "file/weights", "file is a file" },
        { "folder", "names a folder" },
        { "weights/", "names a folder" },
        { ".", "names a folder" },
    };

    [Theory]
    [MemberData(nameof(BadPaths))]
    public void WhereNoFileCanStandNothingIsWritten(string name, string problem)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        File.WriteAllText(_folder.File("file"), "old");
        string path = _folder.File(name);
        var e = Assert.Throws<WeightsFileException>(() => SafetensorsFile.Write(path, [StoredTensor.FromSingles("a", [1], [1])]));
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Equal(path, e.FilePath);
        Assert.Equal(["file", "folder"], _folder.Names);
        Assert.Equal(e.Message, Assert.Throws<WeightsFileException>(() => SafetensorsFile.CheckWritable(path)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\n")]
    [InlineData("a\0b")]
    public void WhatIsNoPathIsRefused(string path)
    {
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, []));
        Assert.Throws<ArgumentNullException>(() => SafetensorsFile.Write(null!, []));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void TheNextSaveRemovesWhatAKilledOneLeft()
    {
        string abandoned;
        using (FileStream stream = TemporaryFile.Create(_folder.Path, isPrivate: false))
            abandoned = stream.Name;
        Assert.True(File.Exists(abandoned));
        Write(_folder.File("weights"), "new");
        Assert.Equal(["weights"], _folder.Names);
    }

    [Fact]
    public void AnotherWritersFileStays()
    {
        string path = _folder.File("weights");
        using AtomicFile slow = AtomicFile.Create(path);
        slow.Stream.Write("slow"u8);
        Write(_folder.File("other"), "quick");
        Write(path, "quick");
        Assert.Equal("quick", File.ReadAllText(path));
        slow.Commit();
        slow.Dispose();
        Assert.Equal("slow", File.ReadAllText(path));
        Assert.Equal(["other", "weights"], _folder.Names);
    }

    [Fact]
    public void WhatOnlyLooksLikeATemporaryFileStays()
    {
        using (FileStream ours = TemporaryFile.Create(_folder.Path, isPrivate: false))
            File.Move(ours.Name, _folder.File("kept"));
        string[] names =
        [
            ".deepvision-.tmp",
            ".deepvision-notes.tmp",
            ".deepvision-0123456789abcdef01234567.tmp",
            ".deepvision-0123456789abcdef.tmp",
            "weights.tmp",
            "weights.safetensors.x3kd82hd.abc.tmp",
        ];
        foreach (string name in names)
            File.WriteAllText(_folder.File(name), "theirs");
        using (FileStream gone = TemporaryFile.Create(_folder.Path, isPrivate: false))
        {
            // A name of ours, but a link: never made by a save.
            File.Delete(gone.Name);
            File.CreateSymbolicLink(gone.Name, "kept");
            names = [.. names, Path.GetFileName(gone.Name)];
        }

        Write(_folder.File("weights"), "new");
        Assert.Equal(names.Append("kept").Append("weights").Order(StringComparer.Ordinal), _folder.Names);
    }

    [Fact]
    public async Task SavesAtTheSameTimeLeaveOneOfThemWhole()
    {
        string path = _folder.File("weights");
        Write(path, new string('0', 50_000));
        Task[] writers = [.. Enumerable.Range(1, 6).Select(writer => Task.Run(() =>
        {
            for (int round = 0; round < 25; round++)
                Write(path, new string((char)('0' + writer), 50_000));
        }))];
        Task reader = Task.Run(() =>
        {
            do
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
                string text = new StreamReader(stream).ReadToEnd();
                Assert.Equal(new string(text[0], 50_000), text);
            }
            while (!Array.TrueForAll(writers, writer => writer.IsCompleted));
        });
        await Task.WhenAll([.. writers, reader]);
        Assert.Equal(["weights"], _folder.Names);
    }

    [Fact]
    public void AFullDiskIsReportedOnceAndLeavesTheOldFile()
    {
        string path = _folder.File("weights");
        File.WriteAllText(path, "old");
        var e = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.Contains("No space left", e.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["weights"], _folder.Names);
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
