using System.Text;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>
/// What sets the random numbers of one layer apart from those of another: its name, hashed. The library's <c>RandomPurpose.Dropout</c>
/// says how the two make a key.
/// </summary>
internal static class LayerHash
{
    /// <summary>The value that stands before all of these in the upper half of a key, <c>RandomPurpose.Dropout</c>.</summary>
    private const uint Purpose = 0x40000000;

    /// <summary>30 bits of the 64-bit FNV-1a of the name, as a literal.</summary>
    public static string Of(LayerNode layer) => Literal(Hash(layer.Name));

    /// <summary>The upper half of the key of the layer's draws, as a literal.</summary>
    public static string KeyOf(LayerNode layer) => Literal(Purpose + Hash(layer.Name)) + "u";

    private static string Literal(uint value) => FormattableString.Invariant($"0x{value:X8}");

    private static uint Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ value) * 0x100000001B3);
        return (uint)(hash >> 32 ^ hash) & 0x3FFFFFFF;
    }
}
