namespace DeepVision.Generated;

/// <summary>What a convolution or pooling does at the border of the image. Names are those of Keras.</summary>
public enum Padding
{
    /// <summary>The window stays inside the image: the output is smaller.</summary>
    Valid,

    /// <summary>The output has ⌈n / stride⌉ rows and columns. An odd number of padded positions has the additional one at the end, as in Keras.</summary>
    Same,
}
