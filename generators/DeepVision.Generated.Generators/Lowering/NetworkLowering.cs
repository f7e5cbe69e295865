using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Lowers a network to its two programs: a training step and a prediction.</summary>
internal static class NetworkLowering
{
    /// <summary>Forward, loss and backward.</summary>
    public static KernelProgram LowerTraining(TrainingGraph graph, ParameterPlan parameters)
    {
        ProgramBuilder program = new(graph.Layers, parameters);
        List<FusedLayers> groups = FusionRules.Apply(graph.Layers, training: true);
        Dictionary<int, int> saved = [];
        foreach (FusedLayers group in groups)
            ForwardLowering.Lower(program, group, training: true, saved);

        int last = graph.Layers.Layers.Count - 1;
        int scores = program.PaddedValue(last);
        int gradient = program.NewBufferLike("scoresGradient", scores).Id;
        program.Add(new LossKernel(last, "Loss", graph.Layers.Loss, scores, gradient));

        GradientNeeds needs = new(graph);
        for (int index = groups.Count - 1; index >= 0 && gradient != Kernel.None; index--)
            gradient = BackwardLowering.Lower(program, groups[index], gradient, needs, saved);
        return program.Build(scores);
    }

    /// <summary>Forward alone, with batch normalisation folded into weights where it follows them.</summary>
    public static KernelProgram LowerPrediction(LayerGraph graph, ParameterPlan parameters)
    {
        ProgramBuilder program = new(graph, parameters);
        foreach (FusedLayers group in FusionRules.Apply(graph, training: false))
            ForwardLowering.Lower(program, group, training: false, saved: []);
        return program.Build(program.PaddedValue(graph.Layers.Count - 1));
    }
}
