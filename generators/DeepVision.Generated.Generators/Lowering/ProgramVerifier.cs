namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Checks what planning and backends rely on in a program; a failure is a mistake of ours, not of the user.</summary>
internal static class ProgramVerifier
{
    /// <exception cref="InvalidOperationException">
    /// A buffer is written twice, or read before it is written; the gradient of a parameter or a statistic likewise; extents
    /// don't agree; names clash.
    /// </exception>
    public static void Verify(KernelProgram program)
    {
        CheckBuffers(program);
        HashSet<int> written = [program.Input];
        HashSet<StateAccess> state = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Kernel kernel in program.Kernels)
        {
            Require(names.Add(kernel.Name), $"two kernels are called {kernel.Name}");
            foreach (int id in kernel.Reads)
                Require(written.Contains(id), $"{kernel.Name} reads {program.Buffers[id].Name} before it is written");
            foreach (int id in kernel.Writes)
                Require(written.Add(id), $"{kernel.Name} writes {program.Buffers[id].Name}, which has its values already");
            foreach (StateAccess access in kernel.StateReads.Where(access => access.Kind is StateKind.BatchStatistics or StateKind.Gradient))
                Require(state.Contains(access), $"{kernel.Name} reads the {access.Kind} {access.Index} before it is written");
            foreach (StateAccess access in kernel.StateWrites)
                Require(state.Add(access), $"{kernel.Name} writes the {access.Kind} {access.Index} a second time");
            CheckExtents(program, kernel);
        }

        Require(written.Contains(program.Output), "nobody writes the output");
    }

    private static void CheckBuffers(KernelProgram program)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int id = 0; id < program.Buffers.Count; id++)
        {
            TensorBuffer buffer = program.Buffers[id];
            Require(buffer.Id == id, $"buffer {buffer.Name} has the id {buffer.Id}, not {id}");
            Require(names.Add(buffer.Name), $"two buffers are called {buffer.Name}");
            Require(buffer.PixelStride >= buffer.Channels, $"{buffer.Name} has no room for its channels");
        }
    }

    /// <summary>Whether operands have the extents that the kernel works on.</summary>
    private static void CheckExtents(KernelProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case MapKernel { Kind: not MapKind.Repack } map:
                Same(map.Source, map.Target);
                if (map.Auxiliary != Kernel.None)
                    Same(map.Source, map.Auxiliary);
                break;
            case SoftmaxKernel softmax:
                Same(softmax.Source, softmax.Target);
                if (softmax.Values != Kernel.None)
                    Same(softmax.Source, softmax.Values);
                break;
            case SumKernel sum:
                Require(sum.Sources.Count > 1, $"{kernel.Name} adds one buffer");
                foreach (int source in sum.Sources)
                    Same(source, sum.Target);
                break;
            case LossKernel loss:
                Same(loss.Source, loss.Target);
                break;
            case BatchNormKernel norm:
                foreach (int id in new[] { norm.Target, norm.Gradient, norm.Values }.Where(id => id != Kernel.None))
                    Same(norm.Source, id);
                break;
            case ContractionKernel contraction:
                if (contraction.Derivative is { } derivative)
                    Same(derivative.Values, contraction.Target);
                if (contraction.Addend != Kernel.None)
                    Same(contraction.Addend, contraction.Target);
                break;
            case WindowKernel { Codes: not Kernel.None } window:
                Same(window.Codes, window.Pass == WindowPass.Forward ? window.Target : window.Source);
                break;
        }

        void Same(int one, int other)
        {
            TensorBuffer a = program.Buffers[one], b = program.Buffers[other];
            Require(
                a.SampleLength == b.SampleLength && a.PixelStride == b.PixelStride,
                $"{kernel.Name} works on {a.Name} and {b.Name}, which lie differently in memory");
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
            throw new InvalidOperationException("The lowered program is wrong: " + problem + ".");
    }
}
