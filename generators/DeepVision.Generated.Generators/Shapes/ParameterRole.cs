namespace DeepVision.Generated.Generators.Shapes;

/// <summary>
/// What a tensor means to its layer. Layers may have roles of their own, under names of their own; nothing else asks which
/// roles there are.
/// </summary>
/// <param name="FileName">The last part of the tensor's name in files.</param>
/// <param name="Initializer">Name of the library's <c>Initializer</c> member that draws it, where its layer doesn't say.</param>
/// <param name="Group">Who changes it in training, unless its layer is frozen.</param>
internal sealed record ParameterRole(string FileName, string Initializer, ParameterGroup Group = ParameterGroup.Trained)
{
    /// <summary>The kernel of a convolution, the matrix of a Dense layer, the scale of a normalisation.</summary>
    public static readonly ParameterRole Weight = new("weight", "GlorotUniform");

    /// <summary>What is added to the outputs.</summary>
    public static readonly ParameterRole Bias = new("bias", "Zeros");

    /// <summary>The mean by which a normalisation predicts.</summary>
    public static readonly ParameterRole RunningMean = new("running_mean", "Zeros", ParameterGroup.Statistics);

    /// <summary>The variance by which a normalisation predicts.</summary>
    public static readonly ParameterRole RunningVariance = new("running_var", "Ones", ParameterGroup.Statistics);
}

/// <summary>
/// Who changes a tensor in training. In memory the groups lie one behind the other in this order. The members are those of the
/// library's <c>ParameterGroup</c>.
/// </summary>
internal enum ParameterGroup
{
    /// <summary>The optimizer.</summary>
    Trained,

    /// <summary>The forward pass.</summary>
    Statistics,

    /// <summary>Nobody.</summary>
    Frozen,
}
