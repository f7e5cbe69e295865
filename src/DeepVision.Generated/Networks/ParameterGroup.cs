namespace DeepVision.Generated;

/// <summary>Who changes a tensor's values in training. In the flat buffer the groups lie one behind the other in this order.</summary>
public enum ParameterGroup
{
    /// <summary>The optimizer, by their gradients.</summary>
    Trained,

    /// <summary>The forward pass of a training step: running means and variances.</summary>
    Statistics,

    /// <summary>Nobody: what a frozen layer has.</summary>
    Frozen,
}
