namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>G g Gᵀ: how the nine weights of a pair of channels become those of 36 planes.</summary>
internal interface IWinogradWeightTransform
{
    /// <summary>Transforms sixteen outputs of one input.</summary>
    /// <param name="source">The first weight of the first output.</param>
    /// <param name="tap">Floats from one weight to the next.</param>
    /// <param name="target">Receives the first plane.</param>
    /// <param name="plane">Floats from one plane to the next.</param>
    static abstract void Transform(ref float source, nint tap, ref float target, nint plane);
}
