using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;
using StbImageSharp;

namespace DeepVision.Generated.Images.Comparison;

/// <summary>A decoder: a picture's file in, four bytes a pixel out.</summary>
internal sealed record Candidate(string Name, string Version, Func<byte[], DecodedPicture> Decode)
{
    public static IReadOnlyList<Candidate> All { get; } =
    [
        new("imagesharp", Of(typeof(SixLabors.ImageSharp.Image)), DecodeByImageSharp),
        new("stb", Of(typeof(ImageResult)), DecodeByStb),
        new("skia", Of(typeof(SKCodec)), DecodeBySkia),
    ];

    /// <summary>The one that the package uses.</summary>
    public static Candidate OfThePackage => Find("skia");

    public static Candidate Find(string name) => All.First(candidate => candidate.Name == name);

    private static string Of(Type type) => type.Assembly.GetName().Version!.ToString(3);

    private static DecodedPicture DecodeByImageSharp(byte[] file)
    {
        using SixLabors.ImageSharp.Image<Rgba32> image = SixLabors.ImageSharp.Image.Load<Rgba32>(file);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(image.Width * image.Height * 4);
        image.CopyPixelDataTo(pixels);
        return new DecodedPicture(image.Width, image.Height, pixels);
    }

    private static DecodedPicture DecodeByStb(byte[] file)
    {
        ImageResult image = ImageResult.FromMemory(file, StbImageSharp.ColorComponents.RedGreenBlueAlpha);
        return new DecodedPicture(image.Width, image.Height, image.Data);
    }

    private static DecodedPicture DecodeBySkia(byte[] file)
    {
        GCHandle handle = GCHandle.Alloc(file, GCHandleType.Pinned);
        try
        {
            using SKData data = SKData.Create(handle.AddrOfPinnedObject(), file.Length);
            using SKCodec codec = SKCodec.Create(data) ?? throw new InvalidDataException("no codec");
            SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            byte[] pixels = GC.AllocateUninitializedArray<byte>(info.BytesSize);
            SKCodecResult result;
            GCHandle target = GCHandle.Alloc(pixels, GCHandleType.Pinned);
            try
            {
                result = codec.GetPixels(info, target.AddrOfPinnedObject());
            }
            finally
            {
                target.Free();
            }

            return result == SKCodecResult.Success ? new DecodedPicture(info.Width, info.Height, pixels) : throw new InvalidDataException(result.ToString());
        }
        finally
        {
            handle.Free();
        }
    }
}

/// <summary>Pixels of four bytes: red, green, blue, alpha.</summary>
internal sealed record DecodedPicture(int Width, int Height, byte[] Pixels);
