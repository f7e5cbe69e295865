using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Lowers transposed convolutions to the passes of the convolution that they turn round: what goes forward is its input gradient, and
/// the gradient of the input is its forward pass.
/// </summary>
internal static class TransposedLowering
{
    public static void Forward(ProgramBuilder program, GraphStep step, string name, string valueName)
    {
        LayerNode node = program.Node(step);
        int bias = program.Parameters.IndexOf(step.Layer, ParameterRole.Bias);
        TensorBuffer target = program.NewBuffer(bias == Kernel.None ? valueName : valueName + "Products", ElementKind.Float, node.Output);
        program.Add(new ContractionKernel(
            step.Layer, name, ContractionPass.InputGradient, ForwardLowering.GeometryOf(program.Graph.Layers, step.Layer),
            Source: program.PaddedBufferOf(step.Read(OperandRole.Input)), Target: target.Id, Gradient: Kernel.None,
            program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), Bias: Kernel.None, WeightForm.Transposed));
        if (bias != Kernel.None)
        {
            TensorBuffer products = target;
            target = program.NewBufferLike(valueName, products.Id);
            program.Add(new BiasKernel(step.Layer, name + "Bias", products.Id, target.Id, bias));
        }

        program.Hold(step.Writes[0], target.Id);
    }

    /// <summary>The two sides of the product exchange their places; the bias belongs to the other side.</summary>
    public static void ParameterGradient(ProgramBuilder program, GraphStep step)
    {
        string accessor = program.Node(step).Accessor;
        int gradient = program.BufferOf(step.Read(OperandRole.OutputGradient));
        program.Add(new ContractionKernel(
            step.Layer, accessor + "WeightGradient", ContractionPass.WeightGradient, ForwardLowering.GeometryOf(program.Graph.Layers, step.Layer),
            Source: gradient, Target: Kernel.None, Gradient: program.PaddedBufferOf(step.Read(OperandRole.Input)),
            program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), Bias: Kernel.None));
        if (program.Parameters.IndexOf(step.Layer, ParameterRole.Bias) is not Kernel.None and int bias)
            program.Add(new BiasGradientKernel(step.Layer, accessor + "BiasGradient", gradient, bias));
    }

    public static void InputGradient(ProgramBuilder program, GraphStep step, string name, int gradient, int target) =>
        program.Add(new ContractionKernel(
            step.Layer, name, ContractionPass.Forward, ForwardLowering.GeometryOf(program.Graph.Layers, step.Layer),
            Source: gradient, Target: target, Gradient: Kernel.None,
            program.Parameters.IndexOf(step.Layer, ParameterRole.Weight), Bias: Kernel.None));
}
