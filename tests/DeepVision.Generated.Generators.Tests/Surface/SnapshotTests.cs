using DeepVision.Generated.Generators.Tests.Infrastructure;

namespace DeepVision.Generated.Generators.Tests.Surface;

public class SnapshotTests
{
    [Theory]
    [InlineData(Networks.Digits, "Samples.DigitNet.g.cs", "DigitNet")]
    [InlineData(Networks.Everything, "Samples.Zoo.DefectNet.g.cs", "DefectNet")]
    [InlineData(Networks.Sequence, "ForecastNet.g.cs", "ForecastNet")]
    [InlineData(Networks.Broken, "Samples.BrokenNet.g.cs", "BrokenNet")]
    [InlineData(Networks.Digits, "Samples.DigitNet.Cpu.g.cs", "DigitNet.Cpu")]
    public Task The_generated_source(string source, string file, string snapshot) => Snapshot.Verify(snapshot, GeneratorRun.Of(source).Files[file]);

    [Fact]
    public void A_difference_fails_names_the_line_and_leaves_the_new_text()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Snapshot.Check(folder, "Net", "one\ntwo\n", accept: true);
            Snapshot.Check(folder, "Net", "one\ntwo\n", accept: false);
            Exception failure = Assert.ThrowsAny<Exception>(() => Snapshot.Check(folder, "Net", "one\nthree\n", accept: false));
            Assert.Contains("line 2:\n  - two\n  + three", failure.Message);
            Assert.Equal("one\nthree\n", File.ReadAllText(Path.Combine(folder, "Net.received.cs")));

            Snapshot.Check(folder, "Net", "one\nthree\n", accept: true);
            Assert.False(File.Exists(Path.Combine(folder, "Net.received.cs")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_missing_snapshot_fails() => Assert.Contains("does not exist", Assert.ThrowsAny<Exception>(() =>
        Snapshot.Check(Directory.CreateTempSubdirectory().FullName, "Net", "one\n", accept: false)).Message);
}
