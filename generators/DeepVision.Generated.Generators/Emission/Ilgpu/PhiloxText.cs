namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011) as statements of a kernel; the
/// numbers are those of the library's <c>Philox</c>.
/// </summary>
internal static class PhiloxText
{
    /// <summary>
    /// Prints the four words <c>c0</c> to <c>c3</c> of the block to which <c>index</c> (long) belongs, with the kernel's parameters
    /// <c>seed</c> and <c>step</c>: the block with the counter (step, index / 4).
    /// </summary>
    /// <param name="purpose">Upper half of the key, a literal.</param>
    public static void PrintBlock(SourceWriter writer, string purpose)
    {
        writer.Line("long quad = index >> 2;");
        writer.Line("uint c0 = (uint)step, c1 = (uint)(step >> 32), c2 = (uint)quad, c3 = (uint)(quad >> 32);");
        writer.Line($"uint k0 = (uint)seed, k1 = {purpose};");
        using (writer.Block("for (int round = 0; round < 10; round++)"))
        {
            writer.Line("ulong first = 0xD2511F53ul * c0, second = 0xCD9E8D57ul * c2;");
            writer.Line("c0 = (uint)(second >> 32) ^ c1 ^ k0;");
            writer.Line("c1 = (uint)second;");
            writer.Line("c2 = (uint)(first >> 32) ^ c3 ^ k1;");
            writer.Line("c3 = (uint)first;");
            writer.Line("k0 += 0x9E3779B9u;");
            writer.Line("k1 += 0xBB67AE85u;");
        }
    }

    /// <summary>
    /// Prints the word that belongs to <c>index</c> (long), with the kernel's parameters <c>seed</c> and <c>step</c>: word
    /// index mod 4 of its block.
    /// </summary>
    /// <param name="purpose">Upper half of the key, a literal.</param>
    public static void PrintWord(SourceWriter writer, string purpose)
    {
        PrintBlock(writer, purpose);
        writer.Line("int place = (int)index & 3;");
        writer.Line("uint word = place == 0 ? c0 : place == 1 ? c1 : place == 2 ? c2 : c3;");
    }
}
