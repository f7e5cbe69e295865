namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Logarithms of softmax over channels; any shape stays as it is.</summary>
internal sealed class LogSoftmaxRule : LayerRule
{
    public override string Kind => "LogSoftmax";

    public override LayerResult Infer(LayerContext layer) => new(new LogSoftmaxOperation(), layer.Input, Parameters: [], MultiplyAdds: 0);
}
