using System.Numerics;

namespace DeepVision.Generated;

/// <summary>
/// The steps s and the changes of the gradient y of the last iterations, and the product with the inverse of the Hessian matrix that
/// follows from them (Nocedal and Wright, algorithm 7.4).
/// </summary>
/// <typeparam name="T">Type in which they are kept.</typeparam>
internal sealed class CurvaturePairs<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Least cosine between s and y; with less, the function is hardly curved there, or rounding is all that there is.</summary>
    private const double LeastCosine = 1e-10;

    private readonly ArraySegment<T[]> _slots;
    private readonly double[] _inverseProducts;
    private readonly double[] _shares;

    /// <summary>Takes up what is kept.</summary>
    /// <param name="slots">s and y in turn, from the newest; all 0 where there are none yet. The arrays change their places.</param>
    public CurvaturePairs(ArraySegment<T[]> slots)
    {
        _slots = slots;
        _inverseProducts = new double[slots.Count / 2];
        _shares = new double[slots.Count / 2];
        while (Count < _inverseProducts.Length && Dot(slots[2 * Count], slots[2 * Count + 1]) is > 0 and var product)
            _inverseProducts[Count++] = 1 / product;
    }

    /// <summary>Pairs that are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a pair in place of the oldest, unless the function is not convex between the two points.</summary>
    public void Add(ReadOnlySpan<double> step, ReadOnlySpan<double> gradient, ReadOnlySpan<double> gradientBefore)
    {
        // The arrays of the oldest pair become those of the newest.
        T[] s = _slots[^2], y = _slots[^1];
        for (int i = 0; i < s.Length; i++)
            (s[i], y[i]) = (T.CreateTruncating(step[i]), T.CreateTruncating(gradient[i] - gradientBefore[i]));
        double product = Dot(s, y);
        if (!(product > LeastCosine * Math.Sqrt(Dot(s, s) * Dot(y, y))))
        {
            // Whoever takes up the slots must not take this one for a pair.
            Array.Clear(s);
            Count = Math.Min(Count, _inverseProducts.Length - 1);
            return;
        }

        _slots.AsSpan(0, _slots.Count - 2).CopyTo(_slots.AsSpan(2));
        (_slots[0], _slots[1]) = (s, y);
        _inverseProducts.AsSpan(0, _inverseProducts.Length - 1).CopyTo(_inverseProducts.AsSpan(1));
        _inverseProducts[0] = 1 / product;
        Count = Math.Min(Count + 1, _inverseProducts.Length);
    }

    /// <summary>Forgets all pairs.</summary>
    public void Clear()
    {
        foreach (T[] slot in _slots)
            Array.Clear(slot);
        Count = 0;
    }

    /// <summary>Multiplies a vector by the inverse of the Hessian matrix.</summary>
    public void Multiply(Span<double> vector)
    {
        if (Count == 0)
            return;
        for (int pair = 0; pair < Count; pair++)
        {
            _shares[pair] = Dot(_slots[2 * pair], vector) * _inverseProducts[pair];
            LongVectors.AddScaled<T>(vector, -_shares[pair], _slots[2 * pair + 1]);
        }

        T[] newest = _slots[1];
        double scale = 1 / (_inverseProducts[0] * Dot(newest, newest));
        foreach (ref double value in vector)
            value *= scale;
        for (int pair = Count - 1; pair >= 0; pair--)
        {
            double share = Dot(_slots[2 * pair + 1], vector) * _inverseProducts[pair];
            LongVectors.AddScaled<T>(vector, _shares[pair] - share, _slots[2 * pair]);
        }
    }

    private static double Dot(T[] left, T[] right) => LongVectors.Dot<T, T>(left, right);

    private static double Dot(T[] left, ReadOnlySpan<double> right) => LongVectors.Dot<T, double>(left, right);
}
