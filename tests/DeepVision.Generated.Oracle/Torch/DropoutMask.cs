using DeepVision.Generated.Oracle.Chains;
using DeepVision.Generated.Tests.Reference;
using static TorchSharp.torch;

namespace DeepVision.Generated.Oracle.Torch;

/// <summary>
/// The masks that the library promises: value i of the batch, in the order (sample, row, column, channel), takes word i % 4 of the
/// Philox block with counter (step, i / 4) and the key of the layer's name, and is dropped when the word's upper 24 bits
/// as a fraction are below the rate.
/// </summary>
internal static class DropoutMask
{
    /// <summary>The factor of each value, in the order of <paramref name="input"/>.</summary>
    public static Tensor Draw(DropoutLayer layer, string name, Tensor input, in Pass pass)
    {
        float[] factors = new float[input.numel()];
        uint[] key = Philox.LayerKey(pass.Seed, name), words = [];
        for (int i = 0; i < factors.Length; i++)
        {
            if (i % 4 == 0)
                words = Philox.Block([(uint)pass.Step, (uint)(pass.Step >> 32), (uint)i / 4, 0], key);
            double draw = (words[i % 4] >> 8) / (double)(1 << 24);
            factors[i] = draw < layer.Rate ? 0 : (float)(1 / (1 - (double)layer.Rate));
        }

        Tensor mask = tensor(factors);
        return input.dim() == 4
            ? mask.reshape(input.shape[0], input.shape[2], input.shape[3], input.shape[1]).permute(0, 3, 1, 2)
            : mask.reshape(input.shape);
    }
}
