using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds the losses, lets the rule of each check that it fits the layer that it reads, and compares the auxiliary ones with the one that predicts.</summary>
internal sealed class LossCheck(ShapeInference inference)
{
    private EquatableArray<FlatLayer> Layers => inference.Layers;

    /// <summary>The heads in order, exactly one of which predicts. With a mistake in them, it reports and goes on with the best guess.</summary>
    public EquatableArray<NetworkHead> Run()
    {
        int[] losses = [.. Enumerable.Range(0, Layers.Count).Where(i => Layers[i].IsLoss)];
        if (losses.Length == 0)
        {
            ReportMissing();
            return [new NetworkHead(new MissingLoss(), Layers.Count == 0 ? LayerNode.NetworkInput : inference.OutputOf(Layers.Count - 1).Value)];
        }

        losses = WithoutCompany(losses);
        int predicting = FindPredicting(losses);
        List<NetworkHead> heads = [];
        foreach (int loss in losses.Where(loss => loss == predicting || Layers[loss].Declaration.IsTrainingOnly))
        {
            LossContext context = new(inference, loss);
            LossOperation operation = LossRules.Find(Layers[loss].Declaration.Kind)?.Infer(context) ?? new MissingLoss();
            heads.Add(new NetworkHead(operation, context.Output.Value, context.Weight(), loss != predicting) { Name = context.Name() });
            if (loss != predicting)
                Compare(context, new LossContext(inference, predicting));
        }

        return heads.ToEquatableArray();
    }

    /// <summary>The losses without those that stand beside a CustomLoss.</summary>
    private int[] WithoutCompany(int[] losses)
    {
        if (losses.Where(loss => LossRules.Find(Layers[loss].Declaration.Kind)?.Network == NetworkKind.CustomLoss).ToArray() is not [int custom, ..])
            return losses;
        foreach (int other in losses.Where(loss => loss != custom && Layers[loss].Declaration.Compiles))
            Report(LossDiagnostics.CustomLossNotAlone, inference.OriginOf(other).Anchor(), inference.Show(other), inference.Show(custom));
        return [custom];
    }

    private void ReportMissing()
    {
        int last = inference.Declaration.Layers.Count - 1;
        if (Layers.Count > 0)
            Report(LossDiagnostics.MissingLoss, Anchor.Layer(last), inference.Declaration.Type.Name, inference.ShowAttribute(last));
    }

    /// <summary>The loss that predicts, the first if there are several, the last of all if there is none.</summary>
    private int FindPredicting(int[] losses)
    {
        int[] predicting = [.. losses.Where(loss => !Layers[loss].Declaration.IsTrainingOnly)];
        if (predicting.Length == 0)
        {
            int last = losses[losses.Length - 1];
            Report(LossDiagnostics.NothingPredicts, inference.OriginOf(last).Anchor(KnownNames.LossTrainingOnly), inference.Declaration.Type.Name, inference.Show(last));
            return last;
        }

        // What doesn't compile may be meant as an auxiliary head.
        foreach (int second in predicting.Skip(1).Where(loss => Layers[loss].Declaration.Compiles))
            Report(LossDiagnostics.SecondLoss, inference.OriginOf(second).Anchor(), inference.Show(second), inference.Show(predicting[0]));
        if (predicting.Length > 1)
            return predicting[0];
        foreach (int loss in losses)
        {
            int attribute = inference.OriginOf(loss).Attribute;
            if (!inference.Declaration.EndsPath(attribute))
                Report(LossDiagnostics.LossNotLast, inference.OriginOf(loss).Anchor(), inference.Show(loss), inference.ShowAttribute(attribute + 1), Layers[loss].Declaration.Kind);
        }

        return predicting[0];
    }

    /// <summary>An auxiliary head learns from what the batch holds for the one that predicts.</summary>
    private void Compare(LossContext auxiliary, LossContext predicting)
    {
        if (LossRules.Find(auxiliary.Declaration.Kind) is not { Network: var kind } || LossRules.Find(predicting.Declaration.Kind) is not { Network: var wanted })
            return;
        if (kind != wanted)
        {
            string[] fitting = [.. LossRules.All.Where(rule => rule.Network == wanted).Select(rule => rule.Kind)];
            auxiliary.Report(LossDiagnostics.AuxiliaryKind, null, auxiliary.Here, wanted.Answers, predicting.Here, Text.Either(fitting));
        }
        else if (IsKnown(auxiliary) && IsKnown(predicting) && auxiliary.Output.Shape != predicting.Output.Shape)
        {
            auxiliary.Report(
                LossDiagnostics.AuxiliaryShape, null, auxiliary.Here, wanted.Answers, predicting.Here,
                auxiliary.Output.Shape.WithArticle(), auxiliary.Output.GiverText, predicting.Output.Shape.WithArticle(), predicting.Output.GiverText);
        }
    }

    /// <summary>Whether it is certain what a loss reads.</summary>
    private static bool IsKnown(LossContext loss) => loss.IsLast && !loss.Output.IsGuess;

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, Anchor anchor, params string[] arguments) =>
        inference.Report(new Problem(descriptor, anchor, new EquatableArray<string>(arguments)));
}
