using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of kernels over images that are neither contractions nor poolings.</summary>
internal static class ImageCalls
{
    public static string Call(Kernel kernel, LayerGraph graph, EngineFields fields, BufferReferences buffers, string sample, string count)
    {
        string At(int id) => "ref " + buffers.At(id, sample);
        switch (kernel)
        {
            case PadKernel pad:
                TensorBuffer from = buffers[pad.Source], to = buffers[pad.Target];
                return $"PadKernels.Place({At(pad.Source)}, {from.Height}, {from.Width}, {At(pad.Target)}, {to.Height}, {to.Width}, {pad.Top}, {pad.Left}, {count}, {from.OwnStride}{KernelText.Strides(("sourceStride", from), ("targetStride", to))});";

            case UpsampleKernel upsample:
                return $"UpsampleKernels.{upsample.Interpolation}{upsample.Pass}({fields.Geometry(upsample, buffers)}, {At(upsample.Source)}, {At(upsample.Target)}, {count}, {buffers[upsample.Source].OwnStride});";

            case PixelShuffleKernel shuffle:
                return $"ShuffleKernels.{(shuffle.Unshuffles ? "Unshuffle" : "Shuffle")}({fields.Geometry(shuffle, buffers)}, {At(shuffle.Source)}, {At(shuffle.Target)}, {count});";

            case ChannelShuffleKernel shuffle:
                TensorBuffer shuffled = buffers[shuffle.Target];
                return $"ShuffleKernels.ShuffleChannels({At(shuffle.Source)}, {At(shuffle.Target)}, {MapCalls.Pixels(shuffled, count)}, {shuffled.Channels}, {shuffled.PixelStride}, {shuffle.Groups});";

            case GlobalMaxGradientKernel maximum:
                TensorBuffer image = buffers[maximum.Target];
                return $"PoolingKernels.GlobalMaxBackward({At(maximum.Input)}, {At(maximum.Output)}, {At(maximum.Source)}, {At(maximum.Target)}, {count}, {image.Pixels}, {image.PixelStride});";

            case ChannelDropoutKernel dropout:
                TensorBuffer factors = buffers[dropout.Target];
                return $"SpatialDropoutKernels.Draw({At(dropout.Target)}, {count}, {factors.Channels}, {factors.PixelStride}, {CSharpLiteral.Of(dropout.Rate)}, Seed, {LayerHash.Of(graph.Layers[dropout.Layer])}, Step, {KernelText.Count(kernel, sample)});";

            case ChannelScaleKernel scale:
                TensorBuffer scaled = buffers[scale.Target];
                return $"SpatialDropoutKernels.Scale({At(scale.Source)}, {At(scale.Factors)}, {At(scale.Target)}, {count}, {scaled.Pixels}, {scaled.PixelStride});";

            case NoiseKernel noise:
                TensorBuffer values = buffers[noise.Target];
                return $"NoiseKernels.Add({At(noise.Source)}, {At(noise.Target)}, {count}, {values.Pixels}, {values.Channels}, {values.PixelStride}, "
                    + $"{CSharpLiteral.Of(noise.StandardDeviation)}, Seed, {LayerHash.Of(graph.Layers[noise.Layer])}, Step, {KernelText.Count(kernel, sample)});";

            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no call.");
        }
    }
}
