using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Where a buffer lies among the channels of another one.</summary>
/// <param name="Target">The other one: what a <see cref="ConcatKernel"/> makes.</param>
/// <param name="FirstChannel">Where its channels begin there, a multiple of 16.</param>
internal readonly record struct ChannelView(int Target, int FirstChannel);

/// <summary>
/// Operands of <see cref="ConcatKernel"/>s that are written where they belong, so that nothing has to be copied. Such a buffer has the
/// pixel stride of the one in which it lies.
/// </summary>
/// <param name="views">The place of each buffer that lies in another one.</param>
internal sealed class ChannelViews(Dictionary<int, ChannelView> views)
{
    public static ChannelViews None { get; } = new([]);

    /// <summary>The buffers that lie in another one.</summary>
    public IReadOnlyCollection<int> Buffers => views.Keys;

    /// <summary>The place of a buffer among the channels of another one, or null.</summary>
    public ChannelView? Of(int buffer) => views.TryGetValue(buffer, out ChannelView view) ? view : null;

    /// <summary>Finds the buffers that one kernel writes and only a concatenation reads, and that fill whole vectors there.</summary>
    /// <param name="program">The program.</param>
    /// <param name="writesApart">Whether a kernel can write pixels that don't lie side by side.</param>
    /// <returns>The program, in which these buffers have another pixel stride, and the places.</returns>
    public static (KernelProgram Program, ChannelViews Views) Of(KernelProgram program, Func<Kernel, bool> writesApart)
    {
        if (!program.Kernels.Any(kernel => kernel is ConcatKernel))
            return (program, None);
        var (writers, readers) = (new Kernel?[program.Buffers.Count], new int[program.Buffers.Count]);
        foreach (Kernel kernel in program.Kernels)
        {
            foreach (int id in kernel.Writes)
                writers[id] = kernel;
            foreach (int id in kernel.Reads)
                readers[id]++;
        }

        HashSet<int> results = [.. program.Results];
        Dictionary<int, ChannelView> views = [];
        // Where there is padding, the first operand to be copied zeroes it.
        foreach (ConcatKernel concat in program.Kernels.OfType<ConcatKernel>().Where(concat => program.Buffers[concat.Target].Channels % ChannelPadding.Lanes == 0))
        {
            int channel = 0;
            foreach (int source in concat.Sources)
            {
                int channels = program.Buffers[source].Channels;
                if (channel % ChannelPadding.Lanes == 0 && channels % ChannelPadding.Lanes == 0
                    && readers[source] == 1 && !results.Contains(source) && writers[source] is { } writer && writesApart(writer))
                {
                    views.Add(source, new ChannelView(concat.Target, channel));
                }

                channel += channels;
            }
        }

        if (views.Count == 0)
            return (program, None);
        EquatableArray<TensorBuffer> buffers = program.Buffers
            .Select(buffer => views.TryGetValue(buffer.Id, out ChannelView view) ? buffer with { PixelStride = program.Buffers[view.Target].PixelStride } : buffer)
            .ToEquatableArray();
        return (program with { Buffers = buffers }, new ChannelViews(views));
    }
}
