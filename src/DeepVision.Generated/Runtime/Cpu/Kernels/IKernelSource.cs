using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>What a kernel makes of each vector that it reads: nothing, or what a batch normalisation in front of it does.</summary>
internal interface IKernelSource
{
    static abstract bool IsNormalized { get; }

    /// <summary>Reads a vector.</summary>
    /// <param name="value">Its first value.</param>
    /// <param name="offset">−μ.</param>
    /// <param name="factor">γ·inverseDeviation.</param>
    /// <param name="shift">β.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    static abstract TVector Load<TWidth, TVector>(ref float value, TVector offset, TVector factor, TVector shift, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct;
}

/// <summary>Values as they lie.</summary>
internal readonly struct StoredSource : IKernelSource
{
    public static bool IsNormalized => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TWidth, TVector>(ref float value, TVector offset, TVector factor, TVector shift, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct => TWidth.Load(ref value);
}

/// <summary>Values as <see cref="BatchNormKernels"/> normalises them, to the bit.</summary>
/// <typeparam name="TActivation">The activation behind the normalisation.</typeparam>
internal readonly struct NormalizedSource<TActivation> : IKernelSource
    where TActivation : struct, ITileActivation
{
    public static bool IsNormalized => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TWidth, TVector>(ref float value, TVector offset, TVector factor, TVector shift, float slope)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        TWidth.MultiplyAdd(TWidth.Add(TWidth.Load(ref value), offset), factor, ref shift);
        return TActivation.Apply<TWidth, TVector>(shift, slope);
    }
}
