namespace DeepVision.Generated;

/// <summary>What a recurrent layer in both directions makes of its two states. Keras: <c>merge_mode</c>.</summary>
public enum MergeMode
{
    /// <summary>Both beside each other, that of the forward direction first: twice as many values, as in PyTorch.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product.</summary>
    Multiply,

    /// <summary>Their mean.</summary>
    Average,
}
