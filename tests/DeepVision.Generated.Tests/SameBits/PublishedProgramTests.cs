using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Tests.SameBits;

/// <summary>The same bits on another processor and from another compiler.</summary>
public class PublishedProgramTests
{
    /// <summary>Where Debian's cross libraries for Arm64 lie (libc6-arm64-cross, libstdc++6-arm64-cross).</summary>
    private const string Arm64Libraries = "/usr/aarch64-linux-gnu";

    [Fact]
    public async Task Arm64ComesToTheExpectedBits()
    {
        string? emulator = FindOnPath("qemu-aarch64-static") ?? FindOnPath("qemu-aarch64");
        Assert.SkipWhen(
            emulator is null || !File.Exists($"{Arm64Libraries}/lib/libstdc++.so.6"),
            "Arm64 can't be emulated here: install qemu-user-static, libc6-arm64-cross and libstdc++6-arm64-cross.");

        using PublishedProgram program = new();
        await program.Publish("linux-arm64");
        await program.CheckBits(emulator!, "-L", Arm64Libraries);
    }

    [Fact]
    public async Task NativeCodeComesToTheExpectedBits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && Fma.IsSupported, "This is not Linux on x64 with AVX2.");
        Assert.SkipUnless((FindOnPath("clang") ?? FindOnPath("gcc")) is not null, "NativeAOT has no linker here: install clang and zlib1g-dev.");

        using PublishedProgram program = new();
        await program.Publish("linux-x64", "-p:PublishAot=true", "-p:IlcInstructionSet=x86-64-v3");
        await program.CheckBits();
    }

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
