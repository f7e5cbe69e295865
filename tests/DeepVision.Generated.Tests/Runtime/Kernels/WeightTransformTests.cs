using System.Runtime.CompilerServices;
using DeepVision.Generated.Runtime.Cpu;

namespace DeepVision.Generated.Tests.Runtime.Kernels;

public class WeightTransformTests
{
    internal static float[] RandomWeights(WeightLayout layout, int seed)
    {
        var random = new Random(seed);
        var logical = new float[layout.Count];
        for (int i = 0; i < logical.Length; i++)
            logical[i] = random.NextSingle() * 2 - 1;
        var packed = new float[layout.PackedLength];
        layout.Pack(logical, packed);
        return packed;
    }

    // Outputs, inputs per group, kernel height and width, output block, groups, input block.
    [Theory]
    [InlineData(32, 16, 3, 3, 16, 1, 16)]
    [InlineData(64, 32, 3, 2, 32, 1, 16)]
    [InlineData(10, 128, 1, 1, 16, 1, 64)]
    [InlineData(20, 3, 2, 2, 32, 1, 16)]
    [InlineData(48, 40, 1, 3, 32, 1, 32)]
    [InlineData(32, 8, 3, 3, 16, 4, 16)]
    [InlineData(12, 5, 2, 3, 16, 3, 16)]
    [InlineData(48, 24, 1, 1, 16, 2, 32)]
    public void TransposeExchangesInputsAndOutputsAndTurnsTheKernel(int outputs, int inputs, int kernelHeight, int kernelWidth, int block, int groups, int inputBlock)
    {
        var layout = new WeightLayout(outputs, inputs, kernelHeight, kernelWidth, inputs, block);
        float[] stored = RandomWeights(layout, 1);
        int groupOutputs = outputs / groups, allInputs = inputs * groups, blocks = (allInputs + inputBlock - 1) / inputBlock;
        var transposed = new float[blocks * kernelHeight * kernelWidth * groupOutputs * inputBlock];
        Array.Fill(transposed, float.NaN);
        WeightTransforms.Transpose(layout, groups, ref stored[0], ref transposed[0], 0, inputBlock, 1, blocks);
        int blockLength = transposed.Length / blocks;
        Assert.All(transposed[..blockLength], value => Assert.Equal(float.NaN, value));
        WeightTransforms.Transpose(layout, groups, ref stored[0], ref transposed[0], 0, inputBlock, 0, 1);

        int place = 0;
        for (int inputFirst = 0; inputFirst < blocks * inputBlock; inputFirst += inputBlock)
            for (int row = 0; row < kernelHeight; row++)
                for (int column = 0; column < kernelWidth; column++)
                    for (int output = 0; output < groupOutputs; output++)
                        for (int input = inputFirst; input < inputFirst + inputBlock; input++)
                        {
                            float expected = input >= allInputs ? 0f : stored[layout.PackedOffset(
                                input / inputs * groupOutputs + output, input % inputs, kernelHeight - 1 - row, kernelWidth - 1 - column)];
                            Assert.Equal(expected, transposed[place++]);
                        }
    }

    [Theory]
    [InlineData(20, 3, 16, false)]
    [InlineData(48, 5, 32, true)]
    [InlineData(70, 2, 64, true)]
    public void FoldingGivesTheSameAsNormalising(int outputs, int inputs, int block, bool biased)
    {
        var layout = new WeightLayout(outputs, inputs, 2, 3, inputs + 1, block);
        float[] weights = RandomWeights(layout, 2), folded = new float[layout.PackedLength];
        Activations bias = Activations.Random(3, 1, 1, outputs), scale = Activations.Random(4, 1, 1, outputs), shift = Activations.Random(5, 1, 1, outputs);
        Activations mean = Activations.Random(6, 1, 1, outputs), variance = Activations.Random(7, 1, 1, outputs, 0.5f, 2);
        Activations foldedBias = Activations.Dirty(1, 1, outputs);
        Array.Fill(folded, float.NaN);
        ref float biasOrNone = ref biased ? ref bias.Data[0] : ref Unsafe.NullRef<float>();
        WeightTransforms.FoldBatchNorm(layout, ref weights[0], ref biasOrNone, ref scale.Data[0], ref shift.Data[0], ref mean.Data[0], ref variance.Data[0], 1e-3f, ref folded[0], ref foldedBias.Data[0]);

        double Factor(int o) => scale[0, 0, o] / Math.Sqrt(variance[0, 0, o] + (double)1e-3f);
        foldedBias.AssertClose((_, _, o) => ((biased ? bias[0, 0, o] : 0) - mean[0, 0, o]) * Factor(o) + shift[0, 0, o], 1e-6);
        var expected = new double[folded.Length];
        for (int o = 0; o < outputs; o++)
            for (int i = 0; i < inputs; i++)
                for (int row = 0; row < 2; row++)
                    for (int column = 0; column < 3; column++)
                        expected[layout.PackedOffset(o, i, row, column)] = weights[layout.PackedOffset(o, i, row, column)] * Factor(o);
        Compare.Close(expected, folded, 1e-6);
    }
}
