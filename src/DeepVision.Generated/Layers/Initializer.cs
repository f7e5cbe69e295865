namespace DeepVision.Generated;

/// <summary>How the weights of a layer are drawn before training.</summary>
public enum Initializer
{
    /// <summary>
    /// Chosen by what follows the layer: <see cref="HeUniform"/> before ReLU and LeakyReLU, else <see cref="GlorotUniform"/>.
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
}
