using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>From a kernel of the program to the launches that do it: one row for each family.</summary>
internal static class KernelPrinter
{
    /// <summary>The launches, in order, and the scratch memory that they need while they run.</summary>
    public static (IReadOnlyList<KernelLaunch> Launches, int ScratchFloats) Print(IlgpuNetwork network, IlgpuProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case ContractionKernel contraction:
                return ContractionPlanner.Print(network, program, contraction);
            case WindowKernel window:
                return ([new WindowPrinter(network, program, window).Print()], 0);
            case MapKernel map:
                return ([new MapPrinter(network, program, map).Print()], 0);
            case JoinKernel join:
                return ([.. new JoinPrinter(network, program, join).Print()], 0);
            case SoftmaxKernel softmax:
                return ([new SoftmaxPrinter(network, program, softmax).Print()], 0);
            case LossKernel loss:
                return ([new LossPrinter(network, program, loss).Print()], 0);
            case BatchNormKernel norm:
                BatchNormPrinter printer = new(network, program, norm);
                return ([.. printer.Print()], printer.ScratchFloats);
            default:
                throw new InvalidOperationException($"{kernel.GetType().Name} has no printer for GPUs.");
        }
    }
}
