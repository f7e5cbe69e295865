namespace DeepVision.Generated;

/// <summary>How the weights of a layer are drawn before training.</summary>
public enum Initializer
{
    /// <summary>
    /// Chosen by what follows the layer: <see cref="HeUniform"/> before <see cref="ReLU"/> and what is made like it (<see cref="LeakyReLU"/>,
    /// <see cref="GELU"/>, <see cref="Softplus"/>, …), <see cref="LeCunNormal"/> before <see cref="SELU"/>, else <see cref="GlorotUniform"/>.
    /// The generator replaces it; at run time it doesn't occur.
    /// </summary>
    Auto,

    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All ones.</summary>
    Ones,

    /// <summary>Uniform in ±√(6 / fan-in) (He et al. 2015, arXiv:1502.01852).</summary>
    HeUniform,

    /// <summary>Normal with standard deviation √(2 / fan-in) (He et al. 2015, arXiv:1502.01852).</summary>
    HeNormal,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with standard deviation √(2 / (fan-in + fan-out)) (Glorot and Bengio 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(3 / fan-in) (LeCun et al. 1998, "Efficient BackProp").</summary>
    LeCunUniform,

    /// <summary>Normal with standard deviation √(1 / fan-in) (LeCun et al. 1998; for <see cref="SELU"/>, Klambauer et al. 2017).</summary>
    LeCunNormal,

    /// <summary>
    /// Normal with the standard deviation that <see cref="WeightedLayer.InitialDeviation"/> gives, where a draw further than two of them from
    /// 0 is replaced by another one.
    /// </summary>
    TruncatedNormal,

    /// <summary>
    /// The tensor as a matrix, one row for each output, has rows or columns (the fewer) of length 1 at right angles to each other, in a
    /// direction without preference (Saxe et al. 2014, arXiv:1312.6120).
    /// </summary>
    Orthogonal,

    /// <summary>All <see cref="WeightedLayer.InitialValue"/>.</summary>
    Constant,

    /// <summary>
    /// All zeros, but ones for the second quarter of the values: the bias of an <see cref="LSTM"/>, whose forget gates are nearly open with it, so
    /// that it begins by remembering (Gers et al. 2000; Jozefowicz et al. 2015).
    /// </summary>
    ForgetGate,

    /// <summary>
    /// The tensor as a matrix, one row for each step t, has sin(t / λ^(c / columns)) in its even columns c and cos(t / λ^((c − 1) / columns)) in the odd ones: what a <see cref="SinePositionEncoding"/> adds (Vaswani et al.
    /// 2017, arXiv:1706.03762).
    /// </summary>
    Sinusoidal,
}
