namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>
/// Max pooling of what a batch normalisation makes of its source, and the way back through both. The larger map between them exists nowhere: it is normalised while it is
/// read, and of its gradient there are some rows at a time. Each value is that of <see cref="PoolingKernels"/> behind <see cref="BatchNormKernels"/>, to the bit.
/// </summary>
public static partial class NormalizedPooling
{
    /// <summary>The largest value of each window of n(x), where n is the normalisation.</summary>
    /// <typeparam name="TActivation">The activation behind the normalisation.</typeparam>
    /// <param name="geometry">The shapes.</param>
    /// <param name="source">First float of the first sample: x.</param>
    /// <param name="normalization">n.</param>
    /// <param name="target">First float of the first sample written.</param>
    /// <param name="codes">One byte for every output float: the winner's window row × window width + window column. A null reference when nobody will ask for the gradient.</param>
    /// <param name="count">Samples.</param>
    /// <param name="stride">Floats per pixel.</param>
    /// <exception cref="ArgumentException">Codes are wanted, but the window has more than 255 positions.</exception>
    public static void MaxForward<TActivation>(in PoolingGeometry geometry, ref float source, in NormalizedSource normalization, ref float target, ref byte codes, int count, int stride)
        where TActivation : struct, ITileActivation =>
        PoolingKernels.MaxForward<NormalizedSource<TActivation>>(geometry, ref source, normalization, ref target, ref codes, 0, count * geometry.OutputHeight, stride);
}
