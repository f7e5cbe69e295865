using Xunit.Sdk;

namespace DeepVision.Generated.Tests.Optimizers.LineSearch;

/// <summary>L-BFGS on functions whose minima are known.</summary>
public class MinimizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void TheMinimumOfRosenbrocksFunctionIsFound(int historySize)
    {
        foreach (double[] start in new[] { Functions.RosenbrockStart, Functions.LongRosenbrockStart, [0, 0], [-3, -4], [10, 10], [1, 1] })
        {
            double[] point = [.. start];
            Minimum result = new LBFGS(historySize: historySize, gradientTolerance: 1e-8, changeTolerance: 0).Minimize(Functions.Rosenbrock, point);
            string text = $"{result} at {string.Join(", ", point)} from {string.Join(", ", start)}";
            Assert.True(result.IsConverged, text);
            Assert.All(point, value => Assert.True(Math.Abs(value - 1) < 1e-6, text));
            Assert.True(result.Value < 1e-12 && result.LargestGradient <= 1e-8, text);
            Assert.True(result.Evaluations >= result.Iterations, text);
        }
    }

    [Fact]
    public void TheWayIsThatOfPyTorch()
    {
        Compare(LbfgsTrajectories.Rosenbrock, Functions.RosenbrockStart, historySize: 100);
        Compare(LbfgsTrajectories.LongRosenbrock, Functions.LongRosenbrockStart, historySize: 3);

        static void Compare(double[][] expected, double[] start, int historySize)
        {
            for (int iterations = 1; iterations <= expected.Length; iterations++)
            {
                double[] point = [.. start];
                new LBFGS(historySize: historySize, gradientTolerance: 0, changeTolerance: 0).Minimize(Functions.Rosenbrock, point, iterations);
                for (int i = 0; i < point.Length; i++)
                {
                    if (!(Math.Abs(point[i] - expected[iterations - 1][i]) <= 1e-7))
                        throw new XunitException($"Iteration {iterations}: {string.Join(", ", point)} instead of {string.Join(", ", expected[iterations - 1])}");
                }
            }
        }
    }

    /// <summary>Descent along the gradient would need as many iterations as the largest curvature has times the smallest: ten thousand and more.</summary>
    [Fact]
    public void AParabolaTakesFewIterations()
    {
        double[] point = [5, -4, 3, -2, 1], curvature = [1, 10, 100, 1000, 10000];
        Minimum result = new LBFGS(gradientTolerance: 1e-8, changeTolerance: 0).Minimize(Parabola, point);
        Assert.True(result is { IsConverged: true, Iterations: < 60 }, result.ToString());
        Assert.All(point, value => Assert.Equal(0, value, 1e-6));

        double Parabola(ReadOnlySpan<double> x, Span<double> gradient)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += curvature[i] * x[i] * x[i] / 2;
                gradient[i] = curvature[i] * x[i];
            }

            return sum;
        }
    }

    /// <summary>A first step may land where the function is no number: the search comes back.</summary>
    [Fact]
    public void PlacesWithoutAValueAreAvoided()
    {
        double[] point = [10];
        Minimum result = new LBFGS(learningRate: 100).Minimize(
            (x, gradient) =>
            {
                gradient[0] = 1 - 1 / x[0];
                return x[0] - Math.Log(x[0]);
            },
            point);
        Assert.True(result.IsConverged, result.ToString());
        Assert.Equal(1, point[0], 1e-6);
    }

    [Fact]
    public void IterationsThatAreUsedUpAreNoConvergence()
    {
        double[] point = Functions.RosenbrockStart;
        Minimum result = new LBFGS().Minimize(Functions.Rosenbrock, point, maxIterations: 3);
        Assert.Equal((3, false), (result.Iterations, result.IsConverged));
        Assert.True(result.Value < 24.2);
    }

    [Fact]
    public void BadInputIsRefused()
    {
        var optimizer = new LBFGS();
        Assert.Contains("no variables", Assert.Throws<ArgumentException>(() => optimizer.Minimize(Functions.Rosenbrock, [])).Message);
        Assert.Contains("where the search begins", Assert.Throws<ArgumentException>(() => optimizer.Minimize((_, _) => double.NaN, new double[1])).Message);
        Assert.Contains("where the search begins", Assert.Throws<ArgumentException>(() => optimizer.Minimize((_, gradient) => gradient[0] = double.PositiveInfinity, new double[1])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Minimize(Functions.Rosenbrock, new double[2], maxIterations: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS(iterations: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS(historySize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS(gradientTolerance: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS(changeTolerance: double.NaN));
    }
}
