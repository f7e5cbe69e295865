using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>What inference gives: a graph, the best guess if there are problems.</summary>
internal sealed record InferredNetwork(LayerGraph Graph, EquatableArray<Problem> Problems);

/// <summary>
/// Walks through a declaration's layers, asks each one's rule for its shape and parameters, and collects the mistakes.
/// </summary>
internal sealed class ShapeInference
{
    private readonly List<Problem> _problems = [];
    private readonly List<LayerNode> _nodes = [];

    /// <summary>For each layer among the attributes its node, −1 for a loss.</summary>
    private readonly int[] _nodeOf;

    private double _storage;

    private ShapeInference(NetworkDeclaration declaration)
    {
        Declaration = declaration;
        _nodeOf = [.. declaration.Layers.Select(_ => -1)];
    }

    public NetworkDeclaration Declaration { get; }

    /// <summary>Checks the whole declaration and infers its graph.</summary>
    public static InferredNetwork Infer(NetworkDeclaration declaration)
    {
        ShapeInference inference = new(declaration);
        inference._problems.AddRange(DeclarationChecks.Check(declaration));
        return inference.Run();
    }

    public void Report(Problem problem) => _problems.Add(problem);

    /// <summary>A layer in a message: <c>Conv2D(32, 3) (layer 1)</c>.</summary>
    public string Show(int index) => Describe(index) + " (layer " + Text.Of(index + 1) + ")";

    /// <summary>The layer as declared: <c>Conv2D(32, 3)</c>.</summary>
    public string Describe(int index)
    {
        LayerDeclaration layer = Declaration.Layers[index];
        return layer.Compiles && !layer.IsLoss && LayerRules.Find(layer.Kind) is { } rule ? rule.Describe(layer) : layer.Kind;
    }

    /// <summary>What a layer computes, for rules that look back.</summary>
    public LayerNode? NodeOf(int index) => index < 0 || _nodeOf[index] < 0 ? null : _nodes[_nodeOf[index]];

    private InferredNetwork Run()
    {
        ReportSeveralParts();
        LayerNames names = LayerNames.Assign(this);
        InputSource source = InputOfNetwork();
        for (int i = 0; i < Declaration.Layers.Count; i++)
        {
            if (!Declaration.Layers[i].IsLoss)
                source = InferLayer(i, names, source);
        }

        names.CheckMembers(_nodes, _nodeOf);
        LossOperation loss = new LossCheck(this, _nodes, source).Run();
        return new InferredNetwork(
            new LayerGraph(Declaration.Type.Name, InputOfNetwork(report: false).Shape, _nodes.ToEquatableArray(), loss)
            {
                Winograd = Declaration.Winograd,
                Profile = Declaration.Profile,
            },
            _problems.ToEquatableArray());
    }

    private InputSource InferLayer(int index, LayerNames names, InputSource source)
    {
        if (LayerRules.Find(Declaration.Layers[index].Kind) is not { } rule)
            return source with { IsGuess = true };
        LayerContext context = new(this, rule, index, source);
        LayerResult result = CheckSize(context, rule.Infer(context));

        _nodeOf[index] = _nodes.Count;
        _nodes.Add(new LayerNode(
            names.Name(index), names.Accessor(index), Describe(index), result.Operation, [_nodes.Count - 1],
            source.Shape, result.Output, result.Parameters, result.MultiplyAdds));

        // Behind a Dense layer everything is known again, whatever was wrong before it.
        bool isGuess = context.IsGuess && !(result.Operation is DenseOperation && context.Declaration.Compiles && context.Int("units") > 0);
        // A layer that leaves the shape alone didn't give it: messages name the one that did.
        return result.Operation.KeepsShape
            ? source with { Shape = result.Output, IsGuess = isGuess }
            : new InputSource(result.Output, index, Show(index), isGuess);
    }

