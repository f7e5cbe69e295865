namespace DeepVision.Generated.Generators.Shapes.Rules;

/// <summary>Image or sequence → vector. Of a sequence of images each becomes one.</summary>
internal sealed class FlattenRule : LayerRule
{
    public override string Kind => "Flatten";

    public override InitializerHint InitializerHint => InitializerHint.None;

    public override LayerResult Infer(LayerContext layer) =>
        // An input has at most Sizes.Limit values: whatever gave it has been checked.
        new(new FlattenOperation(), Shape.Vector((int)layer.Input.ImageLength), Parameters: [], MultiplyAdds: 0);
}
