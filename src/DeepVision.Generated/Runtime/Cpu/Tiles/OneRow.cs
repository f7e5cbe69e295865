using System.Runtime.CompilerServices;

// Rows change in place, by their methods alone.
#pragma warning disable CS0649

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A tile of one row.</summary>
/// <typeparam name="TRow">The row.</typeparam>
internal struct OneRow<TRow> : ITile<TRow>
    where TRow : struct, ITileRow<TRow>
{
    private TRow _first;

    public static int Rows => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source, nint stride) => _first.Load(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nint stride) => _first.Store(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float rows, nint stride) => _first.Add(ref rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(ref float source, nint stride, ref TRow weights) => _first.MultiplyAdd(source, weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights, nint stride) => _first.MultiplyAdd(value, ref weights);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation => _first.Activate<TActivation>(slope);
}
