namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Integer division by constants as GPUs like it: shifts, or one multiplication and a shift that are exact for all values
/// that can occur. Printed as <c>/</c> and <c>%</c>, ILGPU leaves a real division in the kernel.
/// </summary>
internal static class ExactDivision
{
    /// <summary>An expression for <c>value / divisor</c>, for values from 0 to <paramref name="bound"/> − 1.</summary>
    /// <param name="value">A name or an expression in parentheses.</param>
    public static string Quotient(string value, int divisor, long bound)
    {
        if (divisor == 1)
            return value;
        if (bound <= divisor)
            return "0";
        if ((divisor & (divisor - 1)) == 0)
            return $"({value} >> {CSharpLiteral.Of(Log2(divisor))})";

        // With M = ceil(2^s / d) and e = M·d − 2^s, x·M >> s equals x / d wherever x·e < 2^s (Granlund and Montgomery 1994).
        for (int shift = 1; shift <= 30; shift++)
        {
            long power = 1L << shift;
            long multiplier = (power + divisor - 1) / divisor;
            long excess = multiplier * divisor - power;
            if ((bound - 1) * excess < power && (bound - 1) * multiplier <= int.MaxValue)
                return $"(({value} * {CSharpLiteral.Of(multiplier)}) >> {CSharpLiteral.Of(shift)})";
        }

        int wide = 31 + Log2(divisor) + 1;
        long factor = (long)(((System.Numerics.BigInteger.One << wide) + divisor - 1) / divisor);
        return $"(int)(({value} * {CSharpLiteral.Of(factor)}L) >> {CSharpLiteral.Of(wide)})";
    }

    /// <summary>An expression for <c>value % divisor</c>, for values from 0 to <paramref name="bound"/> − 1.</summary>
    /// <param name="value">A name or an expression in parentheses.</param>
    public static string Remainder(string value, int divisor, long bound) => Remainder(value, divisor, bound, Quotient(value, divisor, bound));

    private static string Remainder(string value, int divisor, long bound, string quotient)
    {
        if (divisor == 1)
            return "0";
        if (bound <= divisor)
            return value;
        return (divisor & (divisor - 1)) == 0
            ? $"{value} & {CSharpLiteral.Of(divisor - 1)}"
            : $"{value} - {quotient} * {CSharpLiteral.Of(divisor)}";
    }

    /// <summary>Statements that split <paramref name="value"/> into <c>quotient · divisor + rest</c>.</summary>
    public static void Split(SourceWriter writer, string value, int divisor, long bound, string quotient, string rest)
    {
        writer.Line($"int {quotient} = {Quotient(value, divisor, bound)};");
        writer.Line($"{(divisor == 1 ? "const " : "")}int {rest} = {Remainder(value, divisor, bound, quotient)};");
    }

    /// <summary>Number of groups of <paramref name="size"/> that hold <paramref name="length"/>.</summary>
    public static int Groups(long length, int size) => (int)((length + size - 1) / size);

    /// <summary>The exponent of the largest power of two that is not above <paramref name="value"/>.</summary>
    public static int Log2(int value)
    {
        int log = 0;
        while (value >> (log + 1) > 0)
            log++;
        return log;
    }
}
