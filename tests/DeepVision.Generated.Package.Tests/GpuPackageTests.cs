namespace DeepVision.Generated.Package.Tests;

/// <summary>The package for graphics processors alone, in a project of a user's own.</summary>
public sealed class GpuPackageTests(PackedGpuLibrary package) : IClassFixture<PackedGpuLibrary>
{
    /// <summary>Runs on ILGPU's CPU accelerator, which is on every machine.</summary>
    private const string Trains = """
        using DeepVision.Generated;
        using DeepVision.Generated.Runtime.Ilgpu;

        [assembly: IlgpuPlan(IlgpuPlanSize.Small)]

        using TinyNet net = new(seed: 3, Gpu.Get(GpuKind.Emulation));
        Batch batch = net.CreateBatch(2);
        batch.Count = 2;
        batch.Inputs[0] = batch.Inputs[3] = 1;
        batch.Labels[1] = 1;
        SGD optimizer = new(0.5f);
        float first = net.TrainStep(batch, optimizer).Loss;
        float second = net.TrainStep(batch, optimizer).Loss;
        Console.WriteLine($"{net.DeviceName[..9]} {second < first}");

        [Network(2)]
        [Dense(2), SoftmaxCrossEntropy]
        public partial class TinyNet;
        """;

    [IlgpuFact]
    public void The_package_holds_the_library_its_docs_and_build_files_and_nothing_else() =>
        Assert.Equal(
            [
                "DeepVision.Generated.Ilgpu.nuspec", "README.md",
                "buildTransitive/DeepVision.Generated.Ilgpu.targets", "buildTransitive/Ilgpu.Roots.xml", "buildTransitive/Ilgpu.Suppressions.xml",
                "lib/net10.0/DeepVision.Generated.Ilgpu.dll", "lib/net10.0/DeepVision.Generated.Ilgpu.xml",
            ],
            package.Files.Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal)));

    [IlgpuFact]
    public void The_package_depends_on_the_library_and_on_Ilgpu() =>
        Assert.Equal(
            ["DeepVision.Generated", "ILGPU", "ILGPU.Algorithms"],
            package.Metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));

    [IlgpuFact]
    public async Task A_project_with_this_package_alone_gets_the_generator_and_trains()
    {
        string folder = await package.NewProject("Tiny", Trains);
        (await package.Dotnet(folder, "build", "-c", "Release", "-o", "out")).Succeeds();
        CommandResult run = (await package.Dotnet(folder, Path.Combine("out", "Tiny.dll"))).Succeeds();
        Assert.Equal(["Emulation True"], run.Lines);
    }

    [IlgpuFact]
    public async Task A_trimmed_program_trains()
    {
        string folder = await package.NewProject("Trimmed", Trains);
        await package.Publish(folder, "SelfContained=true", "PublishTrimmed=true");
        CommandResult run = (await DotnetCommand.RunPublished(folder, Path.Combine(folder, "out", "Trimmed"))).Succeeds();
        Assert.Equal(["Emulation True"], run.Lines);
    }

    [IlgpuFact]
    public async Task A_NativeAOT_program_is_refused_by_the_build()
    {
        string folder = await package.NewProject("Native", Trains);
        (await package.Dotnet(folder, "restore")).Succeeds();
        CommandResult build = await package.Dotnet(folder, "build", "--no-restore", "-c", "Release", "-tl:off", "-clp:NoSummary", "-p:PublishAot=true");
        Assert.True(build.ExitCode != 0, build.ToString());
        string error = Assert.Single(build.Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct());
        Assert.Contains("error DVG4001: DeepVision.Generated.Ilgpu can't be part of a NativeAOT program", error, StringComparison.Ordinal);
    }
}
