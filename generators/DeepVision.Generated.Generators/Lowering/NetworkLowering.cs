using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>A network as programs of kernels, the same for every backend.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Parameters">Its parameters; kernels name them by their index.</param>
/// <param name="Training">A training step: forward, loss and backward.</param>
/// <param name="Prediction">A prediction, with batch normalisation folded into weights where it follows them.</param>
internal sealed record LoweredNetwork(LayerGraph Graph, ParameterTable Parameters, KernelProgram Training, KernelProgram Prediction)
{
    /// <summary>Lowers a network.</summary>
    public static LoweredNetwork Of(LayerGraph graph)
    {
        ParameterTable parameters = ParameterTable.Of(graph);
        return new LoweredNetwork(
            graph, parameters,
            NetworkLowering.Lower(ValueGraphBuilder.Training(graph), parameters),
            NetworkLowering.Lower(ValueGraphBuilder.Prediction(graph), parameters));
    }
}

/// <summary>Lowers a graph to kernels, group by group.</summary>
internal static class NetworkLowering
{
    public static KernelProgram Lower(ValueGraph graph, ParameterTable parameters)
    {
        GraphVerifier.Verify(graph);
        ProgramBuilder program = new(graph, parameters);
        foreach (FusedGroup group in FusionRules.Apply(graph))
        {
            GraphStep main = graph.Steps[group.Main];
            switch (main.Kind)
            {
                case StepKind.Forward:
                    ForwardLowering.Lower(program, group);
                    break;
                case StepKind.Loss:
                    int scores = program.PaddedBufferOf(graph.Scores);
                    TensorBuffer gradient = program.NewBufferLike("scoresGradient", scores);
                    program.Add(new LossKernel(main.Layer, "Loss", graph.Layers.Loss, scores, gradient.Id));
                    program.Hold(main.Writes[0], gradient.Id);
                    break;
                default:
                    BackwardLowering.Lower(program, group);
                    break;
            }
        }

        KernelProgram lowered = program.Build(ScoresBuffer(program));
        ProgramVerifier.Verify(lowered, parameters, program.IsTraining);
        return lowered;
    }

    /// <summary>The buffer of the scores. A prediction leaves them in memory of its own even where they are the input as it came.</summary>
    private static int ScoresBuffer(ProgramBuilder program)
    {
        int scores = program.PaddedBufferOf(program.Graph.Scores);
        if (scores != program.Input || program.IsTraining)
            return scores;
        TensorBuffer copy = program.NewBufferLike("scores", scores);
        program.Add(new MapKernel(0, "CopyInput", MapKind.Repack, scores, copy.Id, Kernel.None));
        return copy.Id;
    }
}
