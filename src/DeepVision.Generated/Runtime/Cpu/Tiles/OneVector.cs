using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A row of one vector.</summary>
/// <typeparam name="TWidth">The width of the vectors.</typeparam>
/// <typeparam name="TVector">The framework's vector of floats.</typeparam>
public struct OneVector<TWidth, TVector> : ITileRow<OneVector<TWidth, TVector>>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _first;

    /// <inheritdoc/>
    public static int Length => TWidth.Lanes;

    /// <inheritdoc/>
    public static int Vectors => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source) => _first = TWidth.Load(ref source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float first, ref float second) => _first = TWidth.Load(ref first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target) => TWidth.Store(_first, ref target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in OneVector<TWidth, TVector> row) => _first = TWidth.Add(_first, row._first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float row) => _first = TWidth.Add(_first, TWidth.Load(ref row));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, in OneVector<TWidth, TVector> weights) =>
        TWidth.MultiplyAdd(TWidth.Broadcast(value), weights._first, ref _first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights) =>
        TWidth.MultiplyAdd(
            TWidth.Broadcast(value), TWidth.Load(ref weights),
            ref _first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MultiplyAddTo(
        ref float source, nint step, ref OneVector<TWidth, TVector> first, ref OneVector<TWidth, TVector> second, ref OneVector<TWidth, TVector> third, ref OneVector<TWidth, TVector> fourth) =>
        TWidth.MultiplyAddTo(ref source, step, _first, ref first._first, ref second._first, ref third._first, ref fourth._first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation => _first = TActivation.Apply<TWidth, TVector>(_first, slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Differentiate<TActivation>(ref float values, float slope)
        where TActivation : struct, ITileActivation => _first = TActivation.Differentiate<TWidth, TVector>(_first, TWidth.Load(ref values), slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Maximum(in OneVector<TWidth, TVector> row) => _first = TWidth.Maximum(_first, row._first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void KeepNaN(in OneVector<TWidth, TVector> first, in OneVector<TWidth, TVector> second) => _first = TWidth.KeepNaN(_first, first._first, second._first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCode(int code) => _first = TWidth.Code(code);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCodeWhereEqual(in OneVector<TWidth, TVector> maximum, in OneVector<TWidth, TVector> candidate, int code) =>
        _first = TWidth.CodeWhereEqual(maximum._first, candidate._first, code, _first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetStoppedWhereNotPositive(in OneVector<TWidth, TVector> maximum) =>
        _first = TWidth.CodeWhereNotPositive(maximum._first, 255, _first);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte target) => TWidth.StoreBytes(_first, ref target);
}
