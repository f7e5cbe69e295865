namespace DeepVision.Generated.Tests.Optimizers.LineSearch;

/// <summary>The line search, on functions of one variable.</summary>
public class StrongWolfeSearchTests
{
    private static readonly Dictionary<string, (Func<double, double> Value, Func<double, double> Slope)> s_functions = new()
    {
        // The first is Moré and Thuente's (1994), equation 5.1 with β = 2.
        ["rational"] = (t => -t / (t * t + 2), t => (t * t - 2) / ((t * t + 2) * (t * t + 2))),
        ["parabola"] = (t => (t - 3) * (t - 3), t => 2 * (t - 3)),
        ["steep"] = (t => 1e4 * (t - 0.01) * (t - 0.01), t => 2e4 * (t - 0.01)),
        ["flat"] = (t => 1e-4 * (t - 50) * (t - 50), t => 2e-4 * (t - 50)),
        ["wavy"] = (t => 0.1 * (t - 4) * (t - 4) + Math.Cos(3 * t), t => 0.2 * (t - 4) - 3 * Math.Sin(3 * t)),
        ["quartic"] = (t => Math.Pow(t - 2, 4), t => 4 * Math.Pow(t - 2, 3)),
        ["with a wall"] = (t => t < 5 ? -Math.Log(5 - t) - 3 * t : double.NaN, t => t < 5 ? 1 / (5 - t) - 3 : double.NaN),
    };

    public static TheoryData<string, double> Searches
    {
        get
        {
            TheoryData<string, double> data = [];
            foreach (string name in s_functions.Keys)
            {
                foreach (double firstStep in new[] { 1e-3, 0.1, 1, 10, 1000 })
                    data.Add(name, firstStep);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void BothConditionsHoldWhereItEnds(string name, double firstStep)
    {
        Line line = new(s_functions[name].Value, s_functions[name].Slope);
        LinePoint start = line.Start, found = StrongWolfeSearch.Find(line, start, firstStep, noise: 0);
        Assert.True(start.Slope < 0);
        Assert.True(found.Value <= start.Value + 1e-4 * found.Step * start.Slope, $"{found} is not low enough below {start}");
        Assert.True(Math.Abs(found.Slope) <= 0.9 * Math.Abs(start.Slope), $"{found} is as steep as {start}");
        Assert.Equal(found.Step, line.Kept[found.Place]);
        Assert.InRange(line.Evaluations, 1, 25);
    }

    /// <summary>Values that are all equal but for rounding: slopes lead the way.</summary>
    [Fact]
    public void BelowTheNoiseSlopesDecide()
    {
        Random random = new(1);
        Line line = new(t => 1 + 1e-9 * (t - 3) * (t - 3) + 1e-7 * random.NextDouble(), t => 2e-9 * (t - 3));
        LinePoint found = StrongWolfeSearch.Find(line, line.Start, firstStep: 0.01, noise: 1e-6);
        Assert.InRange(found.Step, 0.3, 5.7);
    }

    /// <summary>A slope that lies: nothing below the beginning is found, and it says so.</summary>
    [Fact]
    public void WithoutAWayDownItStaysWhereItIs()
    {
        Line line = new(t => t, _ => -1);
        Assert.Equal((0, 0.0), (StrongWolfeSearch.Find(line, line.Start, 1, 0).Place, StrongWolfeSearch.Find(line, line.Start, 1, 0).Step));
    }

    private sealed class Line(Func<double, double> value, Func<double, double> slope) : ILine
    {
        public double LargestComponent => 1;

        /// <summary>Which step each place belongs to.</summary>
        public double[] Kept { get; } = new double[StrongWolfeSearch.Places];

        public int Evaluations { get; private set; }

        public LinePoint Start => new(0, value(0), slope(0), 0);

        public LinePoint Evaluate(double step, int place)
        {
            Assert.InRange(place, 1, StrongWolfeSearch.Places - 1);
            Evaluations++;
            Kept[place] = step;
            double at = value(step);
            return new LinePoint(step, double.IsNaN(at) ? double.PositiveInfinity : at, slope(step), place);
        }
    }
}
