namespace DeepVision.Generated;

/// <summary>
/// The cosine transform of blocks in whole numbers, by the method of Loeffler, Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11
/// multiplications", 1989), with the scaling and rounding of the Independent JPEG Group's accurate one (islow), so that its results are the same to the last bit.
/// </summary>
internal static class JpegTransform
{
    private const int Size = JpegTables.BlockSize;

    /// <summary>Bits behind the point of the constants, and those that the results of the first of two passes keep.</summary>
    private const int ConstantBits = 13, KeptBits = 2;

    // Sums and differences of √2·cos(kπ/16), in 2⁻¹³.
    private const int C0298 = 2446, C0390 = 3196, C0541 = 4433, C0765 = 6270, C0899 = 7373, C1175 = 9633;
    private const int C1501 = 12299, C1847 = 15137, C1961 = 16069, C2053 = 16819, C2562 = 20995, C3072 = 25172;

    /// <summary>Turns values from −128 to 127 into coefficients, eight times as large as the standard's.</summary>
    public static void Forward(Span<int> block)
    {
        for (int row = 0; row < Size; row++)
            Forward(block[(row * Size)..], 1, ConstantBits - KeptBits);
        for (int column = 0; column < Size; column++)
            Forward(block[column..], Size, ConstantBits + KeptBits);
    }

    /// <summary>Turns the standard's coefficients into values.</summary>
    public static void Back(Span<int> block)
    {
        for (int column = 0; column < Size; column++)
            Back(block[column..], Size, ConstantBits - KeptBits);
        for (int row = 0; row < Size; row++)
            Back(block[(row * Size)..], 1, ConstantBits + KeptBits + 3);
    }

    private static void Forward(Span<int> v, int step, int shift)
    {
        int sum07 = v[0] + v[7 * step], sum16 = v[step] + v[6 * step], sum25 = v[2 * step] + v[5 * step], sum34 = v[3 * step] + v[4 * step];
        int odd3 = v[0] - v[7 * step], odd2 = v[step] - v[6 * step], odd1 = v[2 * step] - v[5 * step], odd0 = v[3 * step] - v[4 * step];

        int outer = sum07 + sum34, inner = sum16 + sum25, outerRest = sum07 - sum34, innerRest = sum16 - sum25;
        v[0] = Rounded((outer + inner) << ConstantBits, shift);
        v[4 * step] = Rounded((outer - inner) << ConstantBits, shift);
        int turned = (innerRest + outerRest) * C0541;
        v[2 * step] = Rounded(turned + outerRest * C0765, shift);
        v[6 * step] = Rounded(turned - innerRest * C1847, shift);

        TurnOdd(ref odd0, ref odd1, ref odd2, ref odd3);
        v[7 * step] = Rounded(odd0, shift);
        v[5 * step] = Rounded(odd1, shift);
        v[3 * step] = Rounded(odd2, shift);
        v[step] = Rounded(odd3, shift);
    }

    private static void Back(Span<int> v, int step, int shift)
    {
        int turned = (v[2 * step] + v[6 * step]) * C0541, innerRest = turned - v[6 * step] * C1847, outerRest = turned + v[2 * step] * C0765;
        int outer = (v[0] + v[4 * step]) << ConstantBits, inner = (v[0] - v[4 * step]) << ConstantBits;
        int even0 = outer + outerRest, even3 = outer - outerRest, even1 = inner + innerRest, even2 = inner - innerRest;

        int odd0 = v[7 * step], odd1 = v[5 * step], odd2 = v[3 * step], odd3 = v[step];
        TurnOdd(ref odd0, ref odd1, ref odd2, ref odd3);
        v[0] = Rounded(even0 + odd3, shift);
        v[7 * step] = Rounded(even0 - odd3, shift);
        v[step] = Rounded(even1 + odd2, shift);
        v[6 * step] = Rounded(even1 - odd2, shift);
        v[2 * step] = Rounded(even2 + odd1, shift);
        v[5 * step] = Rounded(even2 - odd1, shift);
        v[3 * step] = Rounded(even3 + odd0, shift);
        v[4 * step] = Rounded(even3 - odd0, shift);
    }

    /// <summary>The odd half, which is the same in both directions.</summary>
    private static void TurnOdd(ref int odd0, ref int odd1, ref int odd2, ref int odd3)
    {
        int all = (odd0 + odd2 + odd1 + odd3) * C1175;
        int z1 = -(odd0 + odd3) * C0899, z2 = -(odd1 + odd2) * C2562;
        int z3 = all - (odd0 + odd2) * C1961, z4 = all - (odd1 + odd3) * C0390;
        odd0 = odd0 * C0298 + z1 + z3;
        odd1 = odd1 * C2053 + z2 + z4;
        odd2 = odd2 * C3072 + z2 + z3;
        odd3 = odd3 * C1501 + z1 + z4;
    }

    private static int Rounded(int value, int shift) => (value + (1 << (shift - 1))) >> shift;
}
