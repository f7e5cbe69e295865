namespace DeepVision.Generated.Runtime;

/// <summary>
/// Elementary functions made of operations that every processor rounds alike. Those of the framework are the operating
/// system's, which differ in the last bit, and one bit of a weight is enough for another network. Errors are one or two
/// units in the last place.
/// </summary>
public static class PortableMath
{
    private const double LogarithmOfTwo = 0.693147180559945309;

    /// <summary>log 2 in two parts; the first one times any exponent of a double is exact.</summary>
    private const double LogarithmOfTwoHigh = 6.93147180369123816490e-01, LogarithmOfTwoLow = 1.90821492927058770002e-10;

    /// <summary>eˣ.</summary>
    /// <param name="x">Any number.</param>
    public static double Exp(double x)
    {
        // Beyond these the result is 0 or infinity.
        x = Math.Clamp(x, -746, 710);
        double k = Math.Round(x / LogarithmOfTwo);
        double r = x - k * LogarithmOfTwoHigh - k * LogarithmOfTwoLow;
        double sum = 1;
        for (int term = 13; term > 0; term--)
            sum = 1 + sum * (r / term);
        return double.IsNaN(x) ? x : Math.ScaleB(sum, (int)k);
    }

    /// <summary>The natural logarithm, as 2·artanh((m − 1) / (m + 1)) of a mantissa m between √½ and √2.</summary>
    /// <param name="x">0 and above; below it the result is not a number.</param>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsInfinity(x))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        int exponent = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1), square = s * s;
        double series = 0;
        for (int divisor = 23; divisor > 1; divisor -= 2)
            series = (series + 2.0 / divisor) * square;
        return exponent * LogarithmOfTwoHigh + (2 * s + (series * s + exponent * LogarithmOfTwoLow));
    }

    /// <summary>log(1 + x) for x from 0 on, which keeps the digits of a small x (Kahan): what 1 + x lost is in its logarithm's error too.</summary>
    /// <param name="x">0 and above.</param>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Log(sum) * (x / (sum - 1));
    }

    /// <summary>Sine and cosine of an angle in full turns.</summary>
    /// <param name="turns">The angle, divided by 2π.</param>
    public static (double Sine, double Cosine) SinCosOfTurns(double turns)
    {
        double quarter = Math.Round(4 * turns);
        double angle = 2 * Math.PI * (turns - quarter / 4), square = angle * angle;
        double sine = 1, cosine = 1;
        for (int term = 18; term > 0; term -= 2)
        {
            sine = 1 - sine * (square / (term * (term + 1)));
            cosine = 1 - cosine * (square / (term * (term - 1)));
        }

        sine *= angle;
        return ((long)quarter & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    /// <summary>A factor to the power of a whole number, 0 or more.</summary>
    /// <param name="factor">Any number.</param>
    /// <param name="exponent">0 or more.</param>
    public static double Power(double factor, long exponent)
    {
        double result = 1;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
        {
            if ((exponent & 1) != 0)
                result *= factor;
        }

        return result;
    }
}
