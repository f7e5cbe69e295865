using System.Globalization;
using DeepVision.Generated.Runtime;

namespace DeepVision.Generated.Tests.Profiling;

public class ProfileTextTests
{
    private static readonly NetworkProfile s_profile = new(
    [
        new KernelProfile(new KernelCost("Conv2D1Forward", "Conv2D(32, 3)", 1_000_000, 4000, 1000), Calls: 20, Samples: 100, TimeSpan.FromMilliseconds(2.5)),
        new KernelProfile(new KernelCost("Conv2D1Predict", "Conv2D(32, 3)", 1_000_000, 4000, 1000), Calls: 0, Samples: 0, TimeSpan.Zero),
        new KernelProfile(new KernelCost("Dense1Forward", "Dense(1000)", 50_000_000, 8000, 2_000_000), Calls: 20, Samples: 100, TimeSpan.FromMilliseconds(1247.5)),
        new KernelProfile(new KernelCost("Conv2D1Transpose", "Conv2D(32, 3)", 0, 0, 0), Calls: 5, Samples: 0, TimeSpan.Zero),
    ]);

    [Fact]
    public void TheTextListsWhatHasRunTheMostExpensiveFirst()
    {
        string[] expected =
        [
            "kernel            layer            share     time, ms  µs/sample   GFLOP/s     GB/s",
            "Dense1Forward     Dense(1000)     99.8 %     1,247.50  12,475.00       8.0      0.0",
            "Conv2D1Forward    Conv2D(32, 3)    0.2 %         2.50      25.00      80.0      0.2",
            "Conv2D1Transpose  Conv2D(32, 3)    0.0 %         0.00",
        ];
        Assert.Equal(expected, s_profile.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void TheTextDoesNotDependOnTheCulture()
    {
        string expected = s_profile.ToString();
        CultureInfo before = CultureInfo.CurrentCulture, culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        // By hand, since a machine may know no cultures.
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        (culture.NumberFormat.PercentDecimalSeparator, culture.NumberFormat.PercentSymbol) = (",", "per cent");
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(expected, s_profile.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AProfileOfNothingIsAHeader() => Assert.StartsWith("kernel  layer", new NetworkProfile([]).ToString());
}
