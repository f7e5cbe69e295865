namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>A function as it can be declared: by its name, and by its parameter if it has one.</summary>
/// <param name="kind">The class's name.</param>
/// <param name="parameter">The parameter of the attribute's constructor, or null.</param>
/// <param name="function">Makes the function for a value of the parameter, which means nothing without one.</param>
internal class FunctionRow<TFunction>(string kind, FunctionParameter? parameter, Func<float, TFunction> function)
{
    public FunctionRow(string kind, TFunction function)
        : this(kind, null, _ => function)
    {
    }

    public string Kind => kind;

    public FunctionParameter? Parameter => parameter;

    public TFunction Function(float value) => function(value);
}

/// <summary>The parameter of a function: 0 or more, or above 0.</summary>
/// <param name="Name">Its name in the attribute's constructor.</param>
/// <param name="Default">Its value there.</param>
internal sealed record FunctionParameter(string Name, float Default, bool AllowsZero)
{
    /// <summary>What values it takes, as a message says it.</summary>
    public string Range => AllowsZero ? "0 or more" : "above 0";

    public bool Allows(float value) => value > 0 || (AllowsZero && value == 0);
}
