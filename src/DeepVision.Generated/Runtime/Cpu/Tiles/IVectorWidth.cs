namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// The operations of one vector size. Kernels are written once, for any width, and the just-in-time compiler makes one of
/// them for the width of the processor.
/// </summary>
/// <typeparam name="TVector">The framework's vector of floats.</typeparam>
public interface IVectorWidth<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads a vector.</summary>
    /// <param name="source">Its first float.</param>
    static abstract TVector Load(ref float source);

    /// <summary>Writes a vector.</summary>
    /// <param name="value">The vector.</param>
    /// <param name="target">Receives the first float.</param>
    static abstract void Store(TVector value, ref float target);

    /// <summary>One value in every lane.</summary>
    /// <param name="value">The value.</param>
    static abstract TVector Broadcast(float value);

    /// <summary>left + right.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">Another one.</param>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left · right.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">Another one.</param>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>Adds factor · weights, rounded once where the processor can.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="sum">What it is added to.</param>
    static abstract void MultiplyAdd(TVector factor, TVector weights, ref TVector sum);

    // Several vectors at once: the just-in-time compiler takes its time for every method that it inlines.

    /// <summary>Adds the products of weights and four values to four vectors.</summary>
    /// <param name="source">The first vector's value.</param>
    /// <param name="step">Floats from one vector's value to the next.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="firstSum">The first vector.</param>
    /// <param name="secondSum">The second one.</param>
    /// <param name="thirdSum">The third one.</param>
    /// <param name="fourthSum">The fourth one.</param>
    static abstract void MultiplyAddTo(
        ref float source, nint step, TVector weights, ref TVector firstSum, ref TVector secondSum, ref TVector thirdSum, ref TVector fourthSum);

    /// <summary>Adds factor · weights to two vectors.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="first">Weights of the first vector.</param>
    /// <param name="second">Weights of the second one.</param>
    /// <param name="firstSum">The first vector.</param>
    /// <param name="secondSum">The second one.</param>
    static abstract void MultiplyAdd(TVector factor, TVector first, TVector second, ref TVector firstSum, ref TVector secondSum);

    /// <summary>Adds factor · weights to four vectors.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="first">Weights of the first vector.</param>
    /// <param name="second">Weights of the second one.</param>
    /// <param name="third">Weights of the third one.</param>
    /// <param name="fourth">Weights of the fourth one.</param>
    /// <param name="firstSum">The first vector.</param>
    /// <param name="secondSum">The second one.</param>
    /// <param name="thirdSum">The third one.</param>
    /// <param name="fourthSum">The fourth one.</param>
    static abstract void MultiplyAdd(
        TVector factor, TVector first, TVector second, TVector third, TVector fourth,
        ref TVector firstSum, ref TVector secondSum, ref TVector thirdSum, ref TVector fourthSum);

    /// <summary>The processor's own maximum: where one of both is not a number, or both are zeros, it is the second one on x64.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">Another one.</param>
    static abstract TVector Maximum(TVector left, TVector right);

    /// <summary>The processor's own minimum: where one of both is not a number, or both are zeros, it is the second one on x64.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">Another one.</param>
    static abstract TVector Minimum(TVector left, TVector right);

    /// <summary>The maximum, or not-a-number where one of two values that it was taken of is.</summary>
    /// <param name="maximum">The processor's maximum of these and others.</param>
    /// <param name="first">One of the values.</param>
    /// <param name="second">Another one.</param>
    static abstract TVector KeepNaN(TVector maximum, TVector first, TVector second);

    /// <summary>Chooses lane by lane: what is not a number counts as positive.</summary>
    /// <param name="value">What decides.</param>
    /// <param name="then">Where it is zero or less.</param>
    /// <param name="otherwise">Everywhere else.</param>
    static abstract TVector WhereNotPositive(TVector value, TVector then, TVector otherwise);

    /// <summary>Chooses lane by lane: what is not a number counts as less.</summary>
    /// <param name="value">What decides.</param>
    /// <param name="limit">What it is compared with.</param>
    /// <param name="then">Where it is the limit or more.</param>
    /// <param name="otherwise">Everywhere else.</param>
    static abstract TVector WhereNotLess(TVector value, TVector limit, TVector then, TVector otherwise);

    /// <summary>An integer in every lane, as its bits.</summary>
    /// <param name="code">The integer.</param>
    static abstract TVector Code(int code);

    /// <summary>Chooses lane by lane: an integer, as its bits, where both are equal. What is not a number equals nothing.</summary>
    /// <param name="left">What is compared.</param>
    /// <param name="right">What it is compared with.</param>
    /// <param name="code">The integer.</param>
    /// <param name="otherwise">What the other lanes get.</param>
    static abstract TVector CodeWhereEqual(TVector left, TVector right, int code, TVector otherwise);

    /// <summary>Chooses lane by lane: an integer, as its bits, where a value is zero or less.</summary>
    /// <param name="value">What decides.</param>
    /// <param name="code">The integer.</param>
    /// <param name="otherwise">What the other lanes get.</param>
    static abstract TVector CodeWhereNotPositive(TVector value, int code, TVector otherwise);

    /// <summary>Writes the lowest byte of each lane.</summary>
    /// <param name="codes">Integers of 0..255, as their bits.</param>
    /// <param name="target">Receives the first byte.</param>
    static abstract void StoreBytes(TVector codes, ref byte target);
}
