using static TorchSharp.torch;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>A module that learns from more than one head.</summary>
internal interface IModelWithHeads
{
    /// <summary>The weighted sum of what the heads lose on a batch.</summary>
    Tensor Loss(Tensor inputs, Tensor labels);
}
