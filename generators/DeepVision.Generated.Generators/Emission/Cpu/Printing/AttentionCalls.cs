using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints the calls of attention.</summary>
internal static class AttentionCalls
{
    public static string Call(Kernel kernel, CpuNetwork network, EngineFields fields, BufferReferences buffers, string sample, string count)
    {
        string At(int id) => "ref " + buffers.At(id, sample);
        string Operands(AttentionKernel attention) => $"{fields.AttentionGeometry(attention, buffers)}, {At(attention.Query.Buffer)}, {At(attention.Key.Buffer)}, {At(attention.Value.Buffer)}, "
            + (attention.Lengths == Kernel.None ? "ref Unsafe.NullRef<float>()" : At(attention.Lengths));
        string Dropout(AttentionKernel attention) => attention.Dropout == 0 ? ""
            : $", new({CSharpLiteral.Of(attention.Dropout)}, Seed, {LayerHash.Of(network.Graph.Layers[attention.Layer])}, Step, {sample})";
        string scratch = "ref " + buffers.KernelScratchOf("worker.Index");
        return kernel switch
        {
            AttentionKernel { CarriedSteps: > 0 } attention =>
                $"AttentionKernels.Next({fields.AttentionGeometry(attention, buffers)}, {At(attention.Query.Buffer)}, {At(attention.Key.Buffer)}, {At(attention.Value.Buffer)}, "
                + $"{KernelText.Ref("state", CSharpLiteral.Of(network.States!.OffsetOf(attention.Layer)))}, {At(attention.Target)}, {scratch});",
            AttentionKernel attention => $"AttentionKernels.Forward({Operands(attention)}, {At(attention.Target)}, {scratch}, {count}{Dropout(attention)});",
            AttentionGradientKernel back =>
                $"AttentionKernels.Backward({Operands(back.Forward)}, {At(back.Gradient)}, {At(back.Query.Buffer)}, {At(back.Key.Buffer)}, {At(back.Value.Buffer)}, {scratch}, {count}{Dropout(back.Forward)});",
            _ => throw new InvalidOperationException($"{kernel.GetType().Name} has no call."),
        };
    }
}
