namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Softmax over channels; any shape stays as it is.</summary>
internal sealed class SoftmaxRule : LayerRule
{
    public override string Kind => "Softmax";

    public override LayerResult Infer(LayerContext layer) => new(new SoftmaxOperation(), layer.Input, Parameters: [], MultiplyAdds: 0);
}
