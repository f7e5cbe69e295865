namespace DeepVision.Generated.Peers.Measuring;

/// <summary>Who is measured.</summary>
internal enum Side
{
    /// <summary>DeepVision.Generated.</summary>
    Ours,

    /// <summary>libtorch, by TorchSharp.</summary>
    LibTorch,

    /// <summary>ONNX Runtime, which only predicts.</summary>
    OnnxRuntime,
}
