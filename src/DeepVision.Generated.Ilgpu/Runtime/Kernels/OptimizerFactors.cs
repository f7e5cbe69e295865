namespace DeepVision.Generated.Runtime.Ilgpu;

/// <summary>What an update of Adam or AdamW depends on, made in double and rounded once.</summary>
public struct AdamFactors
{
    /// <summary>Share of the old mean.</summary>
    public float Beta1;

    /// <summary>Share of the gradient in the new mean.</summary>
    public float OneMinusBeta1;

    /// <summary>Share of the old square.</summary>
    public float Beta2;

    /// <summary>Share of the squared gradient in the new square.</summary>
    public float OneMinusBeta2;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    /// <summary>Factor of the weight added to the gradient (Adam).</summary>
    public float CoupledDecay;

    /// <summary>Factor of the weight before the update (AdamW).</summary>
    public float Shrink;

    /// <summary>The rate, with the first correction of the beginning in it.</summary>
    public float StepSize;

    /// <summary>The second correction of the beginning.</summary>
    public float SecondScale;

    internal static AdamFactors For(Adam adam, in UpdateStep step) =>
        Make(step, adam.Beta1, adam.Beta2, adam.Epsilon, coupledDecay: adam.WeightDecay, shrink: 1);

    internal static AdamFactors For(AdamW adam, in UpdateStep step) =>
        Make(step, adam.Beta1, adam.Beta2, adam.Epsilon, coupledDecay: 0, shrink: 1 - step.LearningRate * adam.WeightDecay);

    private static AdamFactors Make(in UpdateStep step, double beta1, double beta2, double epsilon, double coupledDecay, double shrink) => new()
    {
        Beta1 = (float)beta1,
        OneMinusBeta1 = (float)(1 - beta1),
        Beta2 = (float)beta2,
        OneMinusBeta2 = (float)(1 - beta2),
        Epsilon = (float)epsilon,
        CoupledDecay = (float)coupledDecay,
        Shrink = (float)shrink,
        StepSize = (float)(step.LearningRate / (1 - Math.Pow(beta1, step.Step))),
        SecondScale = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step.Step))),
    };
}

/// <summary>What an update of RMSprop depends on.</summary>
public struct RmsPropFactors
{
    /// <summary>The learning rate.</summary>
    public float Rate;

    /// <summary>Factor of the weight added to the gradient.</summary>
    public float Decay;

    /// <summary>Share of the old square.</summary>
    public float Alpha;

    /// <summary>Share of the squared gradient in the new square.</summary>
    public float OneMinusAlpha;

    /// <summary>Keeps the division finite.</summary>
    public float Epsilon;

    /// <summary>Share of the velocity kept.</summary>
    public float Momentum;

    internal static RmsPropFactors For(RMSprop optimizer, in UpdateStep step) => new()
    {
        Rate = step.LearningRate,
        Decay = (float)optimizer.WeightDecay,
        Alpha = (float)optimizer.Alpha,
        OneMinusAlpha = (float)(1 - optimizer.Alpha),
        Epsilon = (float)optimizer.Epsilon,
        Momentum = (float)optimizer.Momentum,
    };
}
