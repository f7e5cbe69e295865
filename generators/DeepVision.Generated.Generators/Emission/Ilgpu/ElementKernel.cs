namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// The frame of kernels that give each value of a sample a thread. The second dimension of the grid counts samples, so that
/// the division that finds a pixel and a channel is one of small numbers.
/// </summary>
internal static class ElementKernel
{
    /// <summary>Prints the body around <paramref name="printElement"/>, for which <c>i</c> is the value's index in its sample.</summary>
    /// <param name="views">Operands that it reads or writes, each with its length per sample: their views begin at the sample then.</param>
    public static void Print(SourceWriter writer, int length, int threads, IEnumerable<(string Type, string View, string Name, int Length)> views, Action printElement)
    {
        writer.Line($"int i = Grid.IdxX * {CSharpLiteral.Of(threads)} + Group.IdxX;");
        bool isExact = length % threads == 0;
        using (isExact ? writer.Indent(0) : writer.Block($"if (i < {CSharpLiteral.Of(length)})"))
        {
            foreach ((string type, string view, string name, int sampleLength) in views)
                writer.Line($"ArrayView<{type}> {name} = {view}.SubView((long)Grid.IdxY * {CSharpLiteral.Of(sampleLength)});");
            printElement();
        }
    }

    /// <summary>The grid of such a kernel.</summary>
    public static (string, string, string) Groups(int length, int threads) =>
        (CSharpLiteral.Of(ExactDivision.Groups(length, threads)), "count", "1");
}
