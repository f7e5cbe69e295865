using System.Runtime.CompilerServices;

// Rows change in place, by their methods alone.
#pragma warning disable CS0649

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A tile of twelve rows.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
internal struct TwelveRows<TRow> : ITile<TRow>
    where TRow : struct, ITileRow<TRow>
{
    private TRow _first, _second, _third, _fourth, _fifth, _sixth,
        _seventh, _eighth, _ninth, _tenth, _eleventh, _twelfth;

    public static int Rows => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source, nint stride)
    {
        _first.Load(ref source);
        _second.Load(ref Unsafe.Add(ref source, stride));
        _third.Load(ref Unsafe.Add(ref source, 2 * stride));
        _fourth.Load(ref Unsafe.Add(ref source, 3 * stride));
        source = ref Unsafe.Add(ref source, 4 * stride);
        _fifth.Load(ref source);
        _sixth.Load(ref Unsafe.Add(ref source, stride));
        _seventh.Load(ref Unsafe.Add(ref source, 2 * stride));
        _eighth.Load(ref Unsafe.Add(ref source, 3 * stride));
        source = ref Unsafe.Add(ref source, 4 * stride);
        _ninth.Load(ref source);
        _tenth.Load(ref Unsafe.Add(ref source, stride));
        _eleventh.Load(ref Unsafe.Add(ref source, 2 * stride));
        _twelfth.Load(ref Unsafe.Add(ref source, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nint stride)
    {
        _first.Store(ref target);
        _second.Store(ref Unsafe.Add(ref target, stride));
        _third.Store(ref Unsafe.Add(ref target, 2 * stride));
        _fourth.Store(ref Unsafe.Add(ref target, 3 * stride));
        target = ref Unsafe.Add(ref target, 4 * stride);
        _fifth.Store(ref target);
        _sixth.Store(ref Unsafe.Add(ref target, stride));
        _seventh.Store(ref Unsafe.Add(ref target, 2 * stride));
        _eighth.Store(ref Unsafe.Add(ref target, 3 * stride));
        target = ref Unsafe.Add(ref target, 4 * stride);
        _ninth.Store(ref target);
        _tenth.Store(ref Unsafe.Add(ref target, stride));
        _eleventh.Store(ref Unsafe.Add(ref target, 2 * stride));
        _twelfth.Store(ref Unsafe.Add(ref target, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float rows, nint stride)
    {
        _first.Add(ref rows);
        _second.Add(ref Unsafe.Add(ref rows, stride));
        _third.Add(ref Unsafe.Add(ref rows, 2 * stride));
        _fourth.Add(ref Unsafe.Add(ref rows, 3 * stride));
        rows = ref Unsafe.Add(ref rows, 4 * stride);
        _fifth.Add(ref rows);
        _sixth.Add(ref Unsafe.Add(ref rows, stride));
        _seventh.Add(ref Unsafe.Add(ref rows, 2 * stride));
        _eighth.Add(ref Unsafe.Add(ref rows, 3 * stride));
        rows = ref Unsafe.Add(ref rows, 4 * stride);
        _ninth.Add(ref rows);
        _tenth.Add(ref Unsafe.Add(ref rows, stride));
        _eleventh.Add(ref Unsafe.Add(ref rows, 2 * stride));
        _twelfth.Add(ref Unsafe.Add(ref rows, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(ref float source, nint stride, ref TRow weights)
    {
        weights.MultiplyAddTo(ref source, stride, ref _first, ref _second, ref _third, ref _fourth);
        source = ref Unsafe.Add(ref source, 4 * stride);
        weights.MultiplyAddTo(ref source, stride, ref _fifth, ref _sixth, ref _seventh, ref _eighth);
        source = ref Unsafe.Add(ref source, 4 * stride);
        weights.MultiplyAddTo(ref source, stride, ref _ninth, ref _tenth, ref _eleventh, ref _twelfth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights, nint stride)
    {
        _first.MultiplyAdd(value, ref weights);
        _second.MultiplyAdd(value, ref Unsafe.Add(ref weights, stride));
        _third.MultiplyAdd(value, ref Unsafe.Add(ref weights, 2 * stride));
        _fourth.MultiplyAdd(value, ref Unsafe.Add(ref weights, 3 * stride));
        weights = ref Unsafe.Add(ref weights, 4 * stride);
        _fifth.MultiplyAdd(value, ref weights);
        _sixth.MultiplyAdd(value, ref Unsafe.Add(ref weights, stride));
        _seventh.MultiplyAdd(value, ref Unsafe.Add(ref weights, 2 * stride));
        _eighth.MultiplyAdd(value, ref Unsafe.Add(ref weights, 3 * stride));
        weights = ref Unsafe.Add(ref weights, 4 * stride);
        _ninth.MultiplyAdd(value, ref weights);
        _tenth.MultiplyAdd(value, ref Unsafe.Add(ref weights, stride));
        _eleventh.MultiplyAdd(value, ref Unsafe.Add(ref weights, 2 * stride));
        _twelfth.MultiplyAdd(value, ref Unsafe.Add(ref weights, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        _first.Activate<TActivation>(slope);
        _second.Activate<TActivation>(slope);
        _third.Activate<TActivation>(slope);
        _fourth.Activate<TActivation>(slope);
        _fifth.Activate<TActivation>(slope);
        _sixth.Activate<TActivation>(slope);
        _seventh.Activate<TActivation>(slope);
        _eighth.Activate<TActivation>(slope);
        _ninth.Activate<TActivation>(slope);
        _tenth.Activate<TActivation>(slope);
        _eleventh.Activate<TActivation>(slope);
        _twelfth.Activate<TActivation>(slope);
    }
}
