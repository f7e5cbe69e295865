using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers normalisations of single samples.</summary>
internal static class NormLowering
{
    public static void Forward(ProgramBuilder program, GraphStep step, LayerNormOperation norm, string name, string valueName, int source, int target)
    {
        TensorBuffer statistics = program.NewBuffer(valueName + "Statistics", ElementKind.Float, Shape.Vector(2 * program[source].Pixels));
        program.HoldNote(step, statistics.Id);
        LayerNormKernel kernel = new(step.Layer, name + "Statistics", LayerNormPass.Statistics, ParametersOf(program, step), norm.Epsilon, source, statistics.Id);
        program.Add(kernel);
        program.Add(kernel with { Name = name, Pass = LayerNormPass.Normalize, Target = target });
    }

    public static void InputGradient(ProgramBuilder program, GraphStep step, LayerNormOperation norm, string name, int gradient, int target)
    {
        int statistics = program.BufferOf(step.Read(OperandRole.Saved));
        TensorBuffer means = program.NewBufferLike(program[target].Name + "Means", statistics);
        LayerNormKernel kernel = new(
            step.Layer, name + "Means", LayerNormPass.GradientMeans, ParametersOf(program, step), norm.Epsilon,
            program.PaddedBufferOf(step.Read(OperandRole.Input)), statistics, means.Id, gradient);
        program.Add(kernel);
        program.Add(kernel with { Name = name, Pass = LayerNormPass.InputGradient, Target = target, Means = means.Id });
    }

    public static void Forward(ProgramBuilder program, GraphStep step, GroupNormOperation norm, string name, string valueName, int source, int target)
    {
        TensorBuffer moments = program.NewBuffer(valueName + "Moments", ElementKind.Float, OfChannels(program[source]));
        TensorBuffer statistics = program.NewBufferLike(valueName + "Statistics", moments.Id);
        program.HoldNote(step, statistics.Id);
        GroupNormKernel kernel = new(
            step.Layer, name + "Moments", GroupNormPass.Moments, ParametersOf(program, step), norm.Groups, norm.Epsilon, program[source].Pixels, source, moments.Id);
        program.Add(kernel);
        program.Add(kernel with { Name = name + "Statistics", Pass = GroupNormPass.Statistics, Source = moments.Id, Target = statistics.Id });
        program.Add(kernel with { Name = name, Pass = GroupNormPass.Normalize, Target = target, Statistics = statistics.Id });
    }

    /// <summary>The gradient of the input is made of the sums that the parameters get.</summary>
    public static void InputGradient(ProgramBuilder program, GraphStep step, GroupNormOperation norm, string name, int gradient, int target)
    {
        int source = program.PaddedBufferOf(step.Read(OperandRole.Input)), sums = program.BufferOf(step.Read(OperandRole.ParameterGradient));
        TensorBuffer means = program.NewBufferLike(program[target].Name + "Means", sums);
        GroupNormKernel kernel = new(
            step.Layer, name + "Means", GroupNormPass.GradientMeans, ParametersOf(program, step), norm.Groups, norm.Epsilon, program[source].Pixels, sums, means.Id);
        program.Add(kernel);
        program.Add(kernel with
        {
            Name = name, Pass = GroupNormPass.InputGradient, Source = source, Target = target, Statistics = program.BufferOf(step.Read(OperandRole.Saved)), Gradient = gradient,
            Means = means.Id,
        });
    }

    public static void ParameterGradient(ProgramBuilder program, GraphStep step)
    {
        LayerNode node = program.Node(step);
        SampleNormParameters parameters = ParametersOf(program, step);
        string name = node.Accessor + "ParameterGradient";
        int source = program.PaddedBufferOf(step.Read(OperandRole.Input)), statistics = program.BufferOf(step.Read(OperandRole.Saved));
        int gradient = program.BufferOf(step.Read(OperandRole.OutputGradient));
        if (node.Operation is not GroupNormOperation norm)
        {
            program.Add(new LayerNormGradientKernel(step.Layer, name, source, statistics, gradient, parameters.Scale, parameters.Shift));
            return;
        }

        TensorBuffer sums = program.NewBufferLike(Identifiers.LowerCamel(node.Accessor) + "GradientSums", statistics);
        program.Hold(step.Writes[0], sums.Id);
        program.Add(new GroupNormKernel(
            step.Layer, node.Accessor + "GradientSums", GroupNormPass.GradientSums, parameters, norm.Groups, norm.Epsilon, program[source].Pixels,
            source, sums.Id, statistics, gradient));
        if (program.IsTraining && node.Parameters.Any(parameter => parameter.IsTrainable))
            program.Add(new GroupNormGradientKernel(step.Layer, name, sums.Id, parameters.Scale, parameters.Shift));
    }

    private static SampleNormParameters ParametersOf(ProgramBuilder program, GraphStep step) => new(
        program.Parameters.Find(step.Layer, ParameterRole.Weight), program.Parameters.Find(step.Layer, ParameterRole.Bias));

    /// <summary>Two numbers for each channel.</summary>
    private static Shape OfChannels(TensorBuffer image) => Shape.Sequence(2, image.Channels);
}
