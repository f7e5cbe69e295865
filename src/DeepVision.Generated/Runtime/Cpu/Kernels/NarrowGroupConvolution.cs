using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>One sample of a convolution with groups of any size, channel by channel.</summary>
internal static class NarrowGroupConvolution
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TAddend, TActivation>(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float bias, ref float addend, float slope, ref float target)
        where TAddend : struct, ITileAddend
        where TActivation : struct, ITileActivation
    {
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            for (int column = 0; column < geometry.OutputWidth; column++)
            {
                Span<float> pixel = MemoryMarshal.CreateSpan(ref target, geometry.OutputPixelStride);
                pixel.Clear();
                if (!Unsafe.IsNullRef(ref bias))
                    MemoryMarshal.CreateReadOnlySpan(ref bias, geometry.OutputChannels).CopyTo(pixel);
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    for (int kernelColumn = 0; inputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        int inputColumn = geometry.InputColumn(column, kernelColumn);
                        if (inputColumn >= 0)
                        {
                            nint place = ((nint)inputRow * geometry.InputWidth + inputColumn) * geometry.InputPixelStride;
                            AddOutputs(geometry, layout, ref Unsafe.Add(ref source, place), ref weights, ref target, kernelRow, kernelColumn);
                        }
                    }
                }

                if (TAddend.IsPresent)
                    SumKernels.Add(ref target, ref addend, ref target, geometry.OutputPixelStride);
                for (nuint channel = 0; typeof(TActivation) != typeof(TileIdentity) && channel < (nuint)geometry.OutputPixelStride; channel += Lanes.Count)
                    TActivation.Apply<Width512, Vector512<float>>(Vector512.LoadUnsafe(ref target, channel), slope).StoreUnsafe(ref target, channel);
                addend = ref Unsafe.Add(ref addend, geometry.OutputPixelStride);
                target = ref Unsafe.Add(ref target, geometry.OutputPixelStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient<TAddend>(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float addend, ref float target)
        where TAddend : struct, ITileAddend
    {
        for (int row = 0; row < geometry.InputHeight; row++)
        {
            for (int column = 0; column < geometry.InputWidth; column++)
            {
                MemoryMarshal.CreateSpan(ref target, geometry.InputPixelStride).Clear();
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int outputRow = geometry.OutputRow(row, kernelRow);
                    for (int kernelColumn = 0; outputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        int outputColumn = geometry.OutputColumn(column, kernelColumn);
                        if (outputColumn >= 0)
                        {
                            nint place = ((nint)outputRow * geometry.OutputWidth + outputColumn) * geometry.OutputPixelStride;
                            AddInputs(geometry, layout, ref Unsafe.Add(ref gradient, place), ref weights, ref target, kernelRow, kernelColumn);
                        }
                    }
                }

                if (TAddend.IsPresent)
                    SumKernels.Add(ref target, ref addend, ref target, geometry.InputPixelStride);
                addend = ref Unsafe.Add(ref addend, geometry.InputPixelStride);
                target = ref Unsafe.Add(ref target, geometry.InputPixelStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightGradient(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, ref float biasGradient)
    {
        for (int row = 0; row < geometry.OutputHeight; row++)
        {
            for (int column = 0; column < geometry.OutputWidth; column++)
            {
                for (nint output = 0; output < geometry.OutputChannels && !Unsafe.IsNullRef(ref biasGradient); output++)
                    Unsafe.Add(ref biasGradient, output) += Unsafe.Add(ref gradient, output);
                for (int kernelRow = 0; kernelRow < geometry.KernelHeight; kernelRow++)
                {
                    int inputRow = geometry.InputRow(row, kernelRow);
                    for (int kernelColumn = 0; inputRow >= 0 && kernelColumn < geometry.KernelWidth; kernelColumn++)
                    {
                        int inputColumn = geometry.InputColumn(column, kernelColumn);
                        if (inputColumn >= 0)
                        {
                            nint place = ((nint)inputRow * geometry.InputWidth + inputColumn) * geometry.InputPixelStride;
                            AddWeights(geometry, layout, ref Unsafe.Add(ref source, place), ref gradient, ref weightGradient, kernelRow, kernelColumn);
                        }
                    }
                }

                gradient = ref Unsafe.Add(ref gradient, geometry.OutputPixelStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOutputs(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float weights, ref float target, int kernelRow, int kernelColumn)
    {
        int groupOutputs = geometry.OutputChannels / geometry.Groups;
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            ref float weight = ref Unsafe.Add(ref weights, layout.PackedOffset(output, 0, kernelRow, kernelColumn));
            nint firstInput = output / groupOutputs * layout.Inputs;
            float sum = Unsafe.Add(ref target, output);
            for (nint input = 0; input < layout.Inputs; input++)
                sum += Unsafe.Add(ref source, firstInput + input) * Unsafe.Add(ref weight, input * layout.Block);
            Unsafe.Add(ref target, output) = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddInputs(in GroupedGeometry geometry, in WeightLayout layout, ref float gradient, ref float weights, ref float target, int kernelRow, int kernelColumn)
    {
        int groupOutputs = geometry.OutputChannels / geometry.Groups;
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            ref float weight = ref Unsafe.Add(ref weights, layout.PackedOffset(output, 0, kernelRow, kernelColumn));
            nint firstInput = output / groupOutputs * layout.Inputs;
            float value = Unsafe.Add(ref gradient, output);
            for (nint input = 0; input < layout.Inputs; input++)
                Unsafe.Add(ref target, firstInput + input) += value * Unsafe.Add(ref weight, input * layout.Block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeights(in GroupedGeometry geometry, in WeightLayout layout, ref float source, ref float gradient, ref float weightGradient, int kernelRow, int kernelColumn)
    {
        int groupOutputs = geometry.OutputChannels / geometry.Groups;
        for (int output = 0; output < geometry.OutputChannels; output++)
        {
            ref float weight = ref Unsafe.Add(ref weightGradient, layout.PackedOffset(output, 0, kernelRow, kernelColumn));
            nint firstInput = output / groupOutputs * layout.Inputs;
            float value = Unsafe.Add(ref gradient, output);
            for (nint input = 0; input < layout.Inputs; input++)
                Unsafe.Add(ref weight, input * layout.Block) += value * Unsafe.Add(ref source, firstInput + input);
        }
    }
}
