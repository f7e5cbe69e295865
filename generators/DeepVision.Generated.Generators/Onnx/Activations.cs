using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Onnx.Operators;
using static DeepVision.Generated.Generators.Onnx.LayerText;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>
/// Finds the activation that a function is. Files write one and the same in many ways, GELU for instance as five operators and in three
/// orders: here a function is known by its values.
/// </summary>
internal static class Activations
{
    private const double Tolerance = 1e-5;

    private static readonly double[] s_places = [.. new[] { 0, 0.03, 0.1, 0.3, 0.5, 0.9, 1.1, 1.7, 2.5, 2.9, 3.1, 4, 5.9, 6.1, 8, 12, 20, 50, 1000, 30000 }.SelectMany(place => new[] { place, -place })];

    private static readonly (LayerDeclaration Layer, Func<double, double> Function)[] s_rows =
    [
        (Layer("ReLU"), x => Math.Max(0, x)),
        (Layer("ReLU6"), x => Math.Min(6, Math.Max(0, x))),
        (Layer("Sigmoid"), ScalarFunctions.Sigmoid),
        (Layer("Tanh"), Math.Tanh),
        (Layer("SiLU"), x => x * ScalarFunctions.Sigmoid(x)),
        (Layer("GELU"), ScalarFunctions.Gelu),
        (Layer("GELU").With("Approximate", true), ScalarFunctions.ApproximateGelu),
        (Layer("SELU"), x => ScalarFunctions.Selu(x, ScalarFunctions.SeluAlpha, ScalarFunctions.SeluGamma)),
        (Layer("Mish"), ScalarFunctions.Mish),
        (Layer("HardSwish"), x => x * ScalarFunctions.HardSigmoid(x, 1 / 6.0, 0.5)),
        (Layer("HardSigmoid"), x => ScalarFunctions.HardSigmoid(x, 1 / 6.0, 0.5)),
        (Layer("HardTanh"), x => Math.Max(-1, Math.Min(1, x))),
        (Layer("Softplus"), ScalarFunctions.Softplus),
        (Layer("Softsign"), x => x / (1 + Math.Abs(x))),
        (Layer("Step"), x => x > 0 ? 1 : 0),
    ];

    /// <summary>The layer that computes a function; null if there is none.</summary>
    public static LayerDeclaration? Find(Func<double, double> function)
    {
        foreach ((LayerDeclaration layer, Func<double, double> known) in s_rows)
        {
            if (Agree(function, known))
                return layer;
        }

        (float slope, float alpha) = ((float)-function(-1), (float)(function(-1) / ScalarFunctions.Elu(-1, 1)));
        if (slope >= 0 && Agree(function, x => x > 0 ? x : slope * x))
            return Layer("LeakyReLU", ("slope", slope));
        return alpha >= 0 && Agree(function, x => ScalarFunctions.Elu(x, alpha)) ? Layer("ELU", ("alpha", alpha)) : null;
    }

    /// <summary>Whether a function gives back what it gets.</summary>
    public static bool IsIdentity(Func<double, double> function) => Agree(function, x => x);

    /// <summary>Factor and constant of a function that is a straight line; null for any other.</summary>
    public static (double Factor, double Constant)? AsAffine(Func<double, double> function)
    {
        (double factor, double constant) = (function(1) - function(0), function(0));
        return Agree(function, x => factor * x + constant) ? (factor, constant) : null;
    }

    private static bool Agree(Func<double, double> function, Func<double, double> known) =>
        s_places.All(place => known(place) is var expected && Math.Abs(function(place) - expected) <= Tolerance * Math.Max(1e-2, Math.Abs(expected)));
}
