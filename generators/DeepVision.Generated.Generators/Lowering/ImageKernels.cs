using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>
/// Family Map: pixel (r, c) of the target is pixel (r − <paramref name="Top"/>, c − <paramref name="Left"/>) of the source, or zero where
/// there is none. Zeros around an image, cuts at its border, and the gradients of both.
/// </summary>
internal sealed record PadKernel(int Layer, string Name, int Source, int Target, int Top, int Left) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family Window: an image enlarged by whole factors, and its gradient.</summary>
/// <param name="Source">x, or dy for the backward pass.</param>
/// <param name="Target">y, or dx for the backward pass.</param>
internal sealed record UpsampleKernel(
    int Layer, string Name, WindowPass Pass, InterpolationKind Interpolation, int Vertical, int Horizontal, int Source, int Target)
    : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family Map: a block of pixels for the channels of each pixel, or the other way round.</summary>
/// <param name="Unshuffles">Whether channels are made of pixels.</param>
/// <param name="Factor">Rows and columns of a block.</param>
internal sealed record PixelShuffleKernel(int Layer, string Name, bool Unshuffles, int Factor, BlockOrder Order, int Source, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family Map: channels by turns from each of so many groups of neighbouring ones.</summary>
internal sealed record ChannelShuffleKernel(int Layer, string Name, int Groups, int Source, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family Window: the gradient of each channel's maximum goes to the first value that equals it.</summary>
/// <param name="Source">dy.</param>
/// <param name="Target">dx.</param>
/// <param name="Input">x.</param>
/// <param name="Output">y.</param>
internal sealed record GlobalMaxGradientKernel(int Layer, string Name, int Source, int Target, int Input, int Output) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Input, Output);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Input;
}

/// <summary>Family Map: draws what the channels of a sample are multiplied by in a dropout of whole channels.</summary>
/// <param name="Target">One factor for each channel.</param>
internal sealed record ChannelDropoutKernel(int Layer, string Name, int Target, float Rate) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => [];

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Family Map: each channel of an image by a factor of its own.</summary>
/// <param name="Factors">One factor for each channel.</param>
internal sealed record ChannelScaleKernel(int Layer, string Name, int Source, int Factors, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Factors);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Source;
}

/// <summary>Family Map: adds normal numbers of this standard deviation.</summary>
internal sealed record NoiseKernel(int Layer, string Name, int Source, int Target, float StandardDeviation) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Source;
}
