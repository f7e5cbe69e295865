namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What a layer means to the initial weights of the layer with weights in front of it.</summary>
internal enum InitializerHint
{
    /// <summary>Nothing: what stands behind it decides.</summary>
    None,

    /// <summary>It cuts negative values: weights by He et al. 2015.</summary>
    He,

    /// <summary>It keeps mean and variance: weights by LeCun et al. 1998, as Klambauer et al. 2017 demand.</summary>
    LeCun,

    /// <summary>Anything else: weights by Glorot and Bengio 2010.</summary>
    Glorot,
}

/// <summary>Resolves the library's <c>Initializer.Auto</c>.</summary>
internal static class Initializers
{
    private static readonly string[] s_names =
        ["Auto", "Zeros", "Ones", "HeUniform", "HeNormal", "GlorotUniform", "GlorotNormal", "LeCunUniform", "LeCunNormal", "TruncatedNormal", "Orthogonal", "Constant", "ForgetGate", "Sinusoidal"];

    public static int Count => s_names.Length;

    /// <summary>Properties of a layer, and the initialiser that takes their value.</summary>
    public static IReadOnlyList<(string Property, string Initializer)> Arguments { get; } = [("InitialValue", "Constant"), ("InitialDeviation", "TruncatedNormal")];

    /// <summary>The initialiser's name, <c>Auto</c> resolved.</summary>
    /// <param name="value">The member of the enum.</param>
    /// <param name="behind">What stands behind the layer.</param>
    public static string Name(int value, InitializerHint behind) => s_names[value] != "Auto" ? s_names[value] : behind switch
    {
        InitializerHint.He => "HeUniform",
        InitializerHint.LeCun => "LeCunNormal",
        _ => "GlorotUniform",
    };
}
