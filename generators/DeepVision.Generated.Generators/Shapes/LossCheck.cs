using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds the loss and checks that it fits the last layer.</summary>
internal sealed class LossCheck(ShapeInference inference, IReadOnlyList<LayerNode> nodes, InputSource output)
{
    private EquatableArray<LayerDeclaration> Layers => inference.Declaration.Layers;

    public LossOperation Run()
    {
        int[] losses = [.. Enumerable.Range(0, Layers.Count).Where(i => Layers[i].IsLoss)];
        if (losses.Length == 0)
        {
            if (Layers.Count > 0)
                Report(LossDiagnostics.MissingLoss, Layers.Count - 1, null, inference.Declaration.Type.Name, inference.Show(Layers.Count - 1));
            return new MeanSquaredErrorOperation();
        }

        int loss = losses[0];
        foreach (int second in losses.Skip(1))
            Report(LossDiagnostics.SecondLoss, second, null, inference.Show(second), inference.Show(loss));
        bool isLast = loss == Layers.Count - 1;
        if (losses.Length == 1 && !isLast)
            Report(LossDiagnostics.LossNotLast, loss, null, inference.Show(loss), inference.Show(loss + 1), Layers[loss].Kind);

        // Whether it fits can only be said where it belongs.
        return Layers[loss].Kind switch
        {
            "SoftmaxCrossEntropy" => SoftmaxCrossEntropy(loss, isLast),
            "BinaryCrossEntropy" => BinaryCrossEntropy(loss, isLast),
            _ => new MeanSquaredErrorOperation(),
        };
    }

    private SoftmaxCrossEntropyOperation SoftmaxCrossEntropy(int loss, bool isLast)
    {
        int last = LastLayer();
        if (isLast && nodes.Count > 0 && nodes[nodes.Count - 1].Operation is SoftmaxOperation)
        {
            inference.Report(new Problem(LossDiagnostics.SoftmaxTwice, Anchor.Layer(loss), [inference.Show(loss), inference.Show(last)])
            {
                Hints = [new FixHint(FixHint.Remove, Text.Of(last))],
            });
        }
        else if (isLast && !output.IsGuess && (output.Shape.Rank != 1 || output.Shape.Channels < 2))
        {
            string fix = output.Shape.Rank == 1
                ? "Use Dense(2) or more before it, or Sigmoid and BinaryCrossEntropy for a yes-or-no answer."
                : "Insert [Flatten] and [Dense(classes)] before it.";
            Report(LossDiagnostics.NeedsScores, loss, null, inference.Show(loss), output.Shape.WithArticle(), output.GiverText, fix);
        }

        float smoothing = Layers[loss]["LabelSmoothing"] as float? ?? 0f;
        if (!(smoothing >= 0 && smoothing < 1))
        {
            Report(ShapeDiagnostics.ArgumentOutOfRange, loss, "LabelSmoothing", inference.Show(loss), "LabelSmoothing", "at least 0 and below 1", Text.Of(smoothing));
            smoothing = 0;
        }

        return new SoftmaxCrossEntropyOperation(output.Shape.Channels, smoothing, ClassWeights(loss, isLast));
    }

    private EquatableArray<float> ClassWeights(int loss, bool isLast)
    {
        if (Layers[loss]["ClassWeights"] is not EquatableArray<float> weights)
            return [];
        bool isValid = true;
        for (int i = 0; i < weights.Count && isValid; i++)
        {
            if (weights[i] >= 0 && !float.IsInfinity(weights[i]))
                continue;
            ReportWeight("ClassWeights[" + Text.Of(i) + "]", "0 or more", Text.Of(weights[i]));
        }

        if (isValid && weights.Count > 0 && weights.All(weight => weight == 0))
            ReportWeight("ClassWeights", "above 0 for at least one class", "0 for all");
        if (isValid && isLast && !output.IsGuess && output.Shape is { Rank: 1, Channels: >= 2 } && weights.Count != output.Shape.Channels)
        {
            isValid = false;
            Report(LossDiagnostics.ClassWeightsLength, loss, "ClassWeights", inference.Show(loss), Text.Of(output.Shape.Channels), output.GiverText, Text.Of(weights.Count));
        }

        return isValid ? weights : [];

        void ReportWeight(string name, string rule, string value)
        {
            isValid = false;
            Report(ShapeDiagnostics.ArgumentOutOfRange, loss, "ClassWeights", inference.Show(loss), name, rule, value);
        }
    }

    private BinaryCrossEntropyOperation BinaryCrossEntropy(int loss, bool isLast)
    {
        LayerNode? node = nodes.Count == 0 ? null : nodes[nodes.Count - 1];
        if (isLast && node is not null && node.Operation is not ActivationOperation { Function.Kind: "Sigmoid" })
        {
            bool isOtherActivation = node.Operation is ActivationOperation or SoftmaxOperation;
            string fix = isOtherActivation ? "Use Sigmoid instead of " + node.Description + "." : "Insert Sigmoid before it.";
            inference.Report(new Problem(LossDiagnostics.SigmoidMissing, Anchor.Layer(loss), [inference.Show(loss), inference.Show(LastLayer()), fix])
            {
                Hints = isOtherActivation ? [new FixHint(FixHint.Replace, Text.Of(LastLayer()))] : [],
            });
        }

        return new BinaryCrossEntropyOperation();
    }

    private int LastLayer()
    {
        int last = Layers.Count - 1;
        while (last > 0 && Layers[last].IsLoss)
            last--;
        return last;
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, int index, string? argument, params string[] arguments) =>
        inference.Report(new Problem(descriptor, Anchor.Layer(index, argument), new EquatableArray<string>(arguments)));
}
