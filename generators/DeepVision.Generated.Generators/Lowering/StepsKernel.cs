using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Family Map: the steps of sequences that end where their lengths say, or the gradient of that.</summary>
/// <param name="Steps">Which steps.</param>
/// <param name="IsGradient">Whether it makes dx of dy.</param>
/// <param name="Source">x, or dy.</param>
/// <param name="Lengths">Of each sample, one number.</param>
/// <param name="Target">y, or dx.</param>
internal sealed record StepsKernel(int Layer, string Name, StepsKind Steps, bool IsGradient, int Source, int Lengths, int Target) : Kernel(Layer, Name)
{
    public override IEnumerable<int> Reads => Present(Source, Lengths);

    public override IEnumerable<int> Writes => Present(Target);
}
