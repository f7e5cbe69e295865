namespace DeepVision.Generated;

/// <summary>Base of the layers with a weight and a bias: convolutions and <see cref="Dense"/>.</summary>
public abstract class WeightedLayer : Layer
{
    private protected WeightedLayer()
    {
    }

    /// <summary>Whether one learned value is added to each output channel; true by default. Useless right before <see cref="BatchNorm"/>.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How the weight is drawn before training; by default chosen by the activation that follows. A bias begins at zero (as in Keras).</summary>
    public Initializer Initializer { get; init; } = Initializer.Auto;

    /// <summary>What each weight begins with by <see cref="Initializer.Constant"/>, which it goes with.</summary>
    public float InitialValue { get; init; }

    /// <summary>The standard deviation of <see cref="Initializer.TruncatedNormal"/>, which it goes with; above 0, and 0.05 by default as in Keras.</summary>
    public float InitialDeviation { get; init; } = 0.05f;

    /// <summary>Adds <c>L1 · Σ|w|</c> over the weight (not the bias) to what training minimises; 0 or more. Keras: <c>kernel_regularizer=L1(…)</c>.</summary>
    public float L1 { get; init; }

    /// <summary>Adds <c>L2 · Σw²</c> over the weight (not the bias) to what training minimises; 0 or more. Keras: <c>kernel_regularizer=L2(…)</c>; PyTorch's weight decay is twice this.</summary>
    public float L2 { get; init; }

    /// <summary>
    /// Largest Euclidean norm of the weights of each output; after each update longer ones are scaled down to it (Srebro and Shraibman
    /// 2005; Srivastava et al. 2014 advise it with dropout). 0, the default, for no limit. Keras: <c>kernel_constraint=MaxNorm(…)</c>.
    /// </summary>
    public float MaxNorm { get; init; }

    /// <summary>Whether the weights of each output are scaled to a Euclidean norm of 1 after each update. Keras: <c>kernel_constraint=UnitNorm()</c>.</summary>
    public bool UnitNorm { get; init; }

    /// <summary>Whether weights below 0 become 0 after each update. Keras: <c>kernel_constraint=NonNeg()</c>.</summary>
    public bool NonNegative { get; init; }
}
