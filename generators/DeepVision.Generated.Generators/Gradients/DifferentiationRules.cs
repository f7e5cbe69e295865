using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Gradients;

/// <summary>How the gradient of an operation's input follows from that of its output (y = f(x), dy given).</summary>
internal enum InputGradientRule
{
    /// <summary>A step computes it from what the row names.</summary>
    Computed,

    /// <summary>It is dy itself: no step computes anything.</summary>
    Passed,
}

/// <summary>A row of the table: what the gradients of an operation are computed from.</summary>
internal sealed record DifferentiationRule
{
    public InputGradientRule Input { get; init; }

    /// <summary>What dx is computed from, besides the parameters; <see cref="OperandRole.OtherInput"/> stands for all of them.</summary>
    public IReadOnlyList<OperandRole> InputReads { get; init; } = [OperandRole.OutputGradient];

    /// <summary>What the gradients of the parameters are computed from.</summary>
    public IReadOnlyList<OperandRole> ParameterReads { get; init; } = [];

    /// <summary>Whether the forward step notes something for the way back.</summary>
    public bool Saves { get; init; }
}

/// <summary>
/// The table of differentiation rules: one row per operation, with the formula. A step of the backward pass reads what its
/// row names and nothing else; how the formula is computed is the business of the lowering stage.
/// </summary>
internal static class DifferentiationRules
{
    private const OperandRole X = OperandRole.Input, Y = OperandRole.Output, Dy = OperandRole.OutputGradient;

