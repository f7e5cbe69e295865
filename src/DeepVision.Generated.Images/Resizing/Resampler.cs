using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Images;

/// <summary>Resizes pictures of four bytes a pixel: rows first, then columns, each rounded to bytes, as Pillow does.</summary>
internal static class Resampler
{
    private const int PixelBytes = 4;

    /// <summary>Makes a part of a resized picture.</summary>
    /// <param name="source">The source's pixels, row after row.</param>
    /// <param name="columns">What the pixels of a row are made of.</param>
    /// <param name="rows">What the rows are made of.</param>
    /// <param name="target">Takes the pixels, row after row.</param>
    public static void Resize(ReadOnlySpan<byte> source, ResampleWeights columns, ResampleWeights rows, Span<byte> target)
    {
        int width = columns.Count * PixelBytes, firstRow = rows.FirstRead, rowCount = rows.EndRead - firstRow;
        byte[] narrowed = ArrayPool<byte>.Shared.Rent(rowCount * width);
        try
        {
            for (int y = 0; y < rowCount; y++)
            {
                ReadOnlySpan<byte> row = source.Slice((firstRow + y) * columns.Source * PixelBytes, columns.Source * PixelBytes);
                Span<byte> made = narrowed.AsSpan(y * width, width);
                if (columns.IsCopy)
                    row.Slice(columns.First * PixelBytes, width).CopyTo(made);
                else
                    ResizeRow(row, columns, made);
            }

            for (int y = 0; y < rows.Count; y++)
            {
                ReadOnlySpan<byte> read = narrowed.AsSpan((rows.StartOf(y) - firstRow) * width, rows.Of(y).Length * width);
                Span<byte> made = target.Slice(y * width, width);
                if (rows.IsCopy)
                    narrowed.AsSpan((rows.First + y - firstRow) * width, width).CopyTo(made);
                else
                    MixRows(read, width, rows.Of(y), made);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(narrowed);
        }
    }

    /// <summary>Each pixel of four bytes is one vector of four sums.</summary>
    private static void ResizeRow(ReadOnlySpan<byte> source, ResampleWeights columns, Span<byte> target)
    {
        ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(source);
        Span<uint> made = MemoryMarshal.Cast<byte, uint>(target);
        for (int x = 0; x < made.Length; x++)
        {
            ReadOnlySpan<int> weights = columns.Of(x);
            ReadOnlySpan<uint> read = pixels.Slice(columns.StartOf(x), weights.Length);
            Vector128<int> sum = Half;
            for (int k = 0; k < weights.Length; k++)
                sum += Widen(read[k]) * weights[k];
            made[x] = ToBytes(sum).AsUInt32().ToScalar();
        }
    }

    private static void MixRows(ReadOnlySpan<byte> source, int width, ReadOnlySpan<int> weights, Span<byte> target)
    {
        ref byte first = ref MemoryMarshal.GetReference(source);
        int x = 0;
        for (; x <= width - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector128<int> a = Half, b = Half, c = Half, d = Half;
            for (int k = 0; k < weights.Length; k++)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref first, (nuint)(k * width + x)));
                (Vector128<uint> one, Vector128<uint> two) = Vector128.Widen(low);
                (Vector128<uint> three, Vector128<uint> four) = Vector128.Widen(high);
                a += one.AsInt32() * weights[k];
                b += two.AsInt32() * weights[k];
                c += three.AsInt32() * weights[k];
                d += four.AsInt32() * weights[k];
            }

            Vector128.Narrow(Vector128.Narrow(ToRange(a), ToRange(b)).AsUInt16(), Vector128.Narrow(ToRange(c), ToRange(d)).AsUInt16()).CopyTo(target[x..]);
        }

        for (; x < width; x++)
        {
            int sum = 1 << (ResampleWeights.Precision - 1);
            for (int k = 0; k < weights.Length; k++)
                sum += source[k * width + x] * weights[k];
            target[x] = (byte)Math.Clamp(sum >> ResampleWeights.Precision, 0, 255);
        }
    }

    private static Vector128<int> Half => Vector128.Create(1 << (ResampleWeights.Precision - 1));

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    private static Vector128<int> ToRange(Vector128<int> sum) => Vector128.Clamp(sum >> ResampleWeights.Precision, Vector128<int>.Zero, Vector128.Create(255));

    private static Vector128<byte> ToBytes(Vector128<int> sum)
    {
        Vector128<ushort> words = Vector128.Narrow(ToRange(sum), Vector128<int>.Zero).AsUInt16();
        return Vector128.Narrow(words, words);
    }
}
