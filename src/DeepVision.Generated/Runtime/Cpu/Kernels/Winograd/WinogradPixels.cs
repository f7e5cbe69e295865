using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What happens to a value of a target tile on its way into memory.</summary>
internal interface IWinogradPixels
{
    /// <summary>Stores sixteen channels of a pixel.</summary>
    /// <param name="value">The value.</param>
    /// <param name="offset">Floats from the tile's first pixel.</param>
    void Store(Vector512<float> value, nint offset);
}

/// <summary>Nothing.</summary>
internal readonly ref struct PlainPixels(ref float target) : IWinogradPixels
{
    private readonly ref float _target = ref target;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> value, nint offset) => value.StoreUnsafe(ref Unsafe.Add(ref _target, offset));
}

/// <summary>f(value + bias + addend).</summary>
internal readonly ref struct ActivatedPixels<TAddend>(ref float target, ref float addend, Vector512<float> shift, float slope) : IWinogradPixels
    where TAddend : struct, ITileAddend
{
    private readonly ref float _target = ref target;
    private readonly ref float _addend = ref addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> value, nint offset) =>
        Lanes.Activate(WinogradAddend.Plus<TAddend>(value + shift, ref _addend, offset), slope).StoreUnsafe(ref Unsafe.Add(ref _target, offset));
}

/// <summary>(value + addend) times the derivative of an activation, by its outputs.</summary>
internal readonly ref struct GradientPixels<TAddend>(ref float target, ref float values, ref float addend, float slope) : IWinogradPixels
    where TAddend : struct, ITileAddend
{
    private readonly ref float _target = ref target;
    private readonly ref float _values = ref values;
    private readonly ref float _addend = ref addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<float> value, nint offset) =>
        Lanes.ActivationGradient(Vector512.LoadUnsafe(ref Unsafe.Add(ref _values, offset)), WinogradAddend.Plus<TAddend>(value, ref _addend, offset), slope)
            .StoreUnsafe(ref Unsafe.Add(ref _target, offset));
}

/// <summary>The addend of a tile's pixels.</summary>
internal static class WinogradAddend
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Plus<TAddend>(Vector512<float> value, ref float addend, nint offset)
        where TAddend : struct, ITileAddend =>
        TAddend.IsPresent ? value + Vector512.LoadUnsafe(ref Unsafe.Add(ref addend, offset)) : value;
}