    private static readonly Dictionary<Type, Func<LayerOperation, DifferentiationRule>> s_rules = new()
    {
        // dx = dy ⋆ flipped w;  dw = x ⋆ dy;  db = Σ dy
        [typeof(ConvolutionOperation)] = _ => new() { InputReads = [Dy], ParameterReads = [Dy, X] },

        // The convolution whose input gradient is y, turned round: dx = dy ⋆ w;  dw = dy ⋆ x;  db = Σ dy
        [typeof(TransposedConvolutionOperation)] = _ => new() { InputReads = [Dy], ParameterReads = [Dy, X] },

        // dx = Wᵀ dy;  dW = dy xᵀ;  db = Σ dy
        [typeof(DenseOperation)] = _ => new() { InputReads = [Dy], ParameterReads = [Dy, X] },

        // Through time: the gradients dp of what the gates add up, step by step from the last to the first;  dx = dp W;  dW = Σ dp xᵀ;  dU = Σ dp hᵀ
        [typeof(RecurrenceOperation)] = operation => new()
        {
            InputReads = [Dy, OperandRole.ParameterGradient],
            ParameterReads = ((RecurrenceOperation)operation).HasInitialMemory ? [Dy, X, OperandRole.OtherInput, OperandRole.Saved] : [Dy, X, OperandRole.Saved],
            Saves = true,
        },

        // What came from a step goes back to it, a mean in equal parts; nothing goes behind the end, which the lengths tell.
        [typeof(StepsOperation)] = _ => new() { InputReads = [Dy, OperandRole.OtherInput] },

        // With P = softmax(Q Kᵀ/√d):  dV = Pᵀ dY;  dS = P ∘ (dP − Σ P∘dP) with dP = dY Vᵀ;  dQ = dS K/√d;  dK = dSᵀ Q/√d, all of them at once   (Vaswani et al. 2017)
        [typeof(AttentionOperation)] = _ => new() { InputReads = [OperandRole.ParameterGradient], ParameterReads = [Dy, X, OperandRole.OtherInput] },

        // The same between projections, whose gradients are those of dense layers over the steps.
        [typeof(MultiHeadAttentionOperation)] = _ => new() { InputReads = [Dy, OperandRole.ParameterGradient], ParameterReads = [Dy, X, OperandRole.OtherInput] },

        // dx = dy;  dw = Σ dy over the samples
        [typeof(PositionEmbeddingOperation)] = _ => new() { Input = InputGradientRule.Passed, ParameterReads = [Dy] },

        // dw[k] = Σ dy[t] over x[t] = k; tokens are no quantities, so dx = 0
        [typeof(EmbeddingOperation)] = _ => new() { InputReads = [], ParameterReads = [Dy, X] },

        // dx = Σ dy[t]
        [typeof(RepeatOperation)] = _ => new() { InputReads = [Dy] },

        // Max: dy goes to the winner of each window. Average: dy / divisor goes to all of them.
        [typeof(PoolingOperation)] = operation => ((PoolingOperation)operation).Kind == PoolingKind.Max
            ? new() { InputReads = [Dy, OperandRole.Saved], Saves = true }
            : new() { InputReads = [Dy] },

        // dx = dy / (height · width)
        [typeof(GlobalAveragePoolingOperation)] = _ => new() { InputReads = [Dy] },

        // dy goes to the first value that is the maximum.
        [typeof(GlobalMaxPoolingOperation)] = _ => new() { InputReads = [Dy, X, Y] },

        // What was padded is cut off, and the other way round.
        [typeof(PadOperation)] = _ => new() { InputReads = [Dy] },

        // Each value gathers dy from the outputs that it is part of, by its weight there.
        [typeof(UpsampleOperation)] = _ => new() { InputReads = [Dy] },

        // Each value goes back to where it came from; channels that nobody took get nothing.
        [typeof(PixelShuffleOperation)] = _ => new() { InputReads = [Dy] },
        [typeof(PixelUnshuffleOperation)] = _ => new() { InputReads = [Dy] },
        [typeof(ChannelShuffleOperation)] = _ => new() { InputReads = [Dy] },
        [typeof(SliceChannelsOperation)] = _ => new() { InputReads = [Dy] },

        // The same values under another shape.
        [typeof(ReshapeOperation)] = _ => new() { InputReads = [Dy] },
        [typeof(FlattenOperation)] = _ => new() { InputReads = [Dy] },

        // dxᵢ = dy for each of the inputs
        [typeof(AddOperation)] = _ => new() { Input = InputGradientRule.Passed },

        // dxᵢ = dy / n
        [typeof(AverageOperation)] = _ => new() { InputReads = [Dy] },

        // dxᵢ = dy where it is the first input that is the maximum, else 0
        [typeof(MaximumOperation)] = _ => new() { InputReads = [Dy, OperandRole.Saved], Saves = true },

        // dxᵢ = the channels of dy in which xᵢ lies
        [typeof(ConcatOperation)] = _ => new() { InputReads = [Dy] },

        // dxᵢ = dy ∘ Π xⱼ, j ≠ i; that of a gate is added up over the positions that it stands for
        [typeof(MultiplyOperation)] = _ => new() { InputReads = [Dy, OperandRole.OtherInput] },

        // dx = dy ∘ f'(x), told by x or by y as the table of activations says
        [typeof(ActivationOperation)] = operation => new() { InputReads = [Dy, ((ActivationOperation)operation).Function.GradientReadsInput ? X : Y] },

        // dx = y ∘ (dy − Σ dy∘y)
        [typeof(SoftmaxOperation)] = _ => new() { InputReads = [Dy, Y] },

        // dx = dy − e^y · Σ dy
        [typeof(LogSoftmaxOperation)] = _ => new() { InputReads = [Dy, Y] },

        // dx = dy where x > 0, else a · dy;  da = Σ dy∘x over x ≤ 0   (He et al. 2015)
        [typeof(PReLUOperation)] = _ => new() { InputReads = [Dy, X], ParameterReads = [Dy, X] },

        // dx = dy ∘ mask / (1 − rate)
        [typeof(DropoutOperation)] = _ => new() { InputReads = [Dy, OperandRole.Saved], Saves = true },

        // dx = dy ∘ factor of the channel
        [typeof(SpatialDropoutOperation)] = _ => new() { InputReads = [Dy, OperandRole.Saved], Saves = true },

        // dx = dy
        [typeof(GaussianNoiseOperation)] = _ => new() { Input = InputGradientRule.Passed },

        // With x̂ = (x − μ)/σ:  dβ = Σ dy;  dγ = Σ dy∘x̂;  dx = γ/σ · (dy − dβ/n − x̂∘dγ/n)   (Ioffe and Szegedy 2015)
        [typeof(BatchNormOperation)] = _ => new()
        {
            InputReads = [Dy, X, OperandRole.Saved, OperandRole.ParameterGradient],
            ParameterReads = [Dy, X, OperandRole.Saved],
            Saves = true,
        },

        // With x̂ = (x − μ)/σ over a pixel's channels:  dβ = Σ dy;  dγ = Σ dy∘x̂;  dx = 1/σ · (γ∘dy − mean(γ∘dy) − x̂∘mean(γ∘dy∘x̂))   (Ba et al. 2016)
        [typeof(LayerNormOperation)] = _ => new() { InputReads = [Dy, X, OperandRole.Saved], ParameterReads = [Dy, X, OperandRole.Saved], Saves = true },

        // The same over a sample's groups: the means follow from what each sample gives dβ and dγ.   (Wu and He 2018)
        [typeof(GroupNormOperation)] = _ => new()
        {
            InputReads = [Dy, X, OperandRole.Saved, OperandRole.ParameterGradient],
            ParameterReads = [Dy, X, OperandRole.Saved],
            Saves = true,
        },

        // With d = k + α/n Σ x²:  dx = dy d^−β − 2αβ/n · x Σ dy x d^(−β−1), over the windows that x is part of
        [typeof(LocalResponseNormOperation)] = _ => new() { InputReads = [Dy, X] },

        // dx = (dy − x (x·dy)/‖x‖²)/‖x‖
        [typeof(L2NormalizeOperation)] = _ => new() { InputReads = [Dy, X] },
    };

    /// <summary>The rows of what computes something else in prediction than in training: of frozen layers, and of all on the way to the gradient of the input.</summary>
    private static readonly Dictionary<Type, DifferentiationRule> s_prediction = new()
    {
        // dx = dy
        [typeof(DropoutOperation)] = new() { Input = InputGradientRule.Passed },
        [typeof(SpatialDropoutOperation)] = new() { Input = InputGradientRule.Passed },

        // dx = γ/σ · dy, since the running statistics are constants
        [typeof(BatchNormOperation)] = new() { InputReads = [Dy] },
    };

    /// <summary>The row of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="mode">How it ran on the way forward.</param>
    public static DifferentiationRule Of(LayerNode layer, GraphMode mode = GraphMode.Training)
    {
        Type operation = layer.Operation.GetType();
        if ((layer.IsFrozen || mode != GraphMode.Training) && s_prediction.TryGetValue(operation, out DifferentiationRule? row))
            return row;
        return s_rules.TryGetValue(operation, out Func<LayerOperation, DifferentiationRule>? rule)
            ? rule(layer.Operation)
            : throw new InvalidOperationException($"{operation.Name} has no row in the table of differentiation rules.");
    }
}
