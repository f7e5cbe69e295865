namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A register tile: rows above each other, all of which stay in registers.</summary>
/// <typeparam name="TRow">Its rows.</typeparam>
internal interface ITile<TRow>
    where TRow : struct, ITileRow<TRow>
{
    /// <summary>Number of rows.</summary>
    static abstract int Rows { get; }

    /// <summary>Reads all rows.</summary>
    /// <param name="source">First float of the first row.</param>
    /// <param name="stride">Floats from one row to the next; 0 gives all of them the same values.</param>
    void Load(ref float source, nint stride);

    /// <summary>Writes all rows.</summary>
    /// <param name="target">Receives the first float of the first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    void Store(ref float target, nint stride);

    /// <summary>Adds rows that lie in memory.</summary>
    /// <param name="rows">First float of the first row.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    void Add(ref float rows, nint stride);

    /// <summary>Adds a value of each row times the same weights.</summary>
    /// <param name="source">The first row's value.</param>
    /// <param name="stride">Floats from one row's value to the next.</param>
    /// <param name="weights">The weights.</param>
    void MultiplyAdd(ref float source, nint stride, ref TRow weights);

    /// <summary>Adds one value times weights of each row's own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weights">First float of the first row's weights.</param>
    /// <param name="stride">Floats from one row's weights to the next.</param>
    void MultiplyAdd(float value, ref float weights, nint stride);

    /// <summary>Every value becomes f of itself.</summary>
    /// <param name="slope">Slope for negative values.</param>
    /// <typeparam name="TActivation">f.</typeparam>
    void Activate<TActivation>(float slope)
        where TActivation : struct, ITileActivation;
}
