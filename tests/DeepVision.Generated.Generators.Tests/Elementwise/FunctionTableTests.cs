using DeepVision.Generated.Generators.Elementwise;

namespace DeepVision.Generated.Generators.Tests.Elementwise;

/// <summary>The formulas of the tables, in double precision: every derivative against central differences.</summary>
public class FunctionTableTests
{
    private const double Step = 1e-5;

    /// <summary>Values on both sides of every kink, none on it.</summary>
    private static readonly double[] s_values = [-30, -4.5, -1.3, -0.6, -0.2, -0.01, 0.01, 0.07, 0.3, 0.9, 1.4, 5.1, 30];

    private static readonly float[] s_parameters = [0, 0.01f, 0.4f, 1, 1.7f];

    /// <summary>All activations, those with a parameter with several values of it.</summary>
    internal static IEnumerable<ElementwiseFunction> Activations => ActivationTable.Rows
        .SelectMany(row => Functions(row.Parameter, row.Function).Concat(row.Variant is { } variant ? [variant.Function] : []));

    /// <summary>All losses over values.</summary>
    internal static IEnumerable<ElementwiseLoss> Losses =>
    [
        .. LossTable.Regression.SelectMany(row => Functions(row.Parameter, row.Function)),
        LossTable.BinaryCrossEntropy,
        .. new[] { 0, 0.5f, 2 }.Select(gamma => LossTable.BinaryFocalCrossEntropy(gamma, 0.3f)),
    ];

    [Fact]
    public void Gradients_of_activations_are_the_derivatives_of_their_values()
    {
        foreach (ElementwiseFunction function in Activations)
        {
            foreach (double x in s_values)
            {
                double expected = (Value(function, x + Step) - Value(function, x - Step)) / (2 * Step);
                double actual = 3 * ScalarEvaluation.Evaluate(function.InputGradient, name => name switch
                {
                    "gradient" => 1 / 3.0,
                    "x" => x,
                    "y" => Value(function, x),
                    _ => throw new InvalidOperationException(name),
                });
                Assert.True(Math.Abs(actual - expected) <= 1e-8, FormattableString.Invariant($"{function}: at {x} the derivative is {expected}, but the gradient has {actual}."));
            }
        }
    }

    [Fact]
    public void Gradients_of_activations_read_either_what_went_in_or_what_came_out() =>
        Assert.All(Activations, function => Assert.NotEqual(function.GradientReadsInput, function.GradientReadsOutput));

    [Fact]
    public void Only_a_step_ends_every_gradient() =>
        Assert.Equal(["Step"], Activations.Where(function => function.EndsGradient).Select(function => function.Kind));

    [Fact]
    public void Activations_that_fuse_are_linear_on_both_sides_of_zero_up_to_their_ceiling()
    {
        foreach (ElementwiseFunction function in Activations.Where(function => function.IsFusible))
        {
            double ceiling = function.Ceiling ?? double.PositiveInfinity;
            Assert.All(s_values, x => Assert.Equal(x > 0 ? Math.Min(x, ceiling) : x * function.NegativeSlope!.Value, Value(function, x), 1e-12));
            Assert.Equal(0, Value(function, 0));
        }
    }

    [Theory]
    [InlineData("ReLU", 0, true)]
    [InlineData("ReLU6", 0, true)]
    [InlineData("LeakyReLU", 0.4f, true)]
    [InlineData("LeakyReLU", 1.5f, false)]
    [InlineData("GELU", 0, false)]
    public void Activations_fuse_where_the_output_tells_the_derivative(string kind, float parameter, bool fuses) =>
        Assert.Equal(fuses, ActivationTable.Rows.Single(row => row.Kind == kind).Function(parameter).IsFusible);

    [Fact]
    public void Padding_stays_zero_behind_activations_that_keep_zero() =>
        Assert.Equal(["Softplus", "Sigmoid", "HardSigmoid"], Activations.Where(function => !function.KeepsZero).Select(function => function.Kind));

    [Fact]
    public void Gradients_of_losses_are_the_derivatives_of_their_values()
    {
        foreach (ElementwiseLoss loss in Losses)
        {
            foreach ((double x, double target) in s_values.Zip(s_values.Reverse()).Where(pair => Math.Abs(pair.First - pair.Second) > 1e-3))
            {
                double expected = (Value(x + Step) - Value(x - Step)) / (2 * Step);
                double actual = ScalarEvaluation.Evaluate(loss.Gradient, name => name == "x" ? x : target);
                Assert.True(Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), FormattableString.Invariant($"{loss}: at {x} for {target} the derivative is {expected}, but the gradient {actual}."));

                double Value(double at) => ScalarEvaluation.Evaluate(loss.Value, name => name == "x" ? at : target);
            }
        }
    }

    private static double Value(ElementwiseFunction function, double x) => ScalarEvaluation.Evaluate(function.Value, _ => x);

    private static IEnumerable<TFunction> Functions<TFunction>(FunctionParameter? parameter, Func<float, TFunction> function) =>
        parameter is null ? [function(0)] : s_parameters.Where(parameter.Allows).Select(function);
}
