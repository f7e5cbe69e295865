namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// One of the four phases of a 3×3 convolution with stride 2: every second row and column of the source, and those of the nine taps that meet
/// them. Along an axis the two outer taps have five points, 0, 1, −1, 2 and ∞, and the middle one has the first four.
/// </summary>
/// <param name="number">Number of the phase: 0 outer taps, 1 outer rows and the middle column, 2 the middle row and outer columns, 3 the tap in the middle.</param>
internal readonly struct StridedWinogradPhase(int number)
{
    /// <summary>Number of phases.</summary>
    public const int Count = 4;

    /// <summary>Points of the outer taps along one axis.</summary>
    public const int Points = 5;

    /// <summary>Planes of products, one for each pair of points.</summary>
    public const int ProductPlanes = Points * Points;

    /// <summary>Planes of a transformed source, those of all phases behind each other.</summary>
    public const int SourcePlanes = 81;

    /// <summary>Planes of transformed weights: those of a middle tap are equal at all of its points, and there once.</summary>
    public const int WeightPlanes = 36;

    /// <summary>Whether the phase has the middle row of the taps, and with it the odd rows of a source tile.</summary>
    public int Row => number / 2;

    /// <summary>The same for columns.</summary>
    public int Column => number % 2;

    /// <summary>Points along the vertical axis, and source rows that a tile of four target rows reads.</summary>
    public int Rows => Points - Row;

    /// <summary>Points along the horizontal axis.</summary>
    public int Columns => Points - Column;

    /// <summary>The phase's first plane of the transformed source.</summary>
    public int FirstSourcePlane => number switch { 0 => 0, 1 => 25, 2 => 45, _ => 65 };

    /// <summary>Points of the vertical axis at which the weights differ.</summary>
    public int WeightRows => Row == 0 ? Points : 1;

    /// <summary>Points of the horizontal axis at which the weights differ.</summary>
    public int WeightColumns => Column == 0 ? Points : 1;

    /// <summary>The plane of the transformed source at a pair of points.</summary>
    public int SourcePlane(int row, int column) => FirstSourcePlane + row * Columns + column;

    /// <summary>The plane of the transformed weights at a pair of points.</summary>
    public int WeightPlane(int row, int column) =>
        number switch { 0 => 0, 1 => 25, 2 => 30, _ => 35 } + (Row == 0 ? row * WeightColumns : 0) + (Column == 0 ? column : 0);

    /// <summary>The pixels [first, end) of every second one from <paramref name="origin"/> on that exist.</summary>
    /// <param name="origin">The first one, which may be outside.</param>
    /// <param name="step">Pixels from one to the next.</param>
    /// <param name="count">Their number.</param>
    /// <param name="extent">Pixels that exist.</param>
    public static (int First, int End) Inside(int origin, int step, int count, int extent) =>
        (origin >= 0 ? 0 : (step - 1 - origin) / step, Math.Min(count, (extent - origin + step - 1) / step));
}
