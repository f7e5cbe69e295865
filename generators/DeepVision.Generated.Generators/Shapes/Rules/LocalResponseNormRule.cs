using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Local response normalisation of an image's neighbouring channels; the shape stays as it is.</summary>
internal sealed class LocalResponseNormRule : LayerRule
{
    public override string Kind => "LocalResponseNorm";

    public override IReadOnlyList<LayerOption> Options { get; } = [new("Alpha", 1e-4f), new("Beta", 0.75f), new("K", 1f)];

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer)
    {
        WindowOptions.CheckImage(layer);
        int size = layer.AtLeast(1, "size");
        if (size > Sizes.LargestMaxWindow)
        {
            layer.ReportRange("size", "at most " + Text.Of(Sizes.LargestMaxWindow), Text.Of(size));
            size = 1;
        }

        float alpha = layer.Where("Alpha", value => value >= 0, "0 or more", instead: 1e-4f);
        float beta = layer.Where("Beta", value => value >= 0, "0 or more", instead: 0.75f);
        float k = layer.Where("K", value => value > 0, "above 0", instead: 1);
        return new LayerResult(new LocalResponseNormOperation(size, alpha, beta, k), layer.Input, Parameters: [], MultiplyAdds: 0);
    }
}
