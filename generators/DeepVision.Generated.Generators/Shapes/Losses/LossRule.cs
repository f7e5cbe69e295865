namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>What one kind of loss makes of its arguments and of the layer in front of it. One row of <see cref="LossRules"/>.</summary>
internal abstract class LossRule
{
    /// <summary>The class's name.</summary>
    public abstract string Kind { get; }

    /// <summary>What a network can be by this loss; which of them, its input decides.</summary>
    public abstract IReadOnlyList<NetworkKind> Networks { get; }

    /// <summary>As it is written to make a network of one of these kinds.</summary>
    public virtual string For(NetworkKind network) => Kind;

    /// <summary>Infers the loss. With a mistake in it, it reports and goes on with the best guess.</summary>
    public abstract LossOperation Infer(LossContext loss);
}
