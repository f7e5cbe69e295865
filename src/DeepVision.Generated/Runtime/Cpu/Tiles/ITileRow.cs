namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// A row of a register tile: one, two or four vectors side by side, which stay in registers. Rows change in place, because
/// the just-in-time compiler keeps what a method returns in registers of its own and runs out of them.
/// </summary>
/// <typeparam name="TSelf">The row itself.</typeparam>
public interface ITileRow<TSelf>
    where TSelf : struct, ITileRow<TSelf>
{
    /// <summary>Floats in a row.</summary>
    static abstract int Length { get; }

    /// <summary>Vectors in a row.</summary>
    static abstract int Vectors { get; }

    /// <summary>Reads the row.</summary>
    /// <param name="source">Its first float.</param>
    void Load(ref float source);

    /// <summary>Reads the row from two places; a row of one vector has no second half.</summary>
    /// <param name="first">First float of the first half.</param>
    /// <param name="second">First float of the second half.</param>
    void Load(ref float first, ref float second);

    /// <summary>Writes the row.</summary>
    /// <param name="target">Receives the first float.</param>
    void Store(ref float target);

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    void Add(in TSelf row);

    /// <summary>Adds a row that lies in memory.</summary>
    /// <param name="row">Its first float.</param>
    void Add(ref float row);

    /// <summary>Adds value · weights.</summary>
    /// <param name="value">A value of the source.</param>
    /// <param name="weights">A row of weights.</param>
    void MultiplyAdd(float value, in TSelf weights);

    /// <summary>Adds value · weights.</summary>
    /// <param name="value">A value of the source.</param>
    /// <param name="weights">First float of a row of weights.</param>
    void MultiplyAdd(float value, ref float weights);

    /// <summary>
    /// Adds the products of this row, one of weights, and four values to four rows. One call for all of them, because the
    /// just-in-time compiler takes its time for every call that it inlines.
    /// </summary>
    /// <param name="source">The first row's value.</param>
    /// <param name="step">Floats from one row's value to the next.</param>
    /// <param name="first">The first row.</param>
    /// <param name="second">The second one.</param>
    /// <param name="third">The third one.</param>
    /// <param name="fourth">The fourth one.</param>
    void MultiplyAddTo(ref float source, nint step, ref TSelf first, ref TSelf second, ref TSelf third, ref TSelf fourth);

    /// <summary>Becomes f of itself.</summary>
    /// <param name="slope">Slope for negative values.</param>
    /// <typeparam name="TActivation">f.</typeparam>
    void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation;

    /// <summary>A gradient by y becomes that by x.</summary>
    /// <param name="values">First float of y.</param>
    /// <param name="slope">Slope for negative values.</param>
    /// <typeparam name="TActivation">y = f(x).</typeparam>
    void Differentiate<TActivation>(ref float values, float slope)
        where TActivation : struct, ITileActivation;

    /// <summary>Becomes the larger of itself and another row, by the processor's own maximum; the other one is its second operand.</summary>
    /// <param name="row">The other row.</param>
    void Maximum(in TSelf row);

    /// <summary>A maximum becomes not-a-number where one of two rows that it was taken of is.</summary>
    /// <param name="first">One of the rows.</param>
    /// <param name="second">Another one.</param>
    void KeepNaN(in TSelf first, in TSelf second);

    /// <summary>All lanes become an integer, as its bits.</summary>
    /// <param name="code">The integer.</param>
    void SetCode(int code);

    /// <summary>Becomes an integer where a maximum is a candidate.</summary>
    /// <param name="maximum">The maximum.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="code">The integer.</param>
    void SetCodeWhereEqual(in TSelf maximum, in TSelf candidate, int code);

    /// <summary>Becomes 255 where a maximum is zero or less.</summary>
    /// <param name="maximum">The maximum.</param>
    void SetStoppedWhereNotPositive(in TSelf maximum);

    /// <summary>Writes the lowest byte of each lane.</summary>
    /// <param name="target">Receives the first byte.</param>
    void StoreBytes(ref byte target);
}
