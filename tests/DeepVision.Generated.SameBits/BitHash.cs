namespace DeepVision.Generated.SameBits;

/// <summary>What stands for many floats: one bit of difference anywhere gives another text.</summary>
/// <remarks>FNV-1a, word by word: it needs nothing of the operating system, which the framework's hashes do.</remarks>
public sealed class BitHash
{
    private ulong _hash = 0xCBF29CE484222325;

    /// <summary>Adds the bits of some values.</summary>
    public BitHash Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            _hash = unchecked((_hash ^ BitConverter.SingleToUInt32Bits(value)) * 0x100000001B3);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _hash.ToString("x16");
}
