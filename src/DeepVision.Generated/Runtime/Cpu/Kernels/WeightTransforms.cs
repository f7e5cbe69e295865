using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>Copies of the weights that kernels other than the forward pass of training want.</summary>
public static class WeightTransforms
{
    /// <summary>Outputs whose weights are asked for before they are transposed: pieces of memory so far apart are not foreseen.</summary>
    private const int OutputsAhead = 2 * Lanes.Count;

    /// <summary>
    /// The weights for the gradient of the inputs, which is itself a convolution: inputs and outputs change places and
    /// the kernel is turned by 180°. The copy is packed as
    /// [input block over all groups][kernel row][kernel column][output of the group][<paramref name="inputBlock"/> inputs].
    /// </summary>
    /// <param name="layout">How the stored weights lie.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="stored">The weights.</param>
    /// <param name="transposed">Receives the blocks from <paramref name="skippedBlocks"/> on; lanes that pad the last one are zero.</param>
    /// <param name="skippedBlocks">Blocks that are left out in front of the copy.</param>
    /// <param name="inputBlock">Inputs packed side by side, a multiple of 16.</param>
    /// <param name="firstBlock">First input block to write.</param>
    /// <param name="lastBlock">Input block before which to stop.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(in WeightLayout layout, int groups, ref float stored, ref float transposed, int skippedBlocks, int inputBlock, int firstBlock, int lastBlock)
    {
        int groupOutputs = layout.Outputs / groups, inputs = layout.Inputs * groups;
        nint blockLength = (nint)layout.KernelHeight * layout.KernelWidth * groupOutputs * inputBlock;
        bool tiles = groups == 1 || (groupOutputs % TileTranspose.Size == 0 && layout.Inputs % TileTranspose.Size == 0);
        for (int block = firstBlock; block < lastBlock; block++)
        {
            ref float target = ref Unsafe.Add(ref transposed, (block - skippedBlocks) * blockLength);
            for (int row = layout.KernelHeight - 1; row >= 0; row--)
            {
                for (int column = layout.KernelWidth - 1; column >= 0; column--)
                {
                    if (tiles)
                        TransposeTiles(layout, groupOutputs, ref stored, ref target, block * inputBlock, inputs, inputBlock, row, column);
                    else
                        TransposeScalars(layout, groupOutputs, ref stored, ref target, block * inputBlock, inputs, inputBlock, row, column);
                    target = ref Unsafe.Add(ref target, (nint)groupOutputs * inputBlock);
                }
            }
        }
    }

    // Blocks are multiples of 16 outputs, so eight outputs from a multiple of 8 on are always neighbours in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeTiles(in WeightLayout layout, int groupOutputs, ref float stored, ref float target, int firstInput, int inputs, int inputBlock, int row, int column)
    {
        for (int output = 0; output < groupOutputs; output += TileTranspose.Size)
        {
            int columns = Math.Min(TileTranspose.Size, groupOutputs - output);
            ref float targetRow = ref Unsafe.Add(ref target, (nint)output * inputBlock);
            int ahead = output + OutputsAhead;
            if (output % Lanes.Count == 0 && ahead < groupOutputs && groupOutputs == layout.Outputs && firstInput < inputs)
                CachePrefetch.Rows(ref Unsafe.Add(ref stored, layout.PackedOffset(ahead, firstInput, row, column)), layout.Block, Math.Min(inputBlock, inputs - firstInput), Lanes.Count);
            for (int lane = 0; lane < inputBlock; lane += TileTranspose.Size)
            {
                int input = Math.Min(firstInput + lane, inputs);
                int rows = Math.Min(TileTranspose.Size, inputs - input);
                int group = rows > 0 ? input / layout.Inputs : 0, groupInput = rows > 0 ? input - group * layout.Inputs : 0;
                ref float source = ref Unsafe.Add(ref stored, layout.PackedOffset(group * groupOutputs + output, groupInput, row, column));
                TileTranspose.Transpose(ref source, layout.Block, rows, ref Unsafe.Add(ref targetRow, lane), inputBlock, columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeScalars(in WeightLayout layout, int groupOutputs, ref float stored, ref float target, int firstInput, int inputs, int inputBlock, int row, int column)
    {
        for (int lane = 0; lane < inputBlock; lane++)
        {
            int input = firstInput + lane;
            for (int output = 0; output < groupOutputs; output++)
            {
                float weight = 0f;
                if (input < inputs)
                {
                    int group = input / layout.Inputs;
                    weight = Unsafe.Add(ref stored, layout.PackedOffset(group * groupOutputs + output, input - group * layout.Inputs, row, column));
                }

                Unsafe.Add(ref target, (nint)output * inputBlock + lane) = weight;
            }
        }
    }

    /// <summary>
    /// Weights and bias of a layer with the batch normalisation behind it multiplied in, for prediction: with
    /// a = γ/√(running variance + ε) for each output, w·a and (bias − running mean)·a + β.
    /// </summary>
    /// <param name="layout">How the weights lie.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">The bias, or a null reference for none.</param>
    /// <param name="scale">γ; like the following, one float per output, padded with zeros to a multiple of 16.</param>
    /// <param name="shift">β.</param>
    /// <param name="runningMean">Running mean.</param>
    /// <param name="runningVariance">Running variance.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="foldedWeights">Receives the weights, in the same layout.</param>
    /// <param name="foldedBias">Receives the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FoldBatchNorm(in WeightLayout layout, ref float weights, ref float bias, ref float scale, ref float shift, ref float runningMean, ref float runningVariance, float epsilon, ref float foldedWeights, ref float foldedBias)
    {
        nint rows = (nint)layout.KernelHeight * layout.KernelWidth * layout.InputStride;
        for (int first = 0; first < layout.PackedLength / rows; first += Lanes.Count)
        {
            // The last block may reach past the padded vectors; its weights are zero there and stay so.
            Vector512<float> factor = Vector512<float>.Zero;
            if (first < layout.Outputs)
            {
                nuint place = (nuint)first;
                Vector512<float> variance = Vector512.LoadUnsafe(ref runningVariance, place) + Vector512.Create(epsilon);
                factor = Vector512.LoadUnsafe(ref scale, place) / Vector512.Sqrt(variance);
                Vector512<float> distance = -Vector512.LoadUnsafe(ref runningMean, place);
                if (!Unsafe.IsNullRef(ref bias))
                    distance += Vector512.LoadUnsafe(ref bias, place);
                Vector512.FusedMultiplyAdd(distance, factor, Vector512.LoadUnsafe(ref shift, place)).StoreUnsafe(ref foldedBias, place);
            }

            nuint offset = (nuint)(first / layout.Block * rows * layout.Block + first % layout.Block);
            for (nint row = 0; row < rows; row++, offset += (nuint)layout.Block)
                (Vector512.LoadUnsafe(ref weights, offset) * factor).StoreUnsafe(ref foldedWeights, offset);
        }
    }
}
