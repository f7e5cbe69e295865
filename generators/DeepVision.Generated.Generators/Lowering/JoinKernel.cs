using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Kernels that make one buffer of several, and their way back; what takes channels apart is one. All are of the family Map but <see cref="InnerProductKernel"/>.</summary>
internal abstract record JoinKernel(int Layer, string Name) : Kernel(Layer, Name)
{
    /// <summary>The first of operands that are taken one after the other; None if it is taken once more.</summary>
    private protected static int FirstIfReadOnce(EquatableArray<int> sources) => sources.Skip(1).Contains(sources[0]) ? None : sources[0];
}

/// <summary>The sum of buffers of equal layout, and an activation behind it or the derivative of one.</summary>
internal sealed record SumKernel(
    int Layer, string Name, EquatableArray<int> Sources, int Target, ElementwiseFunction? Activation = null, FusedDerivative? Derivative = null)
    : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Sources.Concat(Present(Derivative?.Values ?? None));

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>The sum of buffers of equal layout, times a factor: their mean. Of one buffer it is the gradient of a mean.</summary>
internal sealed record MeanKernel(int Layer, string Name, EquatableArray<int> Sources, int Target, float Scale) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Sources;

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => FirstIfReadOnce(Sources);
}

/// <summary>What a gate is the same for.</summary>
internal enum Broadcast
{
    /// <summary>There is none: all buffers lie alike.</summary>
    None,

    /// <summary>A factor for each channel, for all pixels of a sample.</summary>
    Pixels,

    /// <summary>A factor for each pixel, in its first channel, for all channels.</summary>
    Channels,
}

/// <summary>The product of buffers of equal layout, or of one and a gate.</summary>
/// <param name="Sources">The buffers; the gate is the second of two.</param>
/// <param name="Gate">What the second buffer is the same for.</param>
internal sealed record ProductKernel(int Layer, string Name, EquatableArray<int> Sources, int Target, Broadcast Gate) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Sources;

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => FirstIfReadOnce(Sources);
}

/// <summary>
/// Family RowReduction: the gradient of a gate. The products of two buffers of equal layout, added up over what the gate is
/// the same for: the pixels of each sample, or the channels of each pixel.
/// </summary>
internal sealed record InnerProductKernel(int Layer, string Name, int First, int Second, int Target, Broadcast Over) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(First, Second);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>The largest of the values in the same place; not-a-number if one is.</summary>
/// <param name="Winners">A byte for each value: which of the sources is the first that has it; None in prediction.</param>
internal sealed record MaximumKernel(int Layer, string Name, EquatableArray<int> Sources, int Target, int Winners) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Sources;

    public override IEnumerable<int> Writes => Present(Target, Winners);

    public override int MayOverwrite => FirstIfReadOnce(Sources);
}

/// <summary>The gradient of one source of a maximum: the whole where it won, nothing elsewhere.</summary>
/// <param name="Source">dy.</param>
/// <param name="Input">Which of the sources.</param>
internal sealed record MaximumGradientKernel(int Layer, string Name, int Source, int Target, int Winners, int Input) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Winners);

    public override IEnumerable<int> Writes => Present(Target);

    public override int MayOverwrite => Source;
}

/// <summary>The channels of all sources beside each other, pixel by pixel. The sources may come without padding.</summary>
internal sealed record ConcatKernel(int Layer, string Name, EquatableArray<int> Sources, int Target) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Sources;

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>Some channels of a buffer, beside each other: also the gradient of one source of a <see cref="ConcatKernel"/>. The source may come without padding.</summary>
/// <param name="FirstChannel">Where they begin in the source; there are as many as the target has.</param>
internal sealed record SliceKernel(int Layer, string Name, int Source, int Target, int FirstChannel) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}

/// <summary>The channels of a buffer at their place in another one, zeros beside them: the gradient of a <see cref="SliceKernel"/>.</summary>
/// <param name="FirstChannel">Where they begin in the target.</param>
internal sealed record PlaceChannelsKernel(int Layer, string Name, int Source, int Target, int FirstChannel) : JoinKernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);
}
