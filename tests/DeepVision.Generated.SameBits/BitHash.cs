using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepVision.Generated.SameBits;

/// <summary>What stands for all bits of a trained network: one bit of difference anywhere gives another text.</summary>
public readonly struct BitHash
{
    private readonly string _text;

    /// <summary>The hash of a training's losses, of the parameters behind it and of scores that they give.</summary>
    public BitHash(ReadOnlySpan<float> losses, ReadOnlySpan<float> parameters, ReadOnlySpan<float> scores)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(losses));
        hash.AppendData(MemoryMarshal.AsBytes(parameters));
        hash.AppendData(MemoryMarshal.AsBytes(scores));
        _text = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
