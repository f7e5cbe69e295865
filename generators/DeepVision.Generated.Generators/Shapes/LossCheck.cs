using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds the losses, lets the rule of each check that it fits the layer that it reads, and gives the auxiliary ones the answers of one that predicts.</summary>
internal sealed class LossCheck(ShapeInference inference)
{
    private EquatableArray<FlatLayer> Layers => inference.Layers;

    /// <summary>The heads in order, at least one of which predicts. With a mistake in them, it reports and goes on with the best guess.</summary>
    public EquatableArray<NetworkHead> Run()
    {
        int[] losses = [.. Enumerable.Range(0, Layers.Count).Where(i => Layers[i].IsLoss)];
        if (losses.Length == 0)
        {
            ReportMissing();
            return [new NetworkHead(new MissingLoss(), Layers.Count == 0 ? LayerNode.NetworkInput : inference.OutputOf(Layers.Count - 1).Value)];
        }

        int[] predicting = FindPredicting(losses);
        List<NetworkHead> heads = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (int loss in losses)
        {
            LossContext context = new(inference, loss);
            LossOperation operation = LossRules.Find(Layers[loss].Declaration.Kind)?.Infer(context) ?? new MissingLoss();
            int number = Array.IndexOf(predicting, loss);
            string? name = context.Name();
            if (number >= 0 && predicting.Length > 1 && name is not null)
                CheckMember(context, name, names);
            heads.Add(new NetworkHead(operation, context.Output.Value, context.Weight(), number < 0)
            {
                Name = name,
                Answers = number >= 0 ? number : AnswersFor(context, [.. predicting.Select(other => new LossContext(inference, other))]),
            });
        }

        return heads.ToEquatableArray();
    }

    /// <summary>The name of a head becomes a member of the generated results.</summary>
    private static void CheckMember(LossContext head, string name, HashSet<string> names)
    {
        string member = ScopeNames.AccessorOf(name);
        string? reason = KnownNames.ResultMembers.Contains(member) ? "every result already has a member " + member
            : !names.Add(member) ? "another head has this name"
            : null;
        if (reason is not null)
            head.Report(DeclarationDiagnostics.InvalidName, KnownNames.LayerName, head.Here, name, reason);
    }

    private void ReportMissing()
    {
        int last = inference.Declaration.Layers.Count - 1;
        if (Layers.Count > 0)
            Report(LossDiagnostics.MissingLoss, Anchor.Layer(last), inference.Declaration.Type.Name, inference.ShowAttribute(last));
    }

    /// <summary>The losses that predict, the last of all if there is none.</summary>
    private int[] FindPredicting(int[] losses)
    {
        int[] predicting = [.. losses.Where(loss => !Layers[loss].Declaration.IsTrainingOnly)];
        if (predicting.Length == 0)
        {
            int last = losses[losses.Length - 1];
            Report(LossDiagnostics.NothingPredicts, inference.OriginOf(last).Anchor(KnownNames.LossTrainingOnly), inference.Declaration.Type.Name, inference.Show(last));
            return [last];
        }

        int[] nameless = predicting.Length == 1 ? [] : [.. predicting.Where(loss => Layers[loss].Declaration[KnownNames.LayerName] is not string)];
        // Where no head has a name, it isn't the first that is one too many. What doesn't compile may be meant as an auxiliary head.
        foreach (int loss in nameless.Skip(nameless.Length == predicting.Length ? 1 : 0).Where(loss => Layers[loss].Declaration.Compiles))
            Report(LossDiagnostics.SecondLoss, inference.OriginOf(loss).Anchor(), inference.Show(loss), inference.Show(predicting.First(other => other != loss)));
        if (nameless.Length > 0)
            return predicting;
        foreach (int loss in losses)
        {
            int attribute = inference.OriginOf(loss).Attribute;
            if (!inference.Declaration.EndsPath(attribute))
                Report(LossDiagnostics.LossNotLast, inference.OriginOf(loss).Anchor(), inference.Show(loss), inference.ShowAttribute(attribute + 1), Layers[loss].Declaration.Kind);
        }

        return predicting;
    }

    /// <summary>An auxiliary head learns from what the batch holds for the first head that it fits.</summary>
    /// <returns>The number of that head.</returns>
    private int AnswersFor(LossContext auxiliary, LossContext[] predicting)
    {
        int fitting = Array.FindIndex(predicting, head =>
            LossRules.Find(auxiliary.Declaration.Kind)?.Network == LossRules.Find(head.Declaration.Kind)?.Network && auxiliary.Output.Shape == head.Output.Shape);
        if (fitting < 0)
            Compare(auxiliary, predicting[0]);
        return Math.Max(0, fitting);
    }

    /// <summary>Says why an auxiliary head can't learn from what the batch holds for one that predicts.</summary>
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
