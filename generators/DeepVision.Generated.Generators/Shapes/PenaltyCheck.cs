using DeepVision.Generated.Generators.Blocks;
using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Diagnostics;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Makes heads of the penalties on activities: to training they are losses without labels or targets.</summary>
internal sealed class PenaltyCheck(ShapeInference inference)
{
    private const string L1 = "L1", L2 = "L2";

    /// <summary>A penalty as declared: <c>ActivityPenalty(L1 = 0.001)</c>.</summary>
    public static string Describe(LayerDeclaration penalty)
    {
        string factors = string.Join(", ", new[] { L1, L2 }.Where(name => Factor(penalty, name) != 0).Select(name => name + " = " + Text.Of(Factor(penalty, name))));
        return factors.Length == 0 ? penalty.Kind : penalty.Kind + "(" + factors + ")";
    }

    /// <summary>A head for each penalty. With a mistake in one, it reports and leaves it out.</summary>
    public IEnumerable<NetworkHead> Run()
    {
        for (int index = 0; index < inference.Layers.Count; index++)
        {
            FlatLayer penalty = inference.Layers[index];
            if (penalty.Declaration is { IsPenalty: true, Compiles: true } && IsSound(index, penalty.Declaration))
            {
                InputSource values = inference.OutputOf(penalty.Inputs[0]);
                ActivityPenaltyOperation operation = new(Factor(penalty.Declaration, L1), Factor(penalty.Declaration, L2)) { HasLengths = values.VariesInLength };
                yield return new NetworkHead(operation, values.Value, IsTrainingOnly: true);
            }
        }
    }

    private bool IsSound(int index, LayerDeclaration penalty)
    {
        foreach (string name in new[] { L1, L2 })
        {
            if (Factor(penalty, name) is not (>= 0 and < float.PositiveInfinity))
                return Wrong(ShapeDiagnostics.ArgumentOutOfRange, name, name, "0 or more", Text.Of(Factor(penalty, name)));
        }

        if (Factor(penalty, L1) == 0 && Factor(penalty, L2) == 0)
            return Wrong(LossDiagnostics.PenaltyWithoutFactor, null);
        for (int loss = 0; loss < inference.Layers.Count; loss++)
        {
            if (inference.Layers[loss].Declaration is { IsLoss: true, Kind: "CustomLoss" })
                return Wrong(LossDiagnostics.CustomLossNotAlone, null, inference.Show(loss));
        }

        return true;

        bool Wrong(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, string? argument, params string[] arguments)
        {
            inference.Report(new Problem(descriptor, inference.OriginOf(index).Anchor(argument), [inference.Show(index), .. arguments]));
            return false;
        }
    }

    private static float Factor(LayerDeclaration penalty, string name) => penalty[name] as float? ?? 0;
}
