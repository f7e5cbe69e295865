using System.Buffers.Binary;

namespace DeepVision.Generated.Images;

/// <summary>What a picture's file says of it before its pixels, read without trust in any length: nothing is decoded, nothing allocated.</summary>
/// <param name="Format">The format, by the file's first bytes; its name doesn't count.</param>
/// <param name="Width">Width as stored, 1 or more.</param>
/// <param name="Height">Height as stored, 1 or more.</param>
/// <param name="Orientation">How to turn it upright, 1 to 8 as in EXIF; 1 where the file says nothing.</param>
internal readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Orientation)
{
    /// <summary>Reads a picture's header.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="ImageFileException">It is no picture of a known format, or its header is damaged.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        ImageHeader? header =
            file.StartsWith(Jpeg) ? ReadJpeg(file)
            : file.StartsWith(Png) ? ReadPng(file)
            : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? ReadGif(file)
            : file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8) ? ReadWebP(file)
            : file.StartsWith("BM"u8) ? ReadBmp(file)
            : throw new ImageFileException(null, file.IsEmpty ? "is empty." : $"is no JPEG, PNG, BMP, GIF or WebP: it begins with {Convert.ToHexString(file[..Math.Min(8, file.Length)])}.");
        if (header is not { Width: > 0, Height: > 0 } whole)
            throw new ImageFileException(null, "is damaged or cut short: its header doesn't say how large the picture is.");
        return whole;
    }

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Segments of a marker and a length up to the scan (ITU-T T.81, annex B); a start of frame holds the size.</summary>
    private static ImageHeader? ReadJpeg(ReadOnlySpan<byte> file)
    {
        ImageHeader? header = null;
        int orientation = 1, place = 2;
        // Without its end, such a picture has all of its rows, but some of their details are missing: no decoder would notice.
        bool isProgressive = false;
        while (place + 4 <= file.Length && file[place] == 0xFF)
        {
            byte marker = file[place + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                // A fill byte, or a marker without a length.
                place += marker == 0xFF ? 1 : 2;
                continue;
            }

            if (marker == 0xDA && isProgressive && file[place..].IndexOf<byte>([0xFF, 0xD9]) < 0)
                throw new ImageFileException(null, "is a JPEG that ends too early.");
            if (marker is 0xDA or 0xD9)
                break;
            ReadOnlySpan<byte> rest = file[(place + 4)..];
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(place + 2)..]) - 2;
            if (length < 0 || length > rest.Length)
                break;
            ReadOnlySpan<byte> segment = rest[..length];
            isProgressive |= marker is 0xC2 or 0xCA;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 6)
                header ??= new ImageHeader(ImageFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), 1);
            else if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
                orientation = ExifOrientation.Read(segment[6..]);
            place += 4 + length;
        }

        return header is { } known ? known with { Orientation = orientation } : null;
    }

    /// <summary>Chunks of a length, a name and a checksum (PNG, section 5); the first holds the size.</summary>
    private static ImageHeader? ReadPng(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[12..].StartsWith("IHDR"u8))
            return null;
        var header = new ImageHeader(ImageFormat.Png, BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]), 1);
        long place = 33;
        while (place + 8 <= file.Length)
        {
            ReadOnlySpan<byte> chunk = file[(int)place..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..].StartsWith("eXIf"u8) && length <= chunk.Length - 8)
                return header with { Orientation = ExifOrientation.Read(chunk.Slice(8, (int)length)) };
            place += 12L + length;
        }

        return header;
    }

    private static ImageHeader? ReadGif(ReadOnlySpan<byte> file) =>
        file.Length < 10 ? null : new ImageHeader(ImageFormat.Gif, BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]), 1);

    private static ImageHeader? ReadBmp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26)
            return null;
        if (BinaryPrimitives.ReadInt32LittleEndian(file[14..]) == 12)
            return new ImageHeader(ImageFormat.Bmp, BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]), 1);
        // A negative height says that the first row is the top one.
        int height = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        return new ImageHeader(ImageFormat.Bmp, BinaryPrimitives.ReadInt32LittleEndian(file[18..]), height == int.MinValue ? 0 : Math.Abs(height), 1);
    }

    /// <summary>RIFF chunks of a name, a length and bytes to an even number (RFC 9649).</summary>
    private static ImageHeader? ReadWebP(ReadOnlySpan<byte> file)
    {
        ImageHeader? header = null;
        long place = 12;
        while (place + 8 <= file.Length)
        {
            ReadOnlySpan<byte> name = file.Slice((int)place, 4), chunk = file[((int)place + 8)..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)place + 4)..]);
            if (name.SequenceEqual("VP8X"u8) && chunk.Length >= 10)
                header ??= new ImageHeader(ImageFormat.WebP, ReadUInt24(chunk[4..]) + 1, ReadUInt24(chunk[7..]) + 1, 1);
            else if (name.SequenceEqual("VP8 "u8) && chunk.Length >= 10 && chunk[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]))
                header ??= new ImageHeader(ImageFormat.WebP, BinaryPrimitives.ReadUInt16LittleEndian(chunk[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[8..]) & 0x3FFF, 1);
            else if (name.SequenceEqual("VP8L"u8) && chunk.Length >= 5 && chunk[0] == 0x2F)
                header ??= ReadLosslessSize(BinaryPrimitives.ReadUInt32LittleEndian(chunk[1..]));
            else if (name.SequenceEqual("EXIF"u8) && length <= chunk.Length && header is { } known)
                return known with { Orientation = ExifOrientation.Read(chunk[..(int)length]) };
            place += 8 + length + (length & 1);
        }

        return header;
    }

    private static ImageHeader ReadLosslessSize(uint bits) =>
        new(ImageFormat.WebP, (int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1, 1);

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
