using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>A network as programs of kernels, the same for every backend.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Parameters">Its parameters; kernels name them by their index.</param>
/// <param name="Training">A training step: forward, losses and backward.</param>
/// <param name="Prediction">A prediction, with batch normalisation folded into weights where it follows them.</param>
/// <param name="InputGradient">The same, and the way back to the network's input; null where there are several inputs or several heads that predict.</param>
internal sealed record LoweredNetwork(LayerGraph Graph, ParameterTable Parameters, KernelProgram Training, KernelProgram Prediction, KernelProgram? InputGradient)
{
    /// <summary>A prediction of one step of a sequence, with states that the caller keeps; null where there is none.</summary>
    public KernelProgram? Step { get; init; }

    /// <summary>The layer of a recurrent network for which there is none.</summary>
    public LayerNode? StepObstacle { get; init; }

    /// <summary>Lowers a network.</summary>
    public static LoweredNetwork Of(LayerGraph graph)
    {
        ParameterTable parameters = ParameterTable.Of(graph);
        LayerGraph? step = StepGraph.Of(graph, out LayerNode? obstacle);
        return new LoweredNetwork(
            graph, parameters,
            NetworkLowering.Lower(ValueGraphBuilder.Training(graph, wantsInputGradient: graph.Loss is CustomLossOperation), parameters),
            NetworkLowering.Lower(ValueGraphBuilder.Prediction(graph), parameters),
            graph.HasSeveral ? null : NetworkLowering.Lower(ValueGraphBuilder.InputGradient(graph), parameters))
        {
            Step = step is null ? null : NetworkLowering.Lower(ValueGraphBuilder.Prediction(step), parameters),
            StepObstacle = obstacle,
        };
    }
}

/// <summary>Lowers a graph to kernels, group by group.</summary>
internal static class NetworkLowering
{
    public static KernelProgram Lower(ValueGraph graph, ParameterTable parameters)
    {
        GraphVerifier.Verify(graph);
        ProgramBuilder program = new(graph, parameters);
        List<int>? scores = null;
        foreach (FusedGroup group in FusionRules.Apply(graph))
        {
            GraphStep main = graph.Steps[group.Main];
            program.Begin(main);
            switch (main.Kind)
            {
                case StepKind.Forward:
                    ForwardLowering.Lower(program, group);
                    break;
                case StepKind.Loss:
                    LowerLoss(program, main);
                    break;
                case StepKind.ScoresGradient:
                    // The caller may read the scores before he gives their gradient.
                    scores = ScoresBuffers(program);
                    TensorBuffer gradient = program.NewBufferLike("scoresGradient", scores[0]);
                    program.Add(new ScoresGradientKernel(main.Layer, "ScoresGradient", gradient.Id));
                    program.Hold(main.Writes[0], gradient.Id);
                    break;
                default:
                    BackwardLowering.Lower(program, group);
                    break;
            }
        }

        program.End();
        KernelProgram lowered = program.Build(scores ?? ScoresBuffers(program));
        ProgramVerifier.Verify(lowered, parameters, program.IsTraining);
        return lowered;
    }

    private static void LowerLoss(ProgramBuilder program, GraphStep step)
    {
        NetworkHead head = program.Graph.Layers.Heads[step.Head];
        int auxiliary = program.Graph.Layers.NumberOf(step.Head) is >= 0 and int number ? number : Kernel.None;
        string place = auxiliary == Kernel.None ? ""
            : head.IsTrainingOnly ? "Auxiliary" + Text.Of(auxiliary + 1)
            : "Head" + ScopeNames.AccessorOf(head.Name!);
        int scores = program.PaddedBufferOf(step.Read(OperandRole.Input));
        TensorBuffer gradient = program.NewBufferLike(Identifiers.LowerCamel(place + "ScoresGradient"), scores);
        program.Add(new LossKernel(step.Layer, place + "Loss", head.Loss, scores, gradient.Id, head.Weight, auxiliary) { Answers = head.Answers });
        program.Hold(step.Writes[0], gradient.Id);
    }

    /// <summary>
    /// The buffers of the scores, one for each head that predicts. Where the caller reads them, they are left in memory of their own
    /// even if they are an input as it came.
    /// </summary>
    private static List<int> ScoresBuffers(ProgramBuilder program)
    {
        List<int> buffers = [];
        bool areRead = program.Graph.Steps.All(step => step.Kind != StepKind.Loss);
        foreach (int value in program.Graph.FurtherScores.Prepend(program.Graph.Scores))
        {
            int scores = program.PaddedBufferOf(value);
            if (areRead && program.IsInput(scores))
            {
                TensorBuffer copy = program.NewBufferLike("scores", scores);
                program.Add(new MapKernel(0, buffers.Count == 0 ? "CopyInput" : "CopyInput" + Text.Of(buffers.Count + 1), MapKind.Repack, scores, copy.Id, Kernel.None));
                scores = copy.Id;
            }

            buffers.Add(scores);
        }

        return buffers;
    }
}
