using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Package.Tests;

/// <summary>The package for pictures alone, in a project of a user's own.</summary>
public sealed class ImagesPackageTests(PackedImagesLibrary package) : IClassFixture<PackedImagesLibrary>
{
    /// <summary>Trains on a folder of two pictures, which it writes itself: bitmaps of 4 by 4 pixels.</summary>
    private const string Trains = """
        using DeepVision.Generated;
        using DeepVision.Generated.Images;

        Write("pictures/dark/1.bmp", 20);
        Write("pictures/light/1.bmp", 230);
        ImageFileDataset files = ImageFolder.Open("pictures", LightNet.InputShape);
        using LightNet net = new(seed: 1);
        net.Train(files, new TrainingOptions { Epochs = 60, Optimizer = new Adam(1e-1f) });
        byte[] pixels = ImageFile.Read("pictures/light/1.bmp", LightNet.InputShape);
        Console.WriteLine(files.ClassNames![net.Predict(pixels).Label]);

        static void Write(string path, byte value)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] header = [0x42, 0x4D, 102, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 24, 0, .. new byte[24]];
            File.WriteAllBytes(path, [.. header, .. Enumerable.Repeat(value, 48)]);
        }

        [Network(2, 2, 3)]
        [Flatten, Dense(2), SoftmaxCrossEntropy]
        public partial class LightNet;
        """;

    [Fact]
    public void The_package_holds_the_library_and_its_docs_and_nothing_else() =>
        Assert.Equal(
            ["DeepVision.Generated.Images.nuspec", "README.md", "lib/net10.0/DeepVision.Generated.Images.dll", "lib/net10.0/DeepVision.Generated.Images.xml"],
            package.Files.Where(name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal)));

    [Fact]
    public void The_package_depends_on_the_library_and_on_Skia() =>
        Assert.Equal(
            ["DeepVision.Generated", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies"],
            package.Metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_project_with_this_package_alone_gets_the_generator_and_trains_on_a_folder()
    {
        string folder = await package.NewProject("Light", Trains);
        // For this system alone: Skia comes with a library for each of twenty otherwise.
        (await package.Dotnet(folder, "build", "-c", "Release", "-o", "out", "--use-current-runtime", "--no-self-contained")).Succeeds();
        CommandResult run = (await package.Dotnet(folder, Path.Combine("out", "Light.dll"))).Succeeds();
        Assert.Equal(["light"], run.Lines);
    }

    [Fact]
    public async Task A_NativeAOT_program_trains_on_a_folder()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture != Architecture.X64 || (Avx2.IsSupported && Fma.IsSupported), "This processor has no AVX2.");
        string folder = await package.NewProject("NativeLight", Trains);
        await package.Publish(folder, "PublishAot=true");
        CommandResult run = (await DotnetCommand.RunPublished(folder, Path.Combine(folder, "out", "NativeLight"))).Succeeds();
        Assert.Equal(["light"], run.Lines);
    }
}
