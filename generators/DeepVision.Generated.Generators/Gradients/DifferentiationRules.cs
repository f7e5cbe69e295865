using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>
/// What a layer's backward pass reads besides the gradient of its output (y = f(x), dy given).
/// </summary>
/// <param name="InputGradientReadsInput">dx needs x.</param>
/// <param name="InputGradientReadsOutput">dx needs y.</param>
/// <param name="Saves">Forward notes something that the backward pass reads.</param>
/// <param name="ParameterGradientReadsInput">The gradients of the parameters need x.</param>
internal sealed record DifferentiationRule(
    bool InputGradientReadsInput = false,
    bool InputGradientReadsOutput = false,
    bool Saves = false,
    bool ParameterGradientReadsInput = false);

/// <summary>
/// The table of differentiation rules: one row per operation, with the formula. How each formula is computed is the
/// business of the lowering stage.
/// </summary>
internal static class DifferentiationRules
{
    private static readonly Dictionary<Type, DifferentiationRule> s_rules = new()
    {
        // dx = dy ⋆ flipped w;  dw = x ⋆ dy;  db = Σ dy
        [typeof(ConvolutionOperation)] = new(ParameterGradientReadsInput: true),

        // dx = Wᵀ dy;  dW = dy xᵀ;  db = Σ dy
        [typeof(DenseOperation)] = new(ParameterGradientReadsInput: true),

        // Max: dy goes to the winner of each window. Average: dy / divisor goes to all of them.
        [typeof(PoolingOperation)] = new(Saves: true),

        // dx = dy / (height · width)
        [typeof(GlobalAveragePoolingOperation)] = new(),

        // The same values under another shape.
        [typeof(FlattenOperation)] = new(),

        // ReLU: dy·[y > 0];  LeakyReLU: dy·(y > 0 ? 1 : slope);  Sigmoid: dy·y(1 − y);  Tanh: dy·(1 − y²)
        [typeof(ActivationOperation)] = new(InputGradientReadsOutput: true),

        // dx = y ∘ (dy − Σ dy∘y)
        [typeof(SoftmaxOperation)] = new(InputGradientReadsOutput: true),

        // dx = dy ∘ mask / (1 − rate)
        [typeof(DropoutOperation)] = new(Saves: true),

        // With x̂ = (x − μ)/σ:  dβ = Σ dy;  dγ = Σ dy∘x̂;  dx = γ/σ · (dy − dβ/n − x̂∘dγ/n)   (Ioffe and Szegedy 2015)
        [typeof(BatchNormOperation)] = new(InputGradientReadsInput: true, Saves: true, ParameterGradientReadsInput: true),
    };

    public static DifferentiationRule Of(LayerOperation operation) =>
        s_rules.TryGetValue(operation.GetType(), out DifferentiationRule? rule)
            ? rule
            : throw new InvalidOperationException($"{operation.GetType().Name} has no row in the table of differentiation rules.");
}
