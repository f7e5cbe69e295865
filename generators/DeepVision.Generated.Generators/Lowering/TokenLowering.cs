using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers embeddings, and vectors that are repeated: the same pixel over a row, as an enlargement makes it.</summary>
internal static class TokenLowering
{
    public static void Embed(ProgramBuilder program, GraphStep step, EmbeddingOperation embedding, string name, string valueName)
    {
        TensorBuffer target = program.NewBuffer(valueName, ElementKind.Float, program.Node(step).Output);
        program.Add(new EmbeddingKernel(step.Layer, name, embedding, program.BufferOf(step.Read(OperandRole.Input)), target.Id, WeightOf(program, step)));
        program.Hold(step.Writes[0], target.Id);
    }

    public static void ParameterGradient(ProgramBuilder program, GraphStep step, EmbeddingOperation embedding) =>
        program.Add(new EmbeddingGradientKernel(
            step.Layer, program.Node(step).Accessor + "WeightGradient", embedding, program.BufferOf(step.Read(OperandRole.Input)),
            program.BufferOf(step.Read(OperandRole.OutputGradient)), WeightOf(program, step)));

    /// <summary>Zeros, where somebody asks for the gradient of tokens.</summary>
    public static void InputGradient(ProgramBuilder program, GraphStep step)
    {
        LayerNode node = program.Node(step);
        TensorBuffer zeros = program.NewBuffer(program.GradientName(program.Graph.Values[step.Writes[0]].By), ElementKind.Float, node.InputShape);
        program.Add(new ZeroKernel(step.Layer, node.Accessor + "InputGradient", zeros.Id));
        program.Hold(step.Writes[0], zeros.Id);
    }

    /// <param name="source">x, or dy for the backward pass.</param>
    /// <param name="target">y, or dx for the backward pass.</param>
    public static void Repeat(ProgramBuilder program, GraphStep step, RepeatOperation repeat, string name, WindowPass pass, int source, int target) =>
        program.Add(new UpsampleKernel(step.Layer, name, pass, InterpolationKind.Nearest, Vertical: 1, repeat.Steps, source, target));

    private static int WeightOf(ProgramBuilder program, GraphStep step) => program.Parameters.Find(step.Layer, ParameterRole.Weight);
}
