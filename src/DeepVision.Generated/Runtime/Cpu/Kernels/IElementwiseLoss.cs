using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A loss that is a sum over values, sixteen at a time. Generated code has a struct for that of its network.</summary>
public interface IElementwiseLoss
{
    /// <summary>The loss of each value, and its derivative.</summary>
    /// <param name="x">What the network gives.</param>
    /// <param name="target">What is wanted.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="gradient">Its derivative by <paramref name="x"/>.</param>
    static abstract void Evaluate(Vector512<float> x, Vector512<float> target, out Vector512<float> loss, out Vector512<float> gradient);
}
