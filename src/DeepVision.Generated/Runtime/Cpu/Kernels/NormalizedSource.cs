using System.Runtime.CompilerServices;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A batch normalisation in front of a kernel, which makes its results while it reads: nobody stores them.</summary>
public readonly ref struct NormalizedSource
{
    private readonly ref float _mean;
    private readonly ref float _inverseDeviation;
    private readonly ref float _scale;
    private readonly ref float _shift;

    /// <summary>activation(γ·(x − μ)·inverseDeviation + β) by the batch's own statistics; each has a value for every channel of the layer.</summary>
    /// <param name="mean">μ.</param>
    /// <param name="inverseDeviation">1/√(σ² + ε).</param>
    /// <param name="scale">γ; its padding is zero.</param>
    /// <param name="shift">β; its padding is zero.</param>
    /// <param name="slope">Slope of the activation for negative values.</param>
    public NormalizedSource(ref float mean, ref float inverseDeviation, ref float scale, ref float shift, float slope)
    {
        _mean = ref mean;
        _inverseDeviation = ref inverseDeviation;
        _scale = ref scale;
        _shift = ref shift;
        Slope = slope;
    }

    internal float Slope { get; }

    internal ref float Mean => ref _mean;

    internal ref float InverseDeviation => ref _inverseDeviation;

    internal ref float Scale => ref _scale;

    internal ref float Shift => ref _shift;

    /// <summary>What some channels are multiplied with, and what comes in front and behind: (x + −μ)·γ·inverseDeviation + β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Load<TWidth, TVector>(int channel, out TVector offset, out TVector factor, out TVector shift)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : struct
    {
        offset = TWidth.Multiply(TWidth.Load(ref Unsafe.Add(ref _mean, channel)), TWidth.Broadcast(-1f));
        factor = TWidth.Multiply(TWidth.Load(ref Unsafe.Add(ref _scale, channel)), TWidth.Load(ref Unsafe.Add(ref _inverseDeviation, channel)));
        shift = TWidth.Load(ref Unsafe.Add(ref _shift, channel));
    }
}
