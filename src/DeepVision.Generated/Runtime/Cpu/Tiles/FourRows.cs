using System.Runtime.CompilerServices;

// Rows change in place, by their methods alone.
#pragma warning disable CS0649

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A tile of four rows.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
internal struct FourRows<TRow> : ITile<TRow>
    where TRow : struct, ITileRow<TRow>
{
    private TRow _first, _second, _third, _fourth;

    public static int Rows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source, nint stride)
    {
        _first.Load(ref source);
        _second.Load(ref Unsafe.Add(ref source, stride));
        _third.Load(ref Unsafe.Add(ref source, 2 * stride));
        _fourth.Load(ref Unsafe.Add(ref source, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nint stride)
    {
        _first.Store(ref target);
        _second.Store(ref Unsafe.Add(ref target, stride));
        _third.Store(ref Unsafe.Add(ref target, 2 * stride));
        _fourth.Store(ref Unsafe.Add(ref target, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float rows, nint stride)
    {
        _first.Add(ref rows);
        _second.Add(ref Unsafe.Add(ref rows, stride));
        _third.Add(ref Unsafe.Add(ref rows, 2 * stride));
        _fourth.Add(ref Unsafe.Add(ref rows, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(ref float source, nint stride, ref TRow weights)
    {
        weights.MultiplyAddTo(ref source, stride, ref _first, ref _second, ref _third, ref _fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights, nint stride)
    {
        _first.MultiplyAdd(value, ref weights);
        _second.MultiplyAdd(value, ref Unsafe.Add(ref weights, stride));
        _third.MultiplyAdd(value, ref Unsafe.Add(ref weights, 2 * stride));
        _fourth.MultiplyAdd(value, ref Unsafe.Add(ref weights, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        _first.Activate<TActivation>(slope);
        _second.Activate<TActivation>(slope);
        _third.Activate<TActivation>(slope);
        _fourth.Activate<TActivation>(slope);
    }
}
