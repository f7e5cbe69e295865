using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A row of four vectors.</summary>
/// <typeparam name="TWidth">The width of the vectors.</typeparam>
/// <typeparam name="TVector">The framework's vector of floats.</typeparam>
public struct FourVectors<TWidth, TVector> : ITileRow<FourVectors<TWidth, TVector>>
    where TWidth : struct, IVectorWidth<TVector>
    where TVector : struct
{
    private TVector _first, _second, _third, _fourth;

    /// <inheritdoc/>
    public static int Length => 4 * TWidth.Lanes;

    /// <inheritdoc/>
    public static int Vectors => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float source)
    {
        _first = TWidth.Load(ref source);
        _second = TWidth.Load(ref Unsafe.Add(ref source, TWidth.Lanes));
        _third = TWidth.Load(ref Unsafe.Add(ref source, 2 * TWidth.Lanes));
        _fourth = TWidth.Load(ref Unsafe.Add(ref source, 3 * TWidth.Lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(ref float first, ref float second)
    {
        _first = TWidth.Load(ref first);
        _second = TWidth.Load(ref Unsafe.Add(ref first, TWidth.Lanes));
        _third = TWidth.Load(ref second);
        _fourth = TWidth.Load(ref Unsafe.Add(ref second, TWidth.Lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target)
    {
        TWidth.Store(_first, ref target);
        TWidth.Store(_second, ref Unsafe.Add(ref target, TWidth.Lanes));
        TWidth.Store(_third, ref Unsafe.Add(ref target, 2 * TWidth.Lanes));
        TWidth.Store(_fourth, ref Unsafe.Add(ref target, 3 * TWidth.Lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in FourVectors<TWidth, TVector> row)
    {
        _first = TWidth.Add(_first, row._first);
        _second = TWidth.Add(_second, row._second);
        _third = TWidth.Add(_third, row._third);
        _fourth = TWidth.Add(_fourth, row._fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref float row)
    {
        _first = TWidth.Add(_first, TWidth.Load(ref row));
        _second = TWidth.Add(_second, TWidth.Load(ref Unsafe.Add(ref row, TWidth.Lanes)));
        _third = TWidth.Add(_third, TWidth.Load(ref Unsafe.Add(ref row, 2 * TWidth.Lanes)));
        _fourth = TWidth.Add(_fourth, TWidth.Load(ref Unsafe.Add(ref row, 3 * TWidth.Lanes)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, in FourVectors<TWidth, TVector> weights) =>
        TWidth.MultiplyAdd(TWidth.Broadcast(value), weights._first, weights._second, weights._third, weights._fourth, ref _first, ref _second, ref _third, ref _fourth);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float value, ref float weights) =>
        TWidth.MultiplyAdd(
            TWidth.Broadcast(value), TWidth.Load(ref weights), TWidth.Load(ref Unsafe.Add(ref weights, TWidth.Lanes)), TWidth.Load(ref Unsafe.Add(ref weights, 2 * TWidth.Lanes)), TWidth.Load(ref Unsafe.Add(ref weights, 3 * TWidth.Lanes)),
            ref _first, ref _second, ref _third, ref _fourth);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void MultiplyAddTo(
        ref float source, nint step, ref FourVectors<TWidth, TVector> first, ref FourVectors<TWidth, TVector> second, ref FourVectors<TWidth, TVector> third, ref FourVectors<TWidth, TVector> fourth)
    {
        TWidth.MultiplyAdd(TWidth.Broadcast(source), _first, _second, _third, _fourth, ref first._first, ref first._second, ref first._third, ref first._fourth);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, step)), _first, _second, _third, _fourth, ref second._first, ref second._second, ref second._third, ref second._fourth);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, 2 * step)), _first, _second, _third, _fourth, ref third._first, ref third._second, ref third._third, ref third._fourth);
        TWidth.MultiplyAdd(TWidth.Broadcast(Unsafe.Add(ref source, 3 * step)), _first, _second, _third, _fourth, ref fourth._first, ref fourth._second, ref fourth._third, ref fourth._fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation
    {
        _first = TActivation.Apply<TWidth, TVector>(_first, slope);
        _second = TActivation.Apply<TWidth, TVector>(_second, slope);
        _third = TActivation.Apply<TWidth, TVector>(_third, slope);
        _fourth = TActivation.Apply<TWidth, TVector>(_fourth, slope);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Differentiate<TActivation>(ref float values, float slope)
        where TActivation : struct, ITileActivation
    {
        _first = TActivation.Differentiate<TWidth, TVector>(_first, TWidth.Load(ref values), slope);
        _second = TActivation.Differentiate<TWidth, TVector>(_second, TWidth.Load(ref Unsafe.Add(ref values, TWidth.Lanes)), slope);
        _third = TActivation.Differentiate<TWidth, TVector>(_third, TWidth.Load(ref Unsafe.Add(ref values, 2 * TWidth.Lanes)), slope);
        _fourth = TActivation.Differentiate<TWidth, TVector>(_fourth, TWidth.Load(ref Unsafe.Add(ref values, 3 * TWidth.Lanes)), slope);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Maximum(in FourVectors<TWidth, TVector> row)
    {
        _first = TWidth.Maximum(_first, row._first);
        _second = TWidth.Maximum(_second, row._second);
        _third = TWidth.Maximum(_third, row._third);
        _fourth = TWidth.Maximum(_fourth, row._fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void KeepNaN(in FourVectors<TWidth, TVector> first, in FourVectors<TWidth, TVector> second)
    {
        _first = TWidth.KeepNaN(_first, first._first, second._first);
        _second = TWidth.KeepNaN(_second, first._second, second._second);
        _third = TWidth.KeepNaN(_third, first._third, second._third);
        _fourth = TWidth.KeepNaN(_fourth, first._fourth, second._fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCode(int code) => _first = _second = _third = _fourth = TWidth.Code(code);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCodeWhereEqual(in FourVectors<TWidth, TVector> maximum, in FourVectors<TWidth, TVector> candidate, int code)
    {
        _first = TWidth.CodeWhereEqual(maximum._first, candidate._first, code, _first);
        _second = TWidth.CodeWhereEqual(maximum._second, candidate._second, code, _second);
        _third = TWidth.CodeWhereEqual(maximum._third, candidate._third, code, _third);
        _fourth = TWidth.CodeWhereEqual(maximum._fourth, candidate._fourth, code, _fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetStoppedWhereNotPositive(in FourVectors<TWidth, TVector> maximum)
    {
        _first = TWidth.CodeWhereNotPositive(maximum._first, 255, _first);
        _second = TWidth.CodeWhereNotPositive(maximum._second, 255, _second);
        _third = TWidth.CodeWhereNotPositive(maximum._third, 255, _third);
        _fourth = TWidth.CodeWhereNotPositive(maximum._fourth, 255, _fourth);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreBytes(ref byte target)
    {
        TWidth.StoreBytes(_first, ref target);
        TWidth.StoreBytes(_second, ref Unsafe.Add(ref target, TWidth.Lanes));
        TWidth.StoreBytes(_third, ref Unsafe.Add(ref target, 2 * TWidth.Lanes));
        TWidth.StoreBytes(_fourth, ref Unsafe.Add(ref target, 3 * TWidth.Lanes));
    }
}
