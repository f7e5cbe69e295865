using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The shapes of an enlargement, in pixels.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Vertical">Output rows for each row.</param>
/// <param name="Horizontal">Output columns for each column.</param>
public readonly record struct UpsampleGeometry(int Height, int Width, int Vertical, int Horizontal)
{
    /// <summary>Floats from one pixel of the input to the next where they lie among the channels of others; 0 where they lie side by side. Its gradient always does.</summary>
    public int InputStride { get; init; }

    /// <summary>The same for the output, or for its gradient.</summary>
    public int OutputStride { get; init; }

    internal int OutputWidth => Width * Horizontal;

    /// <summary>The two input positions around an output position, and how far it lies from the first to the second: 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int First, int Second, float Distance) Neighbours(int output, int factor, int extent)
    {
        int input = output / factor;
        float distance = Offset(output - input * factor, factor);
        return distance < 0
            ? (Math.Max(0, input - 1), input, distance + 1)
            : (input, Math.Min(extent - 1, input + 1), distance);
    }

    /// <summary>The output positions [first, end) that read an input position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (int First, int End) Readers(int input, int factor, int extent) =>
        (Math.Max(0, input * factor - factor / 2), Math.Min(extent * factor, input * factor + factor + factor / 2));

    /// <summary>The weight of an input position in an output position that reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Share(int output, int input, int factor, int extent)
    {
        float distance = Offset(output - input * factor, factor);
        // Beyond the outermost centres there is nobody else.
        bool isBeyond = (input == 0 && distance < 0) || (input == extent - 1 && distance > 0);
        return isBeyond ? 1f : 1f - Math.Abs(distance);
    }

    /// <summary>Distance of an output pixel's centre from that of an input pixel, in input pixels; <paramref name="place"/> counts from the block of the latter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Offset(int place, int factor) => (2 * place + 1 - factor) / (2f * factor);
}
