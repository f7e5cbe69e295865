using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds the loss and lets its rule check that it fits the layer that it reads.</summary>
internal sealed class LossCheck(ShapeInference inference)
{
    private EquatableArray<FlatLayer> Layers => inference.Layers;

    public LossOperation Run()
    {
        int[] losses = [.. Enumerable.Range(0, Layers.Count).Where(i => Layers[i].IsLoss)];
        if (losses.Length == 0)
        {
            int last = inference.Declaration.Layers.Count - 1;
            if (Layers.Count > 0)
                Report(LossDiagnostics.MissingLoss, Anchor.Layer(last), inference.Declaration.Type.Name, inference.ShowAttribute(last));
            return new MissingLoss();
        }

        int loss = losses[0];
        foreach (int second in losses.Skip(1))
            Report(LossDiagnostics.SecondLoss, inference.OriginOf(second).Anchor(), inference.Show(second), inference.Show(loss));
        if (losses.Length == 1 && loss < Layers.Count - 1)
            Report(LossDiagnostics.LossNotLast, inference.OriginOf(loss).Anchor(), inference.Show(loss), inference.ShowAttribute(inference.OriginOf(loss).Attribute + 1), Layers[loss].Declaration.Kind);

        return LossRules.Find(Layers[loss].Declaration.Kind)?.Infer(new LossContext(inference, loss)) ?? new MissingLoss();
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, Anchor anchor, params string[] arguments) =>
        inference.Report(new Problem(descriptor, anchor, new EquatableArray<string>(arguments)));
}
