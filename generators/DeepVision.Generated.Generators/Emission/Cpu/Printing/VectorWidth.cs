using DeepVision.Generated.Generators.Emission.Cpu.Planning;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>A vector size that kernels run with.</summary>
/// <param name="Bits">Its size: one of the framework's types Vector512, Vector256 and Vector128.</param>
/// <param name="Accumulators">Vectors that a register tile may hold beside the operands without spilling.</param>
/// <param name="MostColumns">Vectors side by side in a tile at most.</param>
internal sealed record VectorWidth(int Bits, int Accumulators, int MostColumns)
{
    /// <summary>32 registers: 26 accumulators, up to 4 weights, a broadcast.</summary>
    public static VectorWidth Wide { get; } = new(512, Accumulators: 26, MostColumns: 4);

    /// <summary>16 registers: 12 accumulators, 2 weights, a broadcast.</summary>
    public static VectorWidth Middle { get; } = new(256, Accumulators: 12, MostColumns: 2);

    /// <summary>ARM (32 registers) and processors before AVX2.</summary>
    public static VectorWidth Narrow { get; } = new(128, Accumulators: 12, MostColumns: 2);

    public static VectorWidth[] All { get; } = [Wide, Middle, Narrow];

    /// <summary>The framework's type.</summary>
    public string Type => $"Vector{Bits}";

    /// <summary>Vectors side by side for weights packed in blocks of <paramref name="block"/> channels.</summary>
    public int Columns(int block) => Math.Min(MostColumns, block / (Bits / 32));

    /// <summary>The library's type for a row of a tile.</summary>
    public string RowType(int columns)
    {
        string name = columns switch { 1 => "OneVector", 2 => "TwoVectors", _ => "FourVectors" };
        return $"{name}<Width{Bits}, {Type}<float>>";
    }
}
