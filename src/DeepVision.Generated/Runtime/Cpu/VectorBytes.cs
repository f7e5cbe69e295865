using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Stores vectors of small non-negative integers as bytes.</summary>
public static class VectorBytes
{
    /// <summary>Stores 16 integers of 0..255 as 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> values, ref byte target)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(values).StoreUnsafe(ref target);
            return;
        }

        Store(values.GetLower(), ref target);
        Store(values.GetUpper(), ref Unsafe.Add(ref target, 8));
    }

    /// <summary>Stores 8 integers of 0..255 as 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> values, ref byte target)
    {
        Vector128<ushort> narrow = Vector128.Narrow(values.GetLower().AsUInt32(), values.GetUpper().AsUInt32());
        Vector128<byte> bytes = Vector128.Narrow(narrow, narrow);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt64().ToScalar());
    }

    /// <summary>Stores 4 integers of 0..255 as 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> values, ref byte target)
    {
        Vector128<ushort> narrow = Vector128.Narrow(values.AsUInt32(), values.AsUInt32());
        Vector128<byte> bytes = Vector128.Narrow(narrow, narrow);
        Unsafe.WriteUnaligned(ref target, bytes.AsUInt32().ToScalar());
    }
}
