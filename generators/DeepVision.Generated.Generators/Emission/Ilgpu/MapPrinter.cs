using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>Prints what maps one value to one: activations, dropout, changes of layout.</summary>
internal sealed class MapPrinter(IlgpuNetwork network, IlgpuProgram program, MapKernel kernel)
{
    private readonly int _threads = network.Target.Threads;

    public KernelLaunch Print() => kernel.Kind switch
    {
        MapKind.Activation => Activation(),
        MapKind.ActivationGradient => ActivationGradient(),
        MapKind.Dropout => Dropout(),
        MapKind.DropoutGradient => DropoutGradient(),
        MapKind.Repack => Repack(),
        _ => throw new InvalidOperationException($"{kernel.Kind} has no kernel."),
    };

    private TensorBuffer Target => program[kernel.Target];

    private int Length => Target.SampleLength;

    private KernelLaunch Activation()
    {
        ElementwiseFunction activation = kernel.Activation!;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, Length, _threads, [("float", "x", "xs", Length), ("float", "y", "ys", Length)], () =>
        {
            body.Line("float value = xs[i];");
            ScalarText.Instance.WriteLocals(body, Name, activation.Value);
            if (!activation.KeepsZero && Target.PixelStride > Target.Channels)
            {
                body.Line($"int channel = {ExactDivision.Remainder("i", Target.PixelStride, Length)};");
                body.Line($"ys[i] = channel < {Target.Channels} ? {ScalarText.Instance.Operand(activation.Value, Name)} : 0f;");
            }
            else
                body.Line($"ys[i] = {ScalarText.Instance.Value(activation.Value, Name)};");
        });
        return Launch($"y = {activation.Kind}(x).", operands, body);
    }

    private KernelLaunch ActivationGradient()
    {
        ElementwiseFunction activation = kernel.Activation!;
        string kept = activation.GradientReadsInput ? "x" : "y";
        KernelOperands operands = new();
        operands.Floats(kept, program.Values(kernel.Auxiliary)).Floats("dy", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, Length, _threads, [("float", kept, "values", Length), ("float", "dy", "dys", Length), ("float", "dx", "dxs", Length)], () =>
        {
            body.Line("float value = values[i];");
            body.Line("float gradient = dys[i];");
            ScalarText.Instance.WriteLocals(body, Name, activation.InputGradient);
            body.Line($"dxs[i] = {ScalarText.Instance.Value(activation.InputGradient, Name)};");
        });
        return Launch($"dx = dy · {activation.Kind}'(x), told by {kept}.", operands, body);
    }

    /// <summary>What stands for x, or for y where the gradient reads that.</summary>
    private static string Name(string variable) => variable == Scalar.Gradient.Name ? variable : "value";

    private KernelLaunch Dropout()
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target)).Bytes("mask", program.Values(kernel.Auxiliary))
            .Int("seed", "memory.Seed").Add("long", "step", "memory.Step");
        SourceWriter body = new();
        ElementKernel.Print(body, Length, _threads, [("float", "x", "xs", Length), ("float", "y", "ys", Length), ("byte", "mask", "masks", Length)], () =>
        {
            // The draws are numbered without the padding, so that every device draws the same.
            if (Target.PixelStride == Target.Channels)
            {
                body.Line($"long index = (long)Grid.IdxY * {Length} + i;");
                body.Line("const bool counts = true;");
            }
            else
            {
                ExactDivision.Split(body, "i", Target.PixelStride, Length, "pixel", "channel");
                body.Line($"long index = ((long)Grid.IdxY * {Target.Pixels} + pixel) * {Target.Channels} + channel;");
                body.Line($"bool counts = channel < {Target.Channels};");
            }

            PhiloxText.PrintWord(body, LayerHash.KeyOf(network.Graph.Layers[kernel.Layer]));
            body.Line($"bool isKept = counts & (word >> 8) * {CSharpLiteral.Of(1f / (1 << 24))} >= {CSharpLiteral.Of(kernel.Rate)};");
            string dropped = $"xs[i] * (isKept ? {CSharpLiteral.Of(Scale)} : 0f)";
            body.Line(Target.PixelStride == Target.Channels ? $"ys[i] = {dropped};" : $"ys[i] = counts ? {dropped} : 0f;");
            body.Line("masks[i] = (byte)(isKept ? 1 : 0);");
        });
        return Launch("Draws which values are dropped, and scales those that are kept.", operands, body);
    }

    private KernelLaunch DropoutGradient()
    {
        KernelOperands operands = new();
        operands.Floats("dy", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target)).Bytes("mask", program.Values(kernel.Auxiliary));
        SourceWriter body = new();
        ElementKernel.Print(body, Length, _threads, [("float", "dy", "dys", Length), ("float", "dx", "dxs", Length), ("byte", "mask", "masks", Length)], () =>
            body.Line($"dxs[i] = dys[i] * (masks[i] != 0 ? {CSharpLiteral.Of(Scale)} : 0f);"));
        return Launch("Scales the gradients of the values that were kept.", operands, body);
    }

    // A rate of 1 drops everything; as in PyTorch the result is zero, not a division by zero.
    private float Scale => kernel.Rate < 1f ? 1f / (1f - kernel.Rate) : 0f;

    private KernelLaunch Repack()
    {
        TensorBuffer source = program[kernel.Source];
        // A vector made from an image, or taken apart into one, holds its pixels side by side.
        TensorBuffer image = source.Pixels >= Target.Pixels ? source : Target;
        int StrideIn(TensorBuffer buffer) => buffer.Pixels == image.Pixels ? buffer.PixelStride : image.Channels;
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("y", program.Values(kernel.Target));
        SourceWriter body = new();
        ElementKernel.Print(body, Length, _threads, [("float", "x", "xs", source.SampleLength), ("float", "y", "ys", Length)], () =>
        {
            ExactDivision.Split(body, "i", StrideIn(Target), Length, "pixel", "channel");
            body.Line($"bool counts = channel < {image.Channels} & pixel < {image.Pixels};");
            body.Line($"int from = pixel * {StrideIn(source)} + channel;");
            body.Line("float value = xs[counts ? from : 0];");
            body.Line("ys[i] = counts ? value : 0f;");
        });
        return Launch("Copies pixels from one distance to another.", operands, body);
    }

    private KernelLaunch Launch(string summary, KernelOperands operands, SourceWriter body) =>
        network.Kernels.Launch(kernel.Name, summary, operands, body, _threads, ElementKernel.Groups(Length, _threads));
}
