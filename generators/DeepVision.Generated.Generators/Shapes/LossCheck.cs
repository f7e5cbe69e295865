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

        losses = WithoutCompany(losses);
        int[] predicting = FindPredicting(losses);
        InferredLoss[] inferred = [.. losses.Select(loss => new InferredLoss(inference, loss))];
        InferredLoss[] answering = [.. inferred.Where(loss => predicting.Contains(loss.Index))];
        bool hasSeveral = answering.Length > 1 || inference.Declaration.FurtherInputs.Count > 0;
        List<NetworkHead> heads = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (InferredLoss loss in inferred)
        {
            int number = Array.IndexOf(answering, loss);
            string? name = loss.Context.Name();
            if (number >= 0 && answering.Length > 1 && name is not null)
                CheckMember(loss.Context, name, names);
            if (number >= 0 && hasSeveral && ReasonToBeAlone(loss, hasOneHead: answering.Length == 1) is { } reason)
                loss.Context.Report(LossDiagnostics.LossBesideOthers, null, loss.Context.Here, reason.Does, reason.Who, reason.Fix);
            // Of the others it is said already that they take a vector, or nothing beside them.
            if (loss is { Operation: CosineLossOperation or DiceOperation, Context.Output: { VariesInLength: true, IsGuess: false } steps })
                loss.Context.Report(ShapeDiagnostics.LossOverSteps, null, loss.Context.Here, steps.GiverText);
            int answers = number >= 0 ? number : AnswersFor(loss, answering);
            // Who learns from the labels or targets of a sequence finds none behind its end.
            LossOperation operation = loss.Operation with { HasLengths = loss.Operation.HasLengths || answering[answers].Operation.HasLengths };
            heads.Add(new NetworkHead(operation, loss.Context.Output.Value, loss.Context.Weight(), number < 0)
            {
                Name = name,
                Answers = answers,
            });
        }

        if (!hasSeveral)
            CheckBaseClass(answering[0]);
        return heads.ToEquatableArray();
    }

    /// <summary>The losses without those that stand beside a CustomLoss.</summary>
    private int[] WithoutCompany(int[] losses)
    {
        if (losses.Where(loss => LossRules.Find(Layers[loss].Declaration.Kind) is CustomLossRule).ToArray() is not [int custom, ..])
            return losses;
        foreach (int other in losses.Where(loss => loss != custom && Layers[loss].Declaration.Compiles))
            Report(LossDiagnostics.CustomLossNotAlone, inference.OriginOf(other).Anchor(), inference.Show(other), inference.Show(custom));
        return [custom];
    }

    /// <summary>Why a loss can't stand in a network with several inputs or several heads that predict, and what to do instead.</summary>
    /// <param name="hasOneHead">Whether it is the only head that predicts, beside several inputs.</param>
    private static (string Does, string Who, string Fix)? ReasonToBeAlone(InferredLoss loss, bool hasOneHead)
    {
        const string OneOfEach = "one input and one head that predicts";
        return loss.Operation switch
        {
            PixelCrossEntropyOperation when loss.IsKnown && !hasOneHead =>
                ("learns a class for each " + (loss.Context.Output.Shape.Rank == 2 ? "step" : "pixel"), "one head that predicts", "Make a vector in front of it, or give each its own network"),
            PixelDiceOperation when loss.IsKnown => ("learns a class for each pixel", OneOfEach, "Make a vector in front of it, or give each its own network"),
            EmbeddingLossOperation => ("compares the samples of a batch", OneOfEach, "Give it a network of its own"),
            CustomLossOperation => ("learns from gradients that the program gives", OneOfEach, "Give it one input that holds all values"),
            _ => null,
        };
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

    /// <summary>Of the base classes that a loss can have, the one that is written must be that of its input.</summary>
    private void CheckBaseClass(InferredLoss predicting)
    {
        (ClassFacts facts, LossContext context) = (inference.Declaration.Facts, predicting.Context);
        bool isPossible = LossRules.Find(context.Declaration.Kind)?.Networks.Any(kind => kind.BaseClass == facts.BaseClass) == true;
        if (!isPossible || !predicting.IsKnown || predicting.Operation.Network.BaseClass == facts.BaseClass)
            return;
        Report(
            LossDiagnostics.BaseClassOfOtherInput, Anchor.BaseClass, inference.Declaration.Type.Name, facts.BaseClass!, context.Here,
            context.Output.Shape.WithArticle(), context.Output.GiverText, predicting.Operation.Network.BaseClass);
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
    private static int AnswersFor(InferredLoss auxiliary, InferredLoss[] predicting)
    {
        int fitting = Array.FindIndex(predicting, head =>
            auxiliary.Operation.Network == head.Operation.Network && auxiliary.Context.Output.Shape == head.Context.Output.Shape);
        Compare(auxiliary, predicting[Math.Max(0, fitting)]);
        return Math.Max(0, fitting);
    }

    /// <summary>Says why an auxiliary head can't learn from what the batch holds for one that predicts.</summary>
    private static void Compare(InferredLoss auxiliary, InferredLoss predicting)
    {
        if (auxiliary.Operation is MissingLoss || predicting.Operation is MissingLoss)
            return;
        LossContext context = auxiliary.Context;
        NetworkKind wanted = predicting.Operation.Network;
        NetworkKind own = auxiliary.Operation.Network;
        bool learnsFromOther = own.BaseClass == wanted.BaseClass && own.Answers != wanted.Answers;
        if (learnsFromOther || !LossRules.Find(context.Declaration.Kind)!.Networks.Contains(wanted))
        {
            string[] fitting = [.. LossRules.All.Where(rule => rule.Networks.Contains(wanted)).Select(rule => rule.For(wanted))];
            context.Report(LossDiagnostics.AuxiliaryKind, null, context.Here, wanted.Answers, predicting.Context.Here, Text.Either(fitting));
        }
        else if (auxiliary.IsKnown && predicting.IsKnown && context.Output.Shape != predicting.Context.Output.Shape)
        {
            (InputSource source, InputSource other) = (context.Output, predicting.Context.Output);
            context.Report(
                LossDiagnostics.AuxiliaryShape, null, context.Here, wanted.Answers, predicting.Context.Here,
                source.Shape.WithArticle(), source.GiverText, other.Shape.WithArticle(), other.GiverText);
        }
        else if (auxiliary.Operation is IPixelLoss { IgnoredLabel: var ignored } && predicting.Operation is IPixelLoss { IgnoredLabel: var other } && ignored != other)
        {
            string fix = other == PixelCrossEntropyOperation.NoLabel ? "Remove IgnoredLabel." : "Write IgnoredLabel = " + Text.Of(other) + ".";
            context.Report(LossDiagnostics.AuxiliaryIgnoredLabel, null, context.Here, predicting.Context.Here, fix);
        }
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, Anchor anchor, params string[] arguments) =>
        inference.Report(new Problem(descriptor, anchor, new EquatableArray<string>(arguments)));

    /// <summary>A loss and what its rule makes of it.</summary>
    private sealed class InferredLoss
    {
        public InferredLoss(ShapeInference inference, int index)
        {
            (Index, Context) = (index, new LossContext(inference, index));
            if (Context.Output.Shape.Steps > 0 && IsKnown)
                Context.Report(ShapeDiagnostics.LossOverImages, null, Context.Here, Context.Output.Shape.WithArticle(), Context.Output.GiverText);
            LossOperation operation = Context.Output.Shape.Steps > 0 ? new MissingLoss() : LossRules.Find(Context.Declaration.Kind)?.Infer(Context) ?? new MissingLoss();
            Operation = operation with { HasLengths = operation.MindsLengths && Context.Output.VariesInLength };
        }

        /// <summary>Number in the flat list.</summary>
        public int Index { get; }

        public LossContext Context { get; }

        public LossOperation Operation { get; }

        /// <summary>Whether it is certain what it reads.</summary>
        public bool IsKnown => Context.IsLast && !Context.Output.IsGuess;
    }
}
