namespace DeepVision.Generated.Images;

/// <summary>How a picture of any size becomes one of the size that a network reads.</summary>
public enum ImageFit
{
    /// <summary>Resized until it covers the size, then cropped around its centre: proportions stay, edges are lost (torchvision's Resize and CenterCrop).</summary>
    Centre,

    /// <summary>Resized until it lies within the size, with bars beside it: proportions stay, nothing is lost (PIL's <c>ImageOps.pad</c>).</summary>
    Letterbox,

    /// <summary>Resized to the size whatever its proportions (PIL's <c>Image.resize</c>, Keras's <c>load_img</c>).</summary>
    Stretch,
}
