using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>The operands of a contraction, under the names that all its printers use.</summary>
internal sealed class ContractionOperands(IlgpuNetwork network, IlgpuProgram program, ContractionKernel kernel)
{
    public KernelOperands Operands { get; } = new();

    /// <summary>x, or dy of an input gradient.</summary>
    public ContractionOperands Source()
    {
        Operands.Floats(SourceName, program.Values(kernel.Source));
        return this;
    }

    /// <summary>The same as the whole memory that holds it and its place there: element 0 is a zero.</summary>
    public ContractionOperands PaddedSource()
    {
        (string memory, string place) = program.Padded(kernel.Source);
        Operands.Floats(SourceName, memory).Int(SourceName + "Place", place);
        return this;
    }

    public ContractionOperands Gradient()
    {
        Operands.Floats("dy", program.Values(kernel.Gradient));
        return this;
    }

    public ContractionOperands Weights()
    {
        Operands.Floats("w", network.Weights(kernel.Weight));
        return this;
    }

    public ContractionOperands Bias()
    {
        if (kernel.Bias != Kernel.None)
            Operands.Floats("bias", network.Weights(kernel.Bias));
        return this;
    }

    /// <summary>The batch normalisation that follows in a prediction.</summary>
    public ContractionOperands BatchNorm()
    {
        if (kernel.BatchNorm != Kernel.None)
        {
            string Tensor(ParameterRole role) => network.Weights(network.ParameterOf(kernel.BatchNorm, role));
            Operands
                .Floats("gamma", Tensor(ParameterRole.Weight))
                .Floats("beta", Tensor(ParameterRole.Bias))
                .Floats("mean", Tensor(ParameterRole.RunningMean))
                .Floats("variance", Tensor(ParameterRole.RunningVariance));
        }

        return this;
    }

    public ContractionOperands Addend()
    {
        if (kernel.Addend != Kernel.None)
            Operands.Floats("addend", program.Values(kernel.Addend));
        return this;
    }

    public ContractionOperands Derivative()
    {
        if (kernel.Derivative is { } derivative)
            Operands.Floats("values", program.Values(derivative.Values));
        return this;
    }

    public ContractionOperands Target()
    {
        Operands.Floats(kernel.Pass == ContractionPass.Forward ? "y" : "dx", program.Values(kernel.Target));
        if (kernel.Pooling is { Codes: not Kernel.None } pooling)
            Operands.Bytes("winners", program.Values(pooling.Codes));
        return this;
    }

    /// <summary>Where the gradient of the weights goes, or parts of it.</summary>
    public ContractionOperands Partials(string target)
    {
        Operands.Floats("dw", target);
        return this;
    }

    public ContractionOperands Count()
    {
        Operands.Int("count", "count");
        return this;
    }

    private string SourceName => kernel.Pass == ContractionPass.InputGradient ? "dy" : "x";
}

/// <summary>What happens to a sum before it is stored.</summary>
internal static class ContractionEpilogue
{
    /// <summary>Scale and shift of the batch normalisation of one channel, for prediction: it becomes part of the contraction.</summary>
    public static void PrintBatchNorm(SourceWriter writer, ContractionKernel kernel, IlgpuNetwork network, string channel, string scale, string shift)
    {
        if (kernel.BatchNorm == Kernel.None)
            return;
        var norm = (BatchNormOperation)network.Graph.Layers[kernel.BatchNorm].Operation;
        writer.Line($"float {scale} = gamma[{channel}] / MathF.Sqrt(variance[{channel}] + {CSharpLiteral.Of(norm.Epsilon)});");
        string bias = kernel.Bias == Kernel.None ? $"-mean[{channel}]" : $"(bias[{channel}] - mean[{channel}])";
        writer.Line($"float {shift} = beta[{channel}] + {bias} * {scale};");
    }

    /// <summary>A channel's sum with bias or normalisation and the addend, whose place the caller calls <c>addends[i]</c>, before the activation.</summary>
    public static string Value(ContractionKernel kernel, string sum, string channel = "channel")
    {
        string value = kernel.BatchNorm != Kernel.None ? $"{sum} * scale + shift"
            : kernel.Bias != Kernel.None ? $"{sum} + bias[{channel}]"
            : sum;
        return kernel.Addend == Kernel.None ? value : $"{value} + addends[i]";
    }
}
