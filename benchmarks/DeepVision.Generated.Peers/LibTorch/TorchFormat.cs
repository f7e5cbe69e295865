using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DeepVision.Generated.Peers.LibTorch;

/// <summary>Images as libtorch takes them: (image, channel, row, column), in memory in this order or with the channels last.</summary>
/// <param name="isChannelsLast">Whether channels lie side by side, which is what libtorch calls channels last.</param>
internal sealed class TorchFormat(TensorShape shape, bool isChannelsLast)
{
    public string Name => isChannelsLast ? TorchWays.ChannelsLast : TorchWays.Contiguous;

    /// <summary>Random bytes, in the order in which they will be read.</summary>
    public Tensor RandomBytes(int count) =>
        torch.randint(0, 256, isChannelsLast ? [count, shape.Height, shape.Width, shape.Channels] : [count, shape.Channels, shape.Height, shape.Width], ScalarType.Byte);

    /// <summary>A batch scaled to 0..1.</summary>
    public Tensor Scale(Tensor bytes)
    {
        Tensor scaled = bytes.to(ScalarType.Float32).div_(255);
        return isChannelsLast ? scaled.permute(0, 3, 1, 2) : scaled;
    }

    /// <summary>Puts the kernels of convolutions into the order of the images.</summary>
    public void Apply(torch.nn.Module model)
    {
        if (!isChannelsLast)
            return;
        using IDisposable noGradients = no_grad();
        foreach (Parameter parameter in model.parameters().Where(parameter => parameter.dim() == 4))
            parameter.set_(parameter.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
    }
}
