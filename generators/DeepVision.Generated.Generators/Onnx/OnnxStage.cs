using DeepVision.Generated.Generators.Declaration;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Onnx;

/// <summary>Gives networks the layers of the ONNX files that they name. The others stay as they are.</summary>
internal static class OnnxStage
{
    /// <param name="declaration">The network; one that it includes may be that of a file too.</param>
    /// <param name="files">The project's ONNX files.</param>
    public static NetworkDeclaration Resolve(NetworkDeclaration declaration, IReadOnlyList<OnnxFile> files)
    {
        if (declaration.Layers.Count == 0)
            return declaration;
        LayerDeclaration first = declaration.Layers[0];
        if (first.IsOnnxNetwork)
        {
            OnnxLayers layers = first.Compiles ? new OnnxImport(declaration, files).Run() : OnnxLayers.Unknown();
            EquatableArray<InputDeclaration> further = [.. declaration.FurtherInputs, .. layers.FurtherInputs];
            // A loss that the program computes knows one input alone: of several, the file's network gives numbers.
            bool givesNumbers = declaration.IsOnnxAlone && further.Count > 0;
            return declaration with
            {
                Input = layers.Input,
                Onnx = layers,
                FurtherInputs = further,
                Layers = givesNumbers ? [first, declaration.Layers[1] with { Kind = KnownNames.MeanSquaredError }] : declaration.Layers,
                IsOnnxOfSeveralInputs = givesNumbers,
            };
        }

        if (first.Included is not { Network: { } network } included || Resolve(network, files) is var resolved && ReferenceEquals(resolved, network))
            return declaration;
        LayerDeclaration include = first with { Included = included with { Network = resolved } };
        return declaration with { Layers = [include, .. declaration.Layers.Skip(1)] };
    }
}
