using DeepVision.Generated.Generators.Shapes;
using static DeepVision.Generated.Generators.Lowering.OperandChecks;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Checks the operands of what makes one buffer of several, and of its way back.</summary>
internal static class JoinChecks
{
    /// <exception cref="InvalidOperationException">They don't have the extents and elements that the kernel works on.</exception>
    public static void Check(KernelProgram program, JoinKernel kernel)
    {
        switch (kernel)
        {
            case SumKernel sum:
                Require(kernel, sum.Sources.Count > 1, "it adds one buffer");
                CheckAlike(program, kernel, [sum.Target, .. sum.Reads]);
                break;
            case MeanKernel mean:
                CheckAlike(program, kernel, [mean.Target, .. mean.Sources]);
                break;
            case ProductKernel { Gate: Broadcast.None } product:
                Require(kernel, product.Sources.Count > 1, "it multiplies one buffer");
                CheckAlike(program, kernel, [product.Target, .. product.Sources]);
                break;
            case ProductKernel product:
                Require(kernel, product.Sources.Count == 2, "a gate is one of two factors");
                CheckAlike(program, kernel, product.Target, product.Sources[0]);
                CheckGate(program, kernel, product.Sources[1], product.Target, product.Gate);
                break;
            case InnerProductKernel product:
                CheckAlike(program, kernel, product.First, product.Second);
                CheckGate(program, kernel, product.Target, product.First, product.Over);
                break;
            case MaximumKernel maximum:
                Require(kernel, maximum.Sources.Count is > 1 and <= MaximumOperation.MostInputs, "no byte tells the winner");
                CheckAlike(program, kernel, [maximum.Target, .. maximum.Sources]);
                CheckWinners(program, kernel, maximum.Winners, maximum.Target);
                break;
            case MaximumGradientKernel maximum:
                CheckAlike(program, kernel, maximum.Target, maximum.Source);
                CheckWinners(program, kernel, maximum.Winners, maximum.Target);
                break;
            case ConcatKernel concat:
                Require(kernel, concat.Sources.Count > 1, "it puts one buffer beside itself");
                CheckPixels(program, kernel, [concat.Target, .. concat.Sources]);
                Require(
                    kernel, concat.Sources.Sum(source => program.Buffers[source].Channels) == program.Buffers[concat.Target].Channels,
                    $"{program.Buffers[concat.Target].Name} has other channels than its sources together");
                break;
            case SliceKernel slice:
                CheckPart(program, kernel, slice.Target, slice.Source, slice.FirstChannel);
                break;
            case PlaceChannelsKernel place:
                CheckPart(program, kernel, place.Source, place.Target, place.FirstChannel);
                break;
        }
    }

    private static void CheckPart(KernelProgram program, Kernel kernel, int part, int whole, int firstChannel)
    {
        CheckPixels(program, kernel, part, whole);
        Require(
            kernel, firstChannel >= 0 && firstChannel + program.Buffers[part].Channels <= program.Buffers[whole].Channels,
            $"{program.Buffers[whole].Name} has no such channels");
    }

    private static void CheckAlike(KernelProgram program, Kernel kernel, params int[] ids)
    {
        CheckElements(program, kernel, ElementKind.Float, ids);
        CheckSame(program, kernel, ids);
    }

    private static void CheckWinners(KernelProgram program, Kernel kernel, int winners, int values)
    {
        CheckElements(program, kernel, ElementKind.Byte, winners);
        CheckSame(program, kernel, values, winners);
    }

    private static void CheckGate(KernelProgram program, Kernel kernel, int gate, int whole, Broadcast broadcast)
    {
        CheckElements(program, kernel, ElementKind.Float, gate);
        (TensorBuffer factor, TensorBuffer values) = (program.Buffers[gate], program.Buffers[whole]);
        Require(
            kernel,
            broadcast switch
            {
                Broadcast.Pixels => factor.Pixels == 1 && factor.Channels == values.Channels && factor.PixelStride == values.PixelStride,
                Broadcast.Channels => (factor.Height, factor.Width, factor.Channels) == (values.Height, values.Width, 1),
                _ => false,
            },
            $"{factor.Name} is no gate of {values.Name}");
    }

    private static void CheckPixels(KernelProgram program, Kernel kernel, params int[] ids)
    {
        CheckElements(program, kernel, ElementKind.Float, ids);
        TensorBuffer first = program.Buffers[ids[0]];
        foreach (TensorBuffer other in ids.Select(id => program.Buffers[id]))
            Require(kernel, (other.Height, other.Width) == (first.Height, first.Width), $"{first.Name} and {other.Name} have different pixels");
    }
}
