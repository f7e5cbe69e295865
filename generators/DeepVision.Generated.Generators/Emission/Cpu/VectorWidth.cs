namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>A vector size that kernels are printed for.</summary>
/// <param name="Type">The framework's type: Vector512, Vector256 or Vector128.</param>
/// <param name="Lanes">Floats in one vector.</param>
/// <param name="Accumulators">Vectors that a register tile may hold beside the operands without spilling.</param>
/// <param name="MaxColumns">Vectors side by side in a tile at most.</param>
internal sealed record VectorWidth(string Type, int Lanes, int Accumulators, int MaxColumns)
{
    /// <summary>32 registers: 26 accumulators, up to 4 weights, a broadcast.</summary>
    public static VectorWidth Wide { get; } = new("Vector512", Lanes: 16, Accumulators: 26, MaxColumns: 4);

    /// <summary>16 registers: 12 accumulators, 2 weights, a broadcast.</summary>
    public static VectorWidth Middle { get; } = new("Vector256", Lanes: 8, Accumulators: 12, MaxColumns: 2);

    /// <summary>ARM (32 registers) and processors before AVX2.</summary>
    public static VectorWidth Narrow { get; } = new("Vector128", Lanes: 4, Accumulators: 12, MaxColumns: 2);

    public static VectorWidth[] All { get; } = [Wide, Middle, Narrow];

    /// <summary>Name of the nested class that holds the kernels of this width.</summary>
    public string ClassName => $"Kernels{Lanes * 32}";

    /// <summary>
    /// The framework's multiply-add. Processors with the wider vectors have it in one instruction; for the narrow ones
    /// the form that falls back to two instructions, because emulating the exact one is a hundred times slower.
    /// </summary>
    public string MultiplyAdd => Type + (Lanes > 4 ? ".FusedMultiplyAdd" : ".MultiplyAddEstimate");

    /// <summary>Vectors side by side for weights packed in blocks of <paramref name="block"/> channels.</summary>
    public int Columns(int block) => Math.Min(MaxColumns, block / Lanes);
}
