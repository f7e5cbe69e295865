using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Package.Tests;

/// <summary>A user's program with the package, published: any warning of the trimmer or of the NativeAOT compiler is an error.</summary>
public sealed class PublishingTests(PackedLibrary package) : IClassFixture<PackedLibrary>
{
    [Fact]
    public async Task A_trimmed_program_trains_predicts_saves_and_loads()
    {
        string folder = await package.NewProject("Trimmed", PackageTests.Trains);
        await package.Publish(folder, "SelfContained=true", "PublishTrimmed=true");
        CommandResult run = (await DotnetCommand.RunPublished(folder, Path.Combine(folder, "out", "Trimmed"))).Succeeds();
        Assert.Equal(PackageTests.Trained, run.Lines[0]);
    }

    [Fact]
    public async Task A_NativeAOT_program_trains_predicts_saves_and_loads_with_256_bit_vectors()
    {
        bool isX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.SkipUnless(!isX64 || (Avx2.IsSupported && Fma.IsSupported), "This processor has no AVX2.");

        string folder = await package.NewProject("Native", PackageTests.Trains);
        CommandResult publish = await package.Publish(folder, "PublishAot=true");
        CommandResult run = (await DotnetCommand.RunPublished(folder, Path.Combine(folder, "out", "Native"))).Succeeds();
        Assert.Equal(PackageTests.Trained, run.Lines[0]);
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"{(isX64 ? 256 : 128)}-bit vectors)"), run.Lines[1]);
        Assert.Equal(isX64, publish.Output.Contains("DeepVision.Generated: native code for x86-64-v3, 256-bit vectors.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x86-64-v3", "win-x64", "PublishAot=true")]
    [InlineData("x86-64-v4", "linux-x64", "PublishAot=true", "IlcInstructionSet=x86-64-v4")]
    [InlineData("", "linux-arm64", "PublishAot=true")]
    [InlineData("", "linux-x64", "PublishTrimmed=true")]
    public async Task The_instruction_set_is_chosen_for_NativeAOT_on_x64_where_the_project_chooses_none(string expected, string runtime, params string[] properties)
    {
        string folder = await package.NewProject("Chosen", PackageTests.Trains);
        (await package.Dotnet(folder, "restore")).Succeeds();
        CommandResult evaluation = await package.Dotnet(
            folder, ["msbuild", "-getProperty:IlcInstructionSet", $"-p:RuntimeIdentifier={runtime}", .. properties.Select(property => $"-p:{property}")]);
        Assert.Equal(expected, evaluation.Succeeds().Output.Trim());
    }
}
