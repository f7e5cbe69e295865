using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Shapes.Losses;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Finds the loss and lets its rule check that it fits the last layer.</summary>
internal sealed class LossCheck(ShapeInference inference, IReadOnlyList<LayerNode> nodes, InputSource output)
{
    private EquatableArray<LayerDeclaration> Layers => inference.Declaration.Layers;

    public LossOperation Run()
    {
        int[] losses = [.. Enumerable.Range(0, Layers.Count).Where(i => Layers[i].IsLoss)];
        if (losses.Length == 0)
        {
            if (Layers.Count > 0)
                Report(LossDiagnostics.MissingLoss, Layers.Count - 1, inference.Declaration.Type.Name, inference.Show(Layers.Count - 1));
            return new MissingLoss();
        }

        int loss = losses[0];
        foreach (int second in losses.Skip(1))
            Report(LossDiagnostics.SecondLoss, second, inference.Show(second), inference.Show(loss));
        if (losses.Length == 1 && loss < Layers.Count - 1)
            Report(LossDiagnostics.LossNotLast, loss, inference.Show(loss), inference.Show(loss + 1), Layers[loss].Kind);

        LayerNode? last = nodes.Count == 0 ? null : nodes[nodes.Count - 1];
        return LossRules.Find(Layers[loss].Kind)?.Infer(new LossContext(inference, loss, last, output)) ?? new MissingLoss();
    }

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, int index, params string[] arguments) =>
        inference.Report(new Problem(descriptor, Anchor.Layer(index), new EquatableArray<string>(arguments)));
}
