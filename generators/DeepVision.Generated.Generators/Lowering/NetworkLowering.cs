using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>A network as programs of kernels, the same for every backend.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Parameters">Its parameters; kernels name them by their index.</param>
/// <param name="Training">A training step: forward, losses and backward.</param>
/// <param name="Prediction">A prediction, with batch normalisation folded into weights where it follows them.</param>
/// <param name="InputGradient">The same, and the way back to the network's input.</param>
internal sealed record LoweredNetwork(LayerGraph Graph, ParameterTable Parameters, KernelProgram Training, KernelProgram Prediction, KernelProgram InputGradient)
{
    /// <summary>Lowers a network.</summary>
    public static LoweredNetwork Of(LayerGraph graph)
    {
        ParameterTable parameters = ParameterTable.Of(graph);
        return new LoweredNetwork(
            graph, parameters,
            NetworkLowering.Lower(ValueGraphBuilder.Training(graph, wantsInputGradient: graph.Loss is CustomLossOperation), parameters),
            NetworkLowering.Lower(ValueGraphBuilder.Prediction(graph), parameters),
            NetworkLowering.Lower(ValueGraphBuilder.InputGradient(graph), parameters));
    }
}

/// <summary>Lowers a graph to kernels, group by group.</summary>
internal static class NetworkLowering
{
    public static KernelProgram Lower(ValueGraph graph, ParameterTable parameters)
    {
        GraphVerifier.Verify(graph);
        ProgramBuilder program = new(graph, parameters);
        int? scores = null;
        foreach (FusedGroup group in FusionRules.Apply(graph))
        {
            GraphStep main = graph.Steps[group.Main];
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
                    scores = ScoresBuffer(program);
                    TensorBuffer gradient = program.NewBufferLike("scoresGradient", scores.Value);
                    program.Add(new ScoresGradientKernel(main.Layer, "ScoresGradient", gradient.Id));
                    program.Hold(main.Writes[0], gradient.Id);
                    break;
                default:
                    BackwardLowering.Lower(program, group);
                    break;
            }
        }

        KernelProgram lowered = program.Build(scores ?? ScoresBuffer(program));
        ProgramVerifier.Verify(lowered, parameters, program.IsTraining);
        return lowered;
    }

    private static void LowerLoss(ProgramBuilder program, GraphStep step)
    {
        EquatableArray<NetworkHead> heads = program.Graph.Layers.Heads;
        NetworkHead head = heads[step.Head];
        int auxiliary = head.IsTrainingOnly ? heads.Take(step.Head).Count(other => other.IsTrainingOnly) : Kernel.None;
        string place = auxiliary == Kernel.None ? "" : "Auxiliary" + Text.Of(auxiliary + 1);
        int scores = program.PaddedBufferOf(step.Read(OperandRole.Input));
        TensorBuffer gradient = program.NewBufferLike(Identifiers.LowerCamel(place + "ScoresGradient"), scores);
        program.Add(new LossKernel(step.Layer, place + "Loss", head.Loss, scores, gradient.Id, head.Weight, auxiliary));
        program.Hold(step.Writes[0], gradient.Id);
    }

    /// <summary>The buffer of the scores. Where the caller reads them, they are left in memory of their own even if they are the input as it came.</summary>
    private static int ScoresBuffer(ProgramBuilder program)
    {
        int scores = program.PaddedBufferOf(program.Graph.Scores);
        if (scores != program.Input || program.Graph.Steps.Any(step => step.Kind == StepKind.Loss))
            return scores;
        TensorBuffer copy = program.NewBufferLike("scores", scores);
        program.Add(new MapKernel(0, "CopyInput", MapKind.Repack, scores, copy.Id, Kernel.None));
        return copy.Id;
    }
}
