using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated;

/// <summary>Bytes to floats.</summary>
internal static class PixelScaling
{
    /// <summary>Writes <c>pixel / 255</c> for each pixel: exactly what dividing in single precision gives, on any processor.</summary>
    public static void ToUnitRange(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        if (destination.Length < pixels.Length)
            throw new ArgumentException(FormattableString.Invariant($"{Quantity.Of(pixels.Length, "pixel")} came with room for {destination.Length}."), nameof(destination));

        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<float> scale = Vector128.Create(255f);
            ref byte source = ref MemoryMarshal.GetReference(pixels);
            ref float target = ref MemoryMarshal.GetReference(destination);
            for (; i <= pixels.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
                (Vector128<uint> first, Vector128<uint> second) = Vector128.Widen(low);
                (Vector128<uint> third, Vector128<uint> fourth) = Vector128.Widen(high);
                // As signed integers, because that conversion is one instruction everywhere.
                (Vector128.ConvertToSingle(first.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)i);
                (Vector128.ConvertToSingle(second.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)(i + 4));
                (Vector128.ConvertToSingle(third.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)(i + 8));
                (Vector128.ConvertToSingle(fourth.AsInt32()) / scale).StoreUnsafe(ref target, (nuint)(i + 12));
            }
        }

        for (; i < pixels.Length; i++)
            destination[i] = pixels[i] / 255f;
    }
}
