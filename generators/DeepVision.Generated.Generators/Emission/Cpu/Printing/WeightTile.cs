using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>The register tile of a convolution's weight gradient.</summary>
/// <param name="MostPositions">Weights that there are registers for, where each is a row of output channels.</param>
/// <param name="Columns">Vectors in a row.</param>
/// <param name="SpansRows">Whether all kernel rows are in the tile.</param>
/// <param name="TapGroups">Kernel columns of the tiles beside each other.</param>
/// <param name="Channels">Input channels.</param>
internal sealed record WeightTile(int MostPositions, int Columns, bool SpansRows, EquatableArray<int> TapGroups, int Channels)
{
    public static WeightTile Of(SpatialWeightGradient gradient, VectorWidth width)
    {
        int rowWeights = gradient.Horizontal.Taps * gradient.InputRange;
        bool spansRows = gradient.IsSmall && rowWeights * gradient.Vertical.Taps <= Most(columns: 1);
        int weights = spansRows ? rowWeights * gradient.Vertical.Taps : rowWeights;
        // A vector of gradients that is loaded should meet many weights; two vectors side by side then share the source.
        bool fitsOneColumnOnly = weights > Most(columns: 2) && weights <= Most(columns: 1);
        int columns = fitsOneColumnOnly ? 1 : Math.Min(2, width.Columns(gradient.Block));
        int positions = Most(columns) / (spansRows ? gradient.Vertical.Taps : 1);
        int[] tapGroups = TileSplit.Balanced(gradient.Horizontal.Taps, positions);
        int most = Math.Min(gradient.InputRange, Math.Max(1, positions / tapGroups[0]));
        return new WeightTile(Most(columns), columns, spansRows, new(tapGroups), TileSplit.DivisorOrEven(gradient.InputRange, (most + 1) / 2, most));

        // With one vector of gradients there is room for one weight more than the width says.
        int Most(int columns) => columns == 1 ? width.Accumulators + 1 : width.Accumulators / columns;
    }
}
