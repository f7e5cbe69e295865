using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Writes the CPU engine.</summary>
internal static class CpuBackend
{
    public static void WriteMembers(SourceWriter writer, LayerGraph graph, ParameterPlan plan) => writer.Line("""
        private sealed class CpuEngine(Network network) : NetworkEngine
        {
            public override string DeviceName => network.Architecture.Name;
            public override ReadOnlySpan<float> Gradients => default;
            public override StepResult ComputeGradients(Batch batch, in StepContext context) => throw new NotSupportedException();
            public override void Update(Optimizer optimizer, OptimizerState state, float learningRate, float clipNorm, int threads) => throw new NotSupportedException();
            public override void Forward(ReadOnlySpan<float> inputs, int count, Span<float> scores, int threads) => throw new NotSupportedException();
            public override void Dispose() { }
        }
        """);
}
