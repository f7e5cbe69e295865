using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Losses;

/// <summary>Behind a Sigmoid.</summary>
internal sealed class BinaryCrossEntropyRule : LossRule
{
    public override string Kind => LossTable.BinaryCrossEntropy.Kind;

    public override IReadOnlyList<NetworkKind> Networks { get; } = [NetworkKind.Binary];

    public override LossOperation Infer(LossContext loss)
    {
        ElementwiseLossOperation operation = new(LossTable.BinaryCrossEntropy, NetworkKind.Binary, ActivationTable.Sigmoid);
        CheckSigmoid(loss, operation);
        return operation;
    }

    /// <summary>Reports where the layer in front is no Sigmoid, which is a part of the loss.</summary>
    public static void CheckSigmoid(LossContext loss, LossOperation operation)
    {
        if (!loss.IsLast || loss.LastNode is not { } node || operation.Absorbs(node.Operation))
            return;
        bool isOtherActivation = node.Operation is ActivationOperation or SoftmaxOperation;
        string fix = isOtherActivation ? "Use Sigmoid instead of " + node.Description + "." : "Insert Sigmoid before it.";
        loss.Report(new Problem(LossDiagnostics.SigmoidMissing, loss.Anchor(), [loss.Here, loss.Show(loss.LastLayer), fix])
        {
            Hints = isOtherActivation ? loss.HintAboutLastLayer(FixHint.Replace) : [],
        });
    }
}
