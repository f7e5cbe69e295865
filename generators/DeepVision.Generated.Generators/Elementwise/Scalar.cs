namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>
/// A scalar expression, written in C# as the formula it stands for: <c>Scalar.Maximum(0, Scalar.X)</c>. Printers make vector or
/// scalar code of it, operation by operation, so that the order of the roundings is that of the formula. Equal by value.
/// </summary>
internal abstract record Scalar
{
    /// <summary>What goes into a function.</summary>
    public static readonly ScalarVariable X = new("x");

    /// <summary>What came out of it.</summary>
    public static readonly ScalarVariable Y = new("y");

    /// <summary>The gradient of the loss by a function's output.</summary>
    public static readonly ScalarVariable Gradient = new("gradient");

    /// <summary>What a loss wants instead of x.</summary>
    public static readonly ScalarVariable Target = new("target");

    /// <summary>The expressions that this one is made of.</summary>
    public abstract IEnumerable<Scalar> Parts { get; }

    public static implicit operator Scalar(float value) => new ScalarConstant(value);

    public static Scalar operator +(Scalar left, Scalar right) => new ScalarArithmetic('+', left, right);

    public static Scalar operator -(Scalar left, Scalar right) => new ScalarArithmetic('-', left, right);

    public static Scalar operator *(Scalar left, Scalar right) => new ScalarArithmetic('*', left, right);

    public static Scalar operator /(Scalar left, Scalar right) => new ScalarArithmetic('/', left, right);

    public static Scalar operator -(Scalar value) => new ScalarNegation(value);

    public static ScalarCondition operator <(Scalar left, Scalar right) => new("<", left, right);

    public static ScalarCondition operator >(Scalar left, Scalar right) => new(">", left, right);

    public static ScalarCondition operator <=(Scalar left, Scalar right) => new("<=", left, right);

    public static ScalarCondition operator >=(Scalar left, Scalar right) => new(">=", left, right);

    /// <summary>factor · other + addend, rounded once where the device can.</summary>
    public static Scalar MultiplyAdd(Scalar factor, Scalar other, Scalar addend) => new ScalarMultiplyAdd(factor, other, addend);

    /// <summary>The larger one; the second if either is not a number.</summary>
    public static Scalar Maximum(Scalar first, Scalar second) => new ScalarMaximum(first, second);

    /// <summary>One of two, by a comparison, which is false for what is not a number.</summary>
    public static Scalar Choose(ScalarCondition condition, Scalar then, Scalar otherwise) => new ScalarChoice(condition, then, otherwise);

    public static Scalar Abs(Scalar value) => new ScalarCall(ScalarFunction.Abs, value);

    public static Scalar Exp(Scalar value) => new ScalarCall(ScalarFunction.Exp, value);

    /// <summary>eˣ − 1, which doesn't cancel near zero.</summary>
    public static Scalar ExpMinusOne(Scalar value) => new ScalarCall(ScalarFunction.ExpMinusOne, value);

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    public static Scalar LogOnePlus(Scalar value) => new ScalarCall(ScalarFunction.LogOnePlus, value);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Scalar Sigmoid(Scalar value) => new ScalarCall(ScalarFunction.Sigmoid, value);

    public static Scalar Tanh(Scalar value) => new ScalarCall(ScalarFunction.Tanh, value);

    /// <summary>The error function, 2/√π · ∫₀ˣ exp(−t²) dt.</summary>
    public static Scalar Erf(Scalar value) => new ScalarCall(ScalarFunction.Erf, value);

    /// <summary>The same expression under a name: printers compute it once and keep it in a local.</summary>
    public Scalar As(string name) => new ScalarLocal(name, this);

    /// <summary>Whether a variable occurs.</summary>
    public bool Reads(Scalar variable) => Equals(variable) || Parts.Any(part => part.Reads(variable));
}

/// <summary>x, y and the like; printers know what stands for them.</summary>
internal sealed record ScalarVariable(string Name) : Scalar
{
    public override IEnumerable<Scalar> Parts => [];
}

internal sealed record ScalarConstant(float Value) : Scalar
{
    public override IEnumerable<Scalar> Parts => [];
}

/// <summary>A sum, difference, product or quotient.</summary>
internal sealed record ScalarArithmetic(char Operator, Scalar Left, Scalar Right) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Left, Right];
}

internal sealed record ScalarNegation(Scalar Value) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Value];
}

internal sealed record ScalarMultiplyAdd(Scalar Factor, Scalar Other, Scalar Addend) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Factor, Other, Addend];
}

internal sealed record ScalarMaximum(Scalar First, Scalar Second) : Scalar
{
    public override IEnumerable<Scalar> Parts => [First, Second];
}

internal sealed record ScalarChoice(ScalarCondition Condition, Scalar Then, Scalar Otherwise) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Condition.Left, Condition.Right, Then, Otherwise];
}

/// <summary>A comparison: &lt;, &gt;, &lt;= or &gt;=.</summary>
internal sealed record ScalarCondition(string Operator, Scalar Left, Scalar Right);

internal sealed record ScalarCall(ScalarFunction Function, Scalar Argument) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Argument];
}

internal sealed record ScalarLocal(string Name, Scalar Value) : Scalar
{
    public override IEnumerable<Scalar> Parts => [Value];
}

/// <summary>The elementary functions that the runtime libraries have for every device.</summary>
internal enum ScalarFunction
{
    Abs,
    Exp,
    ExpMinusOne,
    LogOnePlus,
    Sigmoid,
    Tanh,
    Erf,
}
