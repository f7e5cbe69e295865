namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Checks what every program must fulfil, whatever the network; a failure is a mistake of ours, not of the user.</summary>
internal static class ProgramVerifier
{
    /// <exception cref="InvalidOperationException">A kernel reads what nobody wrote, or names clash.</exception>
    public static void Verify(KernelProgram program)
    {
        HashSet<int> written = [program.Input];
        HashSet<string> kernelNames = [];
        HashSet<string> bufferNames = [];
        for (int id = 0; id < program.Buffers.Count; id++)
        {
            Require(program.Buffers[id].Id == id, $"buffer {program.Buffers[id].Name} has the id {program.Buffers[id].Id}, not {id}");
            Require(bufferNames.Add(program.Buffers[id].Name), $"two buffers are called {program.Buffers[id].Name}");
            Require(program.Buffers[id].PixelStride >= program.Buffers[id].Channels, $"{program.Buffers[id].Name} has no room for its channels");
        }

        foreach (Kernel kernel in program.Kernels)
        {
            Require(kernelNames.Add(kernel.Name), $"two kernels are called {kernel.Name}");
            foreach (int id in kernel.Reads)
                Require(written.Contains(id), $"{kernel.Name} reads {program.Buffers[id].Name} before it is written");
            foreach (int id in kernel.Writes)
            {
                Require(id != program.Input, $"{kernel.Name} writes the network's input");
                written.Add(id);
            }
        }

        Require(written.Contains(program.Output), "nobody writes the output");
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The lowered program is wrong: " + problem + ".");
    }
}
