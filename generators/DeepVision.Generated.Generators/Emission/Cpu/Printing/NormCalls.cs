using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of normalisations of single samples.</summary>
internal static class NormCalls
{
    public static string Call(Kernel kernel, CpuNetwork network, BufferReferences buffers, string sample, string count)
    {
        string At(int id) => "ref " + buffers.At(id, sample);
        string Parameter(int index) => $"ref Weights({network.OffsetOf(index)})";
        return kernel switch
        {
            LayerNormKernel norm => LayerNorm(norm),
            GroupNormKernel norm => GroupNorm(norm),
            LocalResponseNormKernel norm => LocalResponseNorm(norm),
            L2NormalizeKernel norm => L2Normalize(norm),
            _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no call."),
        };

        string LayerNorm(LayerNormKernel norm)
        {
            TensorBuffer image = buffers[norm.Source];
            string statistics = $"{At(norm.Statistics)}, {buffers[norm.Statistics].SampleLength}", scale = Parameter(norm.Parameters.Scale);
            string size = $"{count}, {image.Pixels}, {image.Channels}, {image.PixelStride}";
            return norm.Pass switch
            {
                LayerNormPass.Statistics => $"LayerNormKernels.Statistics({At(norm.Source)}, {statistics}, {size}, {CSharpLiteral.Of(norm.Epsilon)});",
                LayerNormPass.Normalize =>
                    $"LayerNormKernels.Normalize({At(norm.Source)}, {statistics}, {scale}, {Parameter(norm.Parameters.Shift)}, {At(norm.Target)}, {size});",
                LayerNormPass.GradientMeans =>
                    $"LayerNormKernels.GradientMeans({At(norm.Source)}, {At(norm.Gradient)}, {statistics}, {scale}, {At(norm.Target)}, {size});",
                _ => $"LayerNormKernels.InputGradient({At(norm.Source)}, {At(norm.Gradient)}, {At(norm.Statistics)}, {At(norm.Means)}, {buffers[norm.Statistics].SampleLength}, "
                    + $"{scale}, {At(norm.Target)}, {size});",
            };
        }

        string GroupNorm(GroupNormKernel norm)
        {
            TensorBuffer values = buffers[norm.Source];
            string scale = Parameter(norm.Parameters.Scale), size = $"{count}, {norm.Pixels}, {values.PixelStride}";
            string groups = $"{count}, {norm.Pixels}, {values.Channels}, {values.PixelStride}, {norm.Groups}";
            return norm.Pass switch
            {
                GroupNormPass.Moments => $"GroupNormKernels.Moments({At(norm.Source)}, {At(norm.Target)}, {size});",
                GroupNormPass.Statistics => $"GroupNormKernels.Statistics({At(norm.Source)}, {At(norm.Target)}, {groups}, {CSharpLiteral.Of(norm.Epsilon)});",
                GroupNormPass.Normalize =>
                    $"GroupNormKernels.Normalize({At(norm.Source)}, {At(norm.Statistics)}, {scale}, {Parameter(norm.Parameters.Shift)}, {At(norm.Target)}, {size});",
                GroupNormPass.GradientSums => $"GroupNormKernels.GradientSums({At(norm.Source)}, {At(norm.Gradient)}, {At(norm.Statistics)}, {At(norm.Target)}, {size});",
                GroupNormPass.GradientMeans => $"GroupNormKernels.GradientMeans({At(norm.Source)}, {scale}, {At(norm.Target)}, {groups});",
                _ => $"GroupNormKernels.InputGradient({At(norm.Source)}, {At(norm.Gradient)}, {At(norm.Statistics)}, {At(norm.Means)}, {scale}, {At(norm.Target)}, {size});",
            };
        }

        string LocalResponseNorm(LocalResponseNormKernel norm)
        {
            TensorBuffer image = buffers[norm.Target];
            string operands = norm.Gradient == Kernel.None ? $"Forward({At(norm.Source)}" : $"Gradient({At(norm.Source)}, {At(norm.Gradient)}";
            return $"LocalResponseNormKernels.{operands}, {At(norm.Target)}, {MapCalls.Pixels(image, count)}, {image.Channels}, {image.PixelStride}, "
                + $"{norm.Norm.Size}, {CSharpLiteral.Of(norm.Norm.Alpha)}, {CSharpLiteral.Of(norm.Norm.Beta)}, {CSharpLiteral.Of(norm.Norm.K)});";
        }

        string L2Normalize(L2NormalizeKernel norm)
        {
            TensorBuffer image = buffers[norm.Target];
            string operands = norm.Gradient == Kernel.None ? $"Forward({At(norm.Source)}" : $"Gradient({At(norm.Source)}, {At(norm.Gradient)}";
            return $"L2NormalizeKernels.{operands}, {At(norm.Target)}, {MapCalls.Pixels(image, count)}, {image.Channels}, {image.PixelStride}, {CSharpLiteral.Of(norm.Epsilon)});";
        }
    }
}