    /// <summary>Reports a layer that no buffer can hold, and goes on with a small one.</summary>
    private LayerResult CheckSize(LayerContext layer, LayerResult result)
    {
        Shape output = result.Output;
        if (Sizes.Product(output.Height, output.Width, Sizes.Padded(output.Channels, 16)) > Sizes.Limit)
        {
            layer.ReportShape(ShapeDiagnostics.TooLarge, layer.Here, Text.Grouped(Sizes.Product(output.Height, output.Width, output.Channels)),
                "output values for each sample", Text.Grouped(Sizes.Limit), "Use fewer filters, a larger stride, or pool before it.");
            return Shrink(result with { Output = new Shape(output.Rank, 1, 1, 1) });
        }

        double storage = result.Parameters.Sum(parameter => Volume(parameter, Sizes.Padded));
        if (_storage + storage > Sizes.Limit)
        {
            // A sum that grew too large is blamed on the layer that made it so, and isn't carried on.
            bool alone = storage > Sizes.Limit;
            double count = result.Parameters.Sum(parameter => Volume(parameter, (dimension, _) => dimension));
            double before = alone ? 0 : _nodes.Sum(node => node.Parameters.Sum(parameter => (double)parameter.Count));
            layer.ReportShape(ShapeDiagnostics.TooLarge, layer.Here, Text.Grouped(before + count), alone ? "weights" : "weights together with the layers before it",
                Text.Grouped(Sizes.Limit), "Use fewer units or filters, or pool before it.");
            return Shrink(result);
        }

        _storage += storage;
        return result;
    }

    private static LayerResult Shrink(LayerResult result) => result with
    {
        Parameters = result.Parameters.Select(parameter => parameter with { Dimensions = parameter.Dimensions.Select(_ => 1).ToEquatableArray() }).ToEquatableArray(),
        MultiplyAdds = 0,
    };

    /// <summary>Values of a tensor, its outputs and inputs padded as they are when it is packed.</summary>
    private static double Volume(ParameterDeclaration parameter, Func<int, int, int> pad)
    {
        double volume = pad(parameter.Dimensions[0], 64);
        for (int i = 1; i < parameter.Dimensions.Count; i++)
            volume *= i == 1 ? pad(parameter.Dimensions[i], 16) : parameter.Dimensions[i];
        return volume;
    }

    private InputSource InputOfNetwork(bool report = true)
    {
        EquatableArray<int> dimensions = Declaration.Input;
        bool isGuess = dimensions.Count == 0 || dimensions.Any(dimension => dimension < 1);
        string text = "[Network(" + Text.Join(dimensions) + ")]";
        int[] sizes = isGuess && dimensions.Count == 0 ? [1, 1, 1] : [.. dimensions.Select(dimension => Math.Max(1, dimension))];
        if (Sizes.Product(sizes) is var values && values > Sizes.Limit / 16)
        {
            if (report)
            {
                Report(new Problem(ShapeDiagnostics.TooLarge, Anchor.Network(),
                    ["Network(" + Text.Join(dimensions) + ")", Text.Grouped(values), "values for each sample", Text.Grouped(Sizes.Limit / 16), "Use a smaller input."]));
            }

            isGuess = true;
            sizes = [.. sizes.Select(_ => 1)];
        }

        Shape shape = sizes.Length switch
        {
            3 => Shape.Image(sizes[0], sizes[1], sizes[2]),
            2 => Shape.Sequence(sizes[0], sizes[1]),
            _ => Shape.Vector(sizes[0]),
        };
        return new InputSource(shape, -1, text, isGuess);
    }

    private void ReportSeveralParts()
    {
        int first = Declaration.Layers.Count == 0 ? 0 : Declaration.Layers[0].Part;
        for (int i = 0; i < Declaration.Layers.Count; i++)
        {
            if (Declaration.Layers[i].Part == first)
                continue;
            Report(new Problem(DeclarationDiagnostics.LayersOnSeveralParts, Anchor.Layer(i), [Describe(i), Declaration.Type.Name]));
            return;
        }
    }
}
