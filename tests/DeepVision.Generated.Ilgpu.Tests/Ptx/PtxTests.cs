using System.Globalization;
using System.Text.RegularExpressions;
using DeepVision.Generated.Ilgpu.Tests.Sass;

namespace DeepVision.Generated.Ilgpu.Tests.Ptx;

/// <summary>What ILGPU makes of the kernels of the benchmark networks, without a device.</summary>
public partial class PtxTests(PtxCompiler compiler, ITestOutputHelper output) : IClassFixture<PtxCompiler>
{
    private const double LeastFfma = 0.75;

    public static TheoryData<string> Names => [.. PtxKernel.All.Select(kernel => kernel.Name)];

    public static TheoryData<string> TiledNames => [.. PtxKernel.All.Where(kernel => kernel.IsTiled).Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingGoesThroughLocalMemoryAndNothingIsUnresolved(string name)
    {
        string ptx = compiler.Compile(Find(name));

        Assert.DoesNotContain(".local", ptx, StringComparison.Ordinal);
        Assert.DoesNotContain(".extern", ptx, StringComparison.Ordinal);
        Assert.DoesNotMatch(CallPattern(), ptx);
    }

    [Theory]
    [MemberData(nameof(TiledNames))]
    public void TilesAreLoadedAsVectors(string name)
    {
        string ptx = compiler.Compile(Find(name));

        Assert.Contains("ld.shared.v4", ptx, StringComparison.Ordinal);
        Assert.Contains("ld.global.v4", ptx, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLargeNetworksRunAsTiles()
    {
        Assert.Contains(PtxKernel.All, kernel => kernel.IsTiled && kernel.Name.StartsWith("VggNet.", StringComparison.Ordinal));
        Assert.Contains(PtxKernel.All, kernel => kernel.IsTiled && kernel.Name.StartsWith("MnistNet.", StringComparison.Ordinal));
    }

    /// <summary>Assembles all kernels, prints what they need, and demands that nothing spills and that tiles mostly multiply and add.</summary>
    [PtxasFact]
    public void AssembledKernelsDoNotSpillAndTilesMostlyMultiplyAndAdd()
    {
        List<string> faults = [];
        output.WriteLine("| kernel | threads | registers | spilled bytes | shared bytes | FFMA of hot loop |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (PtxKernel kernel in PtxKernel.All)
        {
            AssembledKernel assembled = Assembler.Assemble(compiler.Compile(kernel));
            string share = assembled.HasHotLoop ? assembled.FfmaShare.ToString("0 %", CultureInfo.InvariantCulture) : "–";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kernel.Name} | {kernel.Specialization.MaxNumThreadsPerGroup} | {assembled.Registers} | {assembled.SpilledBytes} | {assembled.SharedBytes} | {share} |"));
            if (assembled.SpilledBytes > 0)
                faults.Add($"{kernel.Name} spills {assembled.SpilledBytes} bytes");
            if (kernel.IsTiled && IsBoundByArithmetic(kernel, assembled) && assembled is not { HasHotLoop: true, FfmaShare: >= LeastFfma })
                faults.Add($"{kernel.Name} has {share} FFMA in its hot loop");
        }

        Assert.Empty(faults);
    }

    /// <summary>
    /// Whether the share of multiply-adds decides how fast a kernel is. Tiles of fewer than 128 threads belong to contractions so small
    /// that their launch costs more than their work; LeNet5 has no others. The first layers load float by float, because an image has
    /// one or three channels: finding each of them takes instructions of its own.
    /// </summary>
    private static bool IsBoundByArithmetic(PtxKernel kernel, AssembledKernel assembled) =>
        kernel.Specialization.MaxNumThreadsPerGroup >= 128 && assembled.SharedBytes >= 8192
        && !kernel.Name.StartsWith("LeNet5.", StringComparison.Ordinal)
        && !kernel.Name.StartsWith("MnistNet.Conv2D1", StringComparison.Ordinal);

    private static PtxKernel Find(string name) => PtxKernel.All.Single(kernel => kernel.Name == name);

    [GeneratedRegex(@"^\s*(@\S+\s+)?call\b", RegexOptions.Multiline)]
    private static partial Regex CallPattern();
}
