using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeepVision.Generated.Images;

/// <summary>
/// The orientation that cameras note (EXIF 2.32, tag 0x0112): how the stored picture is turned and mirrored. 1 is upright; 2 is mirrored;
/// 3 is turned by 180°; 4 is both; 5 to 8 have rows where columns should be.
/// </summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int Entry = 12;

    /// <summary>Edge of the tiles in which rows become columns, so that both pictures' lines stay in the cache.</summary>
    private const int Tile = 16;

    /// <summary>Whether rows and columns change places.</summary>
    public static bool Transposes(int orientation) => orientation >= 5;

    /// <summary>Whether the first column of the upright picture is the last column, or row, of the stored one.</summary>
    public static bool MirrorsColumns(int orientation) => orientation is 2 or 3 or 6 or 7;

    /// <summary>Whether the first row of the upright picture is the last row, or column, of the stored one.</summary>
    public static bool MirrorsRows(int orientation) => orientation is 3 or 4 or 7 or 8;

    /// <summary>Finds the orientation in EXIF data: TIFF, whose first directory has it. 1 if it isn't there or makes no sense.</summary>
    public static int Read(ReadOnlySpan<byte> exif)
    {
        // Some writers leave JPEG's prefix in PNG and WebP.
        if (exif.StartsWith("Exif\0\0"u8))
            exif = exif[6..];
        bool little = exif.StartsWith("II"u8);
        if (exif.Length < 8 || !(little || exif.StartsWith("MM"u8)))
            return 1;
        long directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (directory + 2 > exif.Length)
            return 1;
        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = Read16(entries, little);
        entries = entries[2..];
        for (int i = 0; i < count && entries.Length >= Entry; i++, entries = entries[Entry..])
        {
            if (Read16(entries, little) == Tag)
                return Read16(entries[8..], little) is int value and >= 1 and <= 8 ? value : 1;
        }

        return 1;
    }

    /// <summary>Writes a picture upright.</summary>
    /// <param name="source">Pixels of four bytes, row after row, as stored.</param>
    /// <param name="width">Width as stored.</param>
    /// <param name="height">Height as stored.</param>
    /// <param name="orientation">2 to 8.</param>
    /// <param name="target">Takes as many pixels; from 5 on a row has <paramref name="height"/> of them.</param>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, int orientation, Span<byte> target)
    {
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(source)[..(width * height)];
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(target)[..(width * height)];
        // Where the pixel of the first row and column comes to lie, and how far the next column and the next row are.
        (int start, int column, int row) = orientation switch
        {
            2 => (width - 1, -1, width),
            3 => (width * height - 1, -1, -width),
            4 => (width * (height - 1), 1, -width),
            5 => (0, height, 1),
            6 => (height - 1, height, -1),
            7 => (width * height - 1, -height, -1),
            _ => (height * (width - 1), -height, 1),
        };
        for (int top = 0; top < height; top += Tile)
        {
            int bottom = Math.Min(top + Tile, height);
            for (int left = 0; left < width; left += Tile)
            {
                int right = Math.Min(left + Tile, width);
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                        to[start + x * column + y * row] = from[y * width + x];
                }
            }
        }
    }

    private static int Read16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
