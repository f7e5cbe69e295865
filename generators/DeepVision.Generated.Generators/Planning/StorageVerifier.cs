using DeepVision.Generated.Generators.Lowering;

namespace DeepVision.Generated.Generators.Planning;

/// <summary>Runs a program in thought and watches what lies where; a failure is a mistake of ours, not of the user.</summary>
internal static class StorageVerifier
{
    /// <exception cref="InvalidOperationException">
    /// A kernel would read a place in which another buffer lies by then, buffers of different layout share a place, or
    /// something lies in that of the network's input, which is the caller's.
    /// </exception>
    public static void Verify(KernelProgram program, IReadOnlyList<int> order, StoragePlan plan)
    {
        // Place, and vector of channels in it where several share one → the buffers whose values lie there: a part and the whole, or one alone.
        Dictionary<(int Place, int Vector), HashSet<int>> contents = [];
        HashSet<int> parted = [.. plan.Views.Buffers.Select(plan.Of)];
        foreach (int input in program.Inputs)
            contents[(plan.Of(input), 0)] = [input];
        for (int id = 0; id < plan.Storages.Count; id++)
            Require(plan.Of(plan.Of(id)) == plan.Of(id), $"{program.Buffers[id].Name} lies in the place of a buffer that has none of its own");
        foreach (int index in order)
        {
            Kernel kernel = program.Kernels[index];
            foreach (int id in kernel.Reads)
            {
                int found = Found(id);
                Require(found == id, $"{kernel.Name} reads {program.Buffers[id].Name}, but {(found == Kernel.None ? "nothing" : program.Buffers[found].Name)} lies there");
            }

            foreach (int id in kernel.Writes)
            {
                Require(!program.Inputs.Any(input => plan.IsShared(id, input)), $"{kernel.Name} writes {program.Buffers[id].Name} over the input");
                TensorBuffer buffer = program.Buffers[id], place = program.Buffers[plan.Of(id)];
                Require(
                    buffer.Kind == place.Kind && buffer.SampleLength == place.SampleLength && buffer.PixelStride == place.PixelStride,
                    $"{buffer.Name} doesn't fit in the place of {place.Name}");
                Put(kernel, id);
            }
        }

        foreach (int result in program.Results)
            Require(Found(result) == result, $"{program.Buffers[result].Name}, a result, is overwritten");

        IEnumerable<(int Place, int Vector)> VectorsOf(int id)
        {
            if (!parted.Contains(plan.Of(id)))
                return [(plan.Of(id), 0)];
            int first = plan.Views.Of(id)?.FirstChannel ?? 0;
            return Enumerable.Range(first / ChannelPadding.Lanes, program.Buffers[id].Channels / ChannelPadding.Lanes).Select(vector => (plan.Of(id), vector));
        }

        void Put(Kernel kernel, int id)
        {
            HashSet<(int, int)> unmoved = [.. UnmovedBy(kernel).SelectMany(VectorsOf)];
            foreach ((int, int) vector in VectorsOf(id))
            {
                if (unmoved.Contains(vector))
                {
                    contents[vector].Add(id);
                    continue;
                }

                foreach (int read in kernel.Reads.Where(read => read != kernel.MayOverwrite && VectorsOf(read).Contains(vector)))
                    throw Failure($"{kernel.Name} writes {program.Buffers[id].Name} over {program.Buffers[read].Name} while it reads it");
                contents[vector] = [id];
            }
        }

        // The parts of what it puts together or takes apart that lie where they belong.
        IEnumerable<int> UnmovedBy(Kernel kernel)
        {
            if (kernel is SliceKernel slice && plan.Views.IsPart(slice.Target, slice.Source, slice.FirstChannel))
                yield return slice.Target;
            if (kernel is not ConcatKernel concat)
                yield break;
            int channel = 0;
            foreach (int source in concat.Sources)
            {
                if (plan.Views.IsPart(source, concat.Target, channel))
                    yield return source;
                channel += program.Buffers[source].Channels;
            }
        }

        // The buffer itself if all of it lies there, else something else that does, or nothing.
        int Found(int id) => VectorsOf(id)
            .Select(vector => contents.TryGetValue(vector, out HashSet<int>? found) ? found : [])
            .Where(found => !found.Contains(id)).Select(found => found.DefaultIfEmpty(Kernel.None).First()).DefaultIfEmpty(id).First();
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw Failure(problem);
    }

    private static InvalidOperationException Failure(string problem) => new("The plan of places is wrong: " + problem + ".");
}
