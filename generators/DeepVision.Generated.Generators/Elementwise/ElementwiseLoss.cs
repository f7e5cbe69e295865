using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Elementwise;

/// <summary>A loss that is a sum over values, each with a target of its own.</summary>
/// <param name="Kind">Its name, as it is written in a declaration.</param>
/// <param name="Parameters">Values of its parameters, in the order of the attribute's.</param>
/// <param name="Value">The loss of one value, by <see cref="Scalar.X"/> and <see cref="Scalar.Target"/>.</param>
/// <param name="Gradient">Its derivative by x.</param>
internal sealed record ElementwiseLoss(string Kind, EquatableArray<float> Parameters, Scalar Value, Scalar Gradient)
{
    /// <summary>As it is declared: <c>Huber(0.5)</c>.</summary>
    public override string ToString() => Text.Call(Kind, Parameters);
}
