namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Family Map: one number is added to each channel, or to each channel of each pixel.</summary>
/// <param name="Bias">Index of the numbers in the parameter plan.</param>
internal sealed record BiasKernel(int Layer, string Name, int Source, int Target, int Bias) : Kernel(Layer, Name)
{
    /// <summary>Whether each pixel has numbers of its own, which lie as a sample does.</summary>
    public bool IsForEachPixel { get; init; }

    /// <summary>Where a sample is one of several steps that the caller counts, of which each has numbers of its own: how many there are. Else 0.</summary>
    public int CarriedSteps { get; init; }

    public override IEnumerable<int> Reads => Present(Source);

    public override IEnumerable<int> Writes => Present(Target);

    public override IEnumerable<StateAccess> StateReads => [new(StateKind.Parameter, Bias)];

    public override int MayOverwrite => Source;
}

/// <summary>Family Map: values of 0 or less times a slope for each channel, or the gradient of that.</summary>
/// <param name="Source">x.</param>
/// <param name="Target">y, or dx.</param>
/// <param name="Slopes">Index of the slopes in the parameter plan.</param>
/// <param name="Gradient">dy, or None forward.</param>
internal sealed record PReLUKernel(int Layer, string Name, int Source, int Target, int Slopes, int Gradient = Kernel.None) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Gradient);

    public override IEnumerable<int> Writes => Present(Target);

    public override IEnumerable<StateAccess> StateReads => [new(StateKind.Parameter, Slopes)];

    public override int MayOverwrite => Gradient;
}

/// <summary>Family RowReduction: gradients of a weight and a bias that have one number for each channel, summed over pixels and samples.</summary>
/// <param name="Weight">Index of the weight in the parameter plan, or None.</param>
/// <param name="Bias">Index of the bias in the parameter plan, or None.</param>
internal abstract record ChannelGradientKernel(int Layer, string Name, int Weight, int Bias) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Writes => [];

    public override IEnumerable<StateAccess> StateWrites => Present(Weight, Bias).Select(index => new StateAccess(StateKind.Gradient, index));
}

/// <summary>db = Σ dy, over samples and pixels, or over samples.</summary>
/// <param name="Gradient">dy.</param>
internal sealed record BiasGradientKernel(int Layer, string Name, int Gradient, int Bias) : ChannelGradientKernel(Layer, Name, None, Bias)
{
    /// <summary>Whether each pixel has numbers of its own, which lie as a sample does.</summary>
    public bool IsForEachPixel { get; init; }

    public override IEnumerable<int> Reads => Present(Gradient);
}

/// <summary>da = Σ dy x over x ≤ 0.</summary>
/// <param name="Source">x.</param>
/// <param name="Gradient">dy.</param>
internal sealed record PReLUGradientKernel(int Layer, string Name, int Source, int Gradient, int Slopes) : ChannelGradientKernel(Layer, Name, Slopes, None)
{
    public override IEnumerable<int> Reads => Present(Source, Gradient);
}
