namespace DeepVision.Generated;

/// <summary>A function along a line that leads down from its beginning.</summary>
internal interface ILine
{
    /// <summary>The largest component of the line's direction, without its sign.</summary>
    double LargestComponent { get; }

    /// <summary>Computes the function.</summary>
    /// <param name="step">Where on the line; 0 is the beginning.</param>
    /// <param name="place">Where to keep the gradient.</param>
    LinePoint Evaluate(double step, int place);
}

/// <summary>A point of a line.</summary>
/// <param name="Step">Where on the line.</param>
/// <param name="Value">The function; infinite also if it is not a number.</param>
/// <param name="Slope">Its derivative along the line.</param>
/// <param name="Place">Where the gradient is kept; 0 is that of the beginning.</param>
internal readonly record struct LinePoint(double Step, double Value, double Slope, int Place);

/// <summary>
/// Looks for a point of a line that meets the strong Wolfe conditions φ(t) ≤ φ(0) + c₁tφ′(0) and |φ′(t)| ≤ c₂|φ′(0)|: first for an
/// interval with such points in it, then in that interval (Nocedal and Wright, algorithms 3.5 and 3.6). Where it looks next, and when it
/// gives up, is PyTorch's rule, which is minFunc's (Schmidt 2005); unlike that, it never begins an interval at a point that is too high.
/// </summary>
internal static class StrongWolfeSearch
{
    /// <summary>Places for gradients: of the beginning, the ends of an interval, and the point that is tried.</summary>
    public const int Places = 4;

    private const double SufficientDecrease = 1e-4;
    private const double Curvature = 0.9;
    private const double SmallestInterval = 1e-9;
    private const int MaxTrials = 25;

    /// <summary>Finds a point.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="firstStep">Where to look first, above 0.</param>
    /// <param name="noise">What rounding may do to a value: smaller differences count as none, and slopes decide.</param>
    /// <returns>The point, or the best one found; the beginning if none is below it.</returns>
    public static LinePoint Find(ILine line, in LinePoint start, double firstStep, double noise)
    {
        LinePoint previous = start, current = line.Evaluate(firstStep, FreePlace(start, start));
        for (int trials = 0; ; trials++)
        {
            if (IsTooHigh(current, start, noise) || (trials > 0 && current.Value >= previous.Value + noise))
                return Zoom(line, start, previous, current, trials, noise);
            if (IsFlat(current, start))
                return current;
            if (current.Slope >= 0)
                return Zoom(line, start, current, previous, trials, noise);
            if (trials + 1 == MaxTrials)
                return current;

            // Still downhill: further on.
            double next = Interpolate(previous, current, noise, current.Step + 0.01 * (current.Step - previous.Step), 10 * current.Step);
            (previous, current) = (current, line.Evaluate(next, FreePlace(current, current)));
        }
    }

    /// <summary>Makes the interval smaller until such a point is found.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Its beginning.</param>
    /// <param name="low">The lowest end of which it is known that it is low enough; it leads down to the other one.</param>
    /// <param name="high">The other end.</param>
    /// <param name="trials">Points tried before.</param>
    /// <param name="noise">What rounding may do to a value.</param>
    private static LinePoint Zoom(ILine line, in LinePoint start, LinePoint low, LinePoint high, int trials, double noise)
    {
        bool wasAtTheEdge = false;
        for (; trials < MaxTrials; trials++)
        {
            double first = Math.Min(low.Step, high.Step), last = Math.Max(low.Step, high.Step);
            if ((last - first) * line.LargestComponent < SmallestInterval)
                break;

            // A point at the edge of the interval hardly makes it smaller: the second time it is moved inwards.
            double step = Interpolate(low, high, noise, first, last), margin = 0.1 * (last - first);
            bool isAtTheEdge = Math.Min(last - step, step - first) < margin;
            if (isAtTheEdge && (wasAtTheEdge || step >= last || step <= first))
            {
                step = Math.Abs(step - last) < Math.Abs(step - first) ? last - margin : first + margin;
                isAtTheEdge = false;
            }

            wasAtTheEdge = isAtTheEdge;
            LinePoint trial = line.Evaluate(step, FreePlace(low, high));
            if (IsTooHigh(trial, start, noise) || trial.Value >= low.Value + noise)
            {
                high = trial;
                continue;
            }

            if (IsFlat(trial, start))
                return trial;
            if (trial.Slope * (high.Step - low.Step) >= 0)
                high = low;
            low = trial;
        }

        return low;
    }

    private static bool IsTooHigh(in LinePoint point, in LinePoint start, double noise) =>
        point.Value > start.Value + SufficientDecrease * point.Step * start.Slope + noise;

    private static bool IsFlat(in LinePoint point, in LinePoint start) => Math.Abs(point.Slope) <= -Curvature * start.Slope;

    /// <summary>A place that neither the beginning nor these two points need.</summary>
    private static int FreePlace(in LinePoint left, in LinePoint right)
    {
        int place = 1;
        while (place == left.Place || place == right.Place)
            place++;
        return place;
    }

    /// <summary>The minimum of the cubic polynomial through two points with their slopes (Nocedal and Wright, equation 3.59), within bounds.</summary>
    private static double Interpolate(LinePoint first, LinePoint last, double noise, double minimum, double maximum)
    {
        if (first.Step > last.Step)
            (first, last) = (last, first);
        double length = first.Step - last.Step, difference = first.Value - last.Value;

        // Values that rounding may have made are replaced by those that fit the slopes: then it is the parabola through these.
        if (Math.Abs(difference) <= noise)
            difference = (first.Slope + last.Slope) / 2 * length;
        double d1 = first.Slope + last.Slope - 3 * difference / length, square = d1 * d1 - first.Slope * last.Slope;
        if (!(square >= 0) || !double.IsFinite(square))
            return (minimum + maximum) / 2;
        double d2 = Math.Sqrt(square);
        double step = last.Step + length * ((last.Slope + d2 - d1) / (last.Slope - first.Slope + 2 * d2));
        return double.IsNaN(step) ? (minimum + maximum) / 2 : Math.Clamp(step, minimum, maximum);
    }
}
