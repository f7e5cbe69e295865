using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission;

/// <summary>Where the batch's mean and deviation of each batch normalisation lie.</summary>
internal sealed class BatchNormStatistics
{
    private readonly Dictionary<int, (int Offset, int Stride)> _layers = [];

    public int Length { get; private set; }

    public static BatchNormStatistics Of(KernelProgram training)
    {
        BatchNormStatistics statistics = new();
        foreach (BatchNormKernel kernel in training.Kernels.OfType<BatchNormKernel>().Where(kernel => kernel.Pass == BatchNormPass.Statistics))
        {
            int stride = training.Buffers[kernel.Source].OwnStride;
            statistics._layers.Add(kernel.Layer, (statistics.Length, stride));
            statistics.Length += 2 * stride;
        }

        return statistics;
    }

    public int Mean(int layer) => _layers[layer].Offset;

    public int InverseDeviation(int layer) => _layers[layer].Offset + _layers[layer].Stride;
}
