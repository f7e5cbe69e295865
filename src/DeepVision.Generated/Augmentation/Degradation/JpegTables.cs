namespace DeepVision.Generated;

/// <summary>What the JPEG standard (ITU-T T.81) and the Independent JPEG Group's library prescribe for a quality.</summary>
internal static class JpegTables
{
    public const int BlockSize = 8;

    /// <summary>Annex K, table K.1: steps for brightness, row by row of frequencies.</summary>
    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Annex K, table K.2: steps for colour.</summary>
    private static readonly int[] Chrominance =
    [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>The steps for a quality.</summary>
    /// <param name="isColour">Whether for colour or for brightness.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="steps">Takes 64 numbers, 1 to 255.</param>
    public static void MakeSteps(bool isColour, int quality, Span<int> steps)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] table = isColour ? Chrominance : Luminance;
        for (int i = 0; i < table.Length; i++)
            steps[i] = Math.Clamp((table[i] * percent + 50) / 100, 1, 255);
    }
}
