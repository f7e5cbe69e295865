namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The channels of a part of a weight gradient.</summary>
/// <param name="FirstInput">First input.</param>
/// <param name="Inputs">Number of inputs, padding included: a multiple of 16.</param>
/// <param name="FirstOutput">First output.</param>
/// <param name="Outputs">Number of outputs, padding included: a multiple of 16.</param>
internal readonly record struct WinogradUnit(int FirstInput, int Inputs, int FirstOutput, int Outputs)
{
    /// <summary>Channels of a unit on either side, at most: fewer would repeat the transforms of the other side too often.</summary>
    public const int RangeChannels = 64;

    /// <summary>Ranges of channels on either side that run together: what is transformed for one of them serves the others.</summary>
    public const int RangesTogether = 2;

    /// <summary>
    /// The channels of a unit, and of those behind it that run together with it: the next one, which has the same inputs, and those of the inputs that follow.
    /// Two ranges of outputs count first, then all of inputs, then all pairs of outputs.
    /// </summary>
    /// <param name="geometry">The convolution's forward pass.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="end">Unit before which to stop.</param>
    /// <param name="mostInputs">Ranges of inputs that may run together.</param>
    /// <param name="units">Units that they are, 1 or more.</param>
    public static WinogradUnit At(in WinogradGeometry geometry, int unit, int end, int mostInputs, out int units)
    {
        int inputRange = Math.Min(geometry.SourceStride, RangeChannels), outputRange = Math.Min(geometry.TargetStride, RangeChannels);
        int inputRanges = (geometry.SourceStride + inputRange - 1) / inputRange, outputRanges = (geometry.TargetStride + outputRange - 1) / outputRange;
        (int pair, int inPair) = Math.DivRem(unit, RangesTogether * inputRanges);
        int together = Math.Min(RangesTogether, outputRanges - pair * RangesTogether);
        (int range, int output) = Math.DivRem(inPair, together);
        int firstInput = range * inputRange, firstOutput = (pair * RangesTogether + output) * outputRange;

        // Outputs that are no whole pairs of vectors would keep those of the other unit from being some.
        bool arePairs = (geometry.TargetStride - firstOutput) % WinogradPass.Pair == 0;
        int outputs = arePairs ? Math.Min(together - output, end - unit) : 1;

        // Where all outputs of these inputs are there, the units of the next inputs follow.
        int inputs = outputs == together ? Math.Min(Math.Min(mostInputs, inputRanges - range), (end - unit) / together) : 1;
        units = inputs * outputs;
        return new WinogradUnit(
            firstInput, Math.Min(inputs * inputRange, geometry.SourceStride - firstInput), firstOutput, Math.Min(outputs * outputRange, geometry.TargetStride - firstOutput));
    }
}
