using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A row of two vectors.</summary>
/// <typeparam name="TWidth">The width of the vectors.</typeparam>
/// <typeparam name="TVector">The framework's vector of floats.</typeparam>
public struct TwoVectors<TWidth, TVector> : ITileRow<TwoVectors<TWidth, TVector>>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _first, _second;

    /// <inheritdoc/>
    public static int Length => 2 * TWidth.Lanes;

    /// <inheritdoc/>
    public static int Vectors => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source)
    {
        _first = TWidth.Load(ref source);
        _second = TWidth.Load(ref Unsafe.Add(ref source, TWidth.Lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float first, ref float second)
    {
        _first = TWidth.Load(ref first);
        _second = TWidth.Load(ref second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        TWidth.Store(_first, ref target);
        TWidth.Store(_second, ref Unsafe.Add(ref target, TWidth.Lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in TwoVectors<TWidth, TVector> row)
    {
        _first = TWidth.Add(_first, row._first);
        _second = TWidth.Add(_second, row._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float row)
    {
        _first = TWidth.Add(_first, TWidth.Load(ref row));
        _second = TWidth.Add(_second, TWidth.Load(ref Unsafe.Add(ref row, TWidth.Lanes)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, in TwoVectors<TWidth, TVector> weights) =>
        TWidth.MultiplyAdd(TWidth.Broadcast(value), weights._first, weights._second, ref _first, ref _second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights) =>
        TWidth.MultiplyAdd(
            TWidth.Broadcast(value), TWidth.Load(ref weights), TWidth.Load(ref Unsafe.Add(ref weights, TWidth.Lanes)),
            ref _first, ref _second);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MultiplyAddTo(
        ref float source, nint step, ref TwoVectors<TWidth, TVector> first, ref TwoVectors<TWidth, TVector> second, ref TwoVectors<TWidth, TVector> third, ref TwoVectors<TWidth, TVector> fourth)
    {
        TWidth.MultiplyAdd(TWidth.Broadcast(source), _first, _second, ref first._first, ref first._second);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, step)), _first, _second, ref second._first, ref second._second);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, 2 * step)), _first, _second, ref third._first, ref third._second);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, 3 * step)), _first, _second, ref fourth._first, ref fourth._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        _first = TActivation.Apply<TWidth, TVector>(_first, slope);
        _second = TActivation.Apply<TWidth, TVector>(_second, slope);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Differentiate<TActivation>(ref float values, float slope)
        where TActivation : struct, ITileActivation
    {
        _first = TActivation.Differentiate<TWidth, TVector>(_first, TWidth.Load(ref values), slope);
        _second = TActivation.Differentiate<TWidth, TVector>(_second, TWidth.Load(ref Unsafe.Add(ref values, TWidth.Lanes)), slope);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Maximum(in TwoVectors<TWidth, TVector> row)
    {
        _first = TWidth.Maximum(_first, row._first);
        _second = TWidth.Maximum(_second, row._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void KeepNaN(in TwoVectors<TWidth, TVector> first, in TwoVectors<TWidth, TVector> second)
    {
        _first = TWidth.KeepNaN(_first, first._first, second._first);
        _second = TWidth.KeepNaN(_second, first._second, second._second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCode(int code) => _first = _second = TWidth.Code(code);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCodeWhereEqual(in TwoVectors<TWidth, TVector> maximum, in TwoVectors<TWidth, TVector> candidate, int code)
    {
        _first = TWidth.CodeWhereEqual(maximum._first, candidate._first, code, _first);
        _second = TWidth.CodeWhereEqual(maximum._second, candidate._second, code, _second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetStoppedWhereNotPositive(in TwoVectors<TWidth, TVector> maximum)
    {
        _first = TWidth.CodeWhereNotPositive(maximum._first, 255, _first);
        _second = TWidth.CodeWhereNotPositive(maximum._second, 255, _second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte target)
    {
        TWidth.StoreBytes(_first, ref target);
        TWidth.StoreBytes(_second, ref Unsafe.Add(ref target, TWidth.Lanes));
    }
}
