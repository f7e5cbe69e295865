namespace DeepVision.Generated.Generators.Shapes;

/// <summary>Rows and columns of zeros around an image; negative where they are cut off. ZeroPad2D and Crop2D.</summary>
internal sealed record PadOperation(int Top, int Left, int Bottom, int Right) : LayerOperation;

internal enum InterpolationKind
{
    Nearest,
    Bilinear,
}

/// <summary>Enlargement by whole factors.</summary>
internal sealed record UpsampleOperation(InterpolationKind Interpolation, int Vertical, int Horizontal) : LayerOperation;

/// <summary>Maximum over height and width: image → vector of its channels.</summary>
internal sealed record GlobalMaxPoolingOperation : LayerOperation;

/// <summary>The same values, in memory order (height, width, channels), under another shape.</summary>
internal sealed record ReshapeOperation(Shape Shape) : LayerOperation
{
    public override bool TakesSequenceOfImages => true;
}

/// <summary>Inverted dropout of whole channels of a sample.</summary>
internal sealed record SpatialDropoutOperation(float Rate) : LayerOperation
{
    public override bool KeepsShape => true;
}

/// <summary>In training, normal numbers of mean 0 and this standard deviation are added.</summary>
internal sealed record GaussianNoiseOperation(float StandardDeviation) : LayerOperation
{
    public override bool KeepsShape => true;

    public override bool KeepsOrder => true;
}
