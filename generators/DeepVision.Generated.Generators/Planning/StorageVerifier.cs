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
        // Place → the buffer whose values lie there.
        var contents = new int[program.Buffers.Count];
        for (int id = 0; id < contents.Length; id++)
            contents[id] = Kernel.None;
        foreach (int input in program.Inputs)
            contents[plan.Of(input)] = input;
        for (int id = 0; id < plan.Storages.Count; id++)
            Require(plan.Of(plan.Of(id)) == plan.Of(id), $"{program.Buffers[id].Name} lies in the place of a buffer that has none of its own");
        foreach (int index in order)
        {
            Kernel kernel = program.Kernels[index];
            foreach (int id in kernel.Reads)
            {
                int found = contents[plan.Of(id)];
                Require(found == id, $"{kernel.Name} reads {program.Buffers[id].Name}, but {(found == Kernel.None ? "nothing" : program.Buffers[found].Name)} lies there");
            }

            foreach (int id in kernel.Writes)
            {
                Require(!program.Inputs.Any(input => plan.IsShared(id, input)), $"{kernel.Name} writes {program.Buffers[id].Name} over the input");
                TensorBuffer buffer = program.Buffers[id], place = program.Buffers[plan.Of(id)];
                Require(
                    buffer.Kind == place.Kind && buffer.SampleLength == place.SampleLength && buffer.PixelStride == place.PixelStride,
                    $"{buffer.Name} doesn't fit in the place of {place.Name}");
                foreach (int read in kernel.Reads)
                {
                    Require(
                        !plan.IsShared(read, id) || read == kernel.MayOverwrite,
                        $"{kernel.Name} writes {buffer.Name} over {program.Buffers[read].Name} while it reads it");
                }

                contents[plan.Of(id)] = id;
            }
        }

        foreach (int result in program.Results)
            Require(contents[plan.Of(result)] == result, $"{program.Buffers[result].Name}, a result, is overwritten");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The plan of places is wrong: " + problem + ".");
    }
}
