using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Where a buffer lies among the channels of another one.</summary>
/// <param name="Target">The other one, which lies by itself: what a <see cref="ConcatKernel"/> makes, or what a <see cref="SliceKernel"/> takes apart.</param>
/// <param name="FirstChannel">Where its channels begin there, a multiple of 16.</param>
internal readonly record struct ChannelView(int Target, int FirstChannel);

/// <summary>
/// Operands of <see cref="ConcatKernel"/>s that are written where they belong, and results of <see cref="SliceKernel"/>s that are read where they lie,
/// so that nothing has to be copied. Such a buffer has the pixel stride of the one in which it lies.
/// </summary>
/// <param name="views">The place of each buffer that lies in another one.</param>
internal sealed class ChannelViews(Dictionary<int, ChannelView> views)
{
    public static ChannelViews None { get; } = new([]);

    /// <summary>The buffers that lie in another one.</summary>
    public IReadOnlyCollection<int> Buffers => views.Keys;

    /// <summary>The place of a buffer among the channels of another one, or null.</summary>
    public ChannelView? Of(int buffer) => views.TryGetValue(buffer, out ChannelView view) ? view : null;

    /// <summary>Whether others lie in a buffer.</summary>
    public bool HasParts(int buffer) => views.Values.Any(view => view.Target == buffer);

    /// <summary>Whether a buffer is some of the channels of another one without being copied.</summary>
    /// <param name="part">The buffer.</param>
    /// <param name="whole">The other one, which may lie in a third.</param>
    /// <param name="firstChannel">Which of its channels are meant.</param>
    public bool IsPart(int part, int whole, int firstChannel) => Of(part) is { } view && view == PlaceIn(whole, firstChannel);

    /// <summary>Finds the buffers that fill whole vectors of another one, and whose kernels can work there.</summary>
    /// <param name="program">The program.</param>
    /// <param name="canWrite">Whether a kernel can write pixels that don't lie side by side.</param>
    /// <param name="canRead">Whether a kernel can read those of an operand.</param>
    /// <returns>The program, in which these buffers have another pixel stride, and the places.</returns>
    public static (KernelProgram Program, ChannelViews Views) Of(KernelProgram program, Func<Kernel, bool> canWrite, Func<Kernel, int, bool> canRead)
    {
        if (!program.Kernels.Any(kernel => kernel is ConcatKernel or SliceKernel))
            return (program, None);
        var writers = new Kernel?[program.Buffers.Count];
        ILookup<int, Kernel> readers = program.Kernels.SelectMany(kernel => kernel.Reads.Distinct().Select(id => (id, kernel))).ToLookup(read => read.id, read => read.kernel);
        foreach (Kernel kernel in program.Kernels)
        {
            foreach (int id in kernel.Writes)
                writers[id] = kernel;
        }

        HashSet<int> results = [.. program.Results], inputs = [.. program.Inputs];
        ChannelViews found = new([]);

        // What a concatenation makes may be an operand of a later one: its own operands then lie there too.
        foreach (ConcatKernel concat in program.Kernels.Reverse().OfType<ConcatKernel>().Where(concat => FillsVectors(concat.Target)))
        {
            int channel = 0;
            foreach (int source in concat.Sources)
            {
                if (writers[source] is { } writer && canWrite(writer))
                    Add(source, concat.Target, channel);
                channel += program.Buffers[source].Channels;
            }
        }

        foreach (SliceKernel slice in program.Kernels.OfType<SliceKernel>())
            Add(slice.Target, slice.Source, slice.FirstChannel);

        // What is made in the place of something else, which nobody else reads, lets that lie there too.
        foreach (Kernel kernel in program.Kernels.Where(kernel => kernel.MayOverwrite != Kernel.None))
        {
            int operand = kernel.MayOverwrite;
            if (found.Of(kernel.Writes.First()) is { } view && writers[operand] is { } writer && canWrite(writer) && readers[operand].Count() == 1)
                Add(operand, view.Target, view.FirstChannel);
        }

        return found.Buffers.Count == 0 ? (program, None) : (program with { Buffers = found.Placed(program.Buffers) }, found);

        void Add(int part, int whole, int firstChannel)
        {
            if (firstChannel % ChannelPadding.Lanes == 0 && FillsVectors(part) && FillsVectors(whole)
                && found.Of(part) is null && !results.Contains(part) && !inputs.Contains(whole) && readers[part].All(reader => canRead(reader, part)))
            {
                found.Put(part, found.PlaceIn(whole, firstChannel));
            }
        }

        // Where there is padding, the first operand to be copied zeroes it.
        bool FillsVectors(int id) => program.Buffers[id].Channels % ChannelPadding.Lanes == 0;
    }

    private ChannelView PlaceIn(int whole, int firstChannel) =>
        Of(whole) is { } outer ? new ChannelView(outer.Target, outer.FirstChannel + firstChannel) : new ChannelView(whole, firstChannel);

    private void Put(int buffer, ChannelView view) => views.Add(buffer, view);

    private EquatableArray<TensorBuffer> Placed(EquatableArray<TensorBuffer> buffers) => buffers
        .Select(buffer => Of(buffer.Id) is { } view ? buffer with { PixelStride = buffers[view.Target].PixelStride } : buffer)
        .ToEquatableArray();
}
