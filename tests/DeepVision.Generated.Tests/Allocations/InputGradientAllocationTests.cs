using DeepVision.Generated.Tests.CustomLosses;

namespace DeepVision.Generated.Tests.Allocations;

/// <summary>Gradients of inputs, and steps whose loss the program computes, allocate nothing once they are warm.</summary>
[Collection(nameof(AllocationTests))]
public class InputGradientAllocationTests
{
    private const int Seed = 1;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 1)]
    [InlineData(24, 2)]
    public void InputGradientsAllocateNothing(int count, int threads)
    {
        using MixedNet network = new(seed: Seed) { Threads = threads };
        float[] inputs = new float[count * network.Architecture.InputShape.Length], scoreGradients = new float[count * 4], gradients = new float[inputs.Length];
        AllocationMeter.AssertNone($"gradients of {count} inputs on {threads} threads", () => network.ComputeInputGradient(inputs, scoreGradients, gradients));
    }

    [Fact]
    public void TheGradientOfOneClassAllocatesNothing()
    {
        using PlainNet network = new(seed: Seed);
        float[] input = new float[network.Architecture.InputShape.Length], gradient = new float[input.Length];
        AllocationMeter.AssertNone("the gradient of one class", () => network.ComputeInputGradient(input, 1, gradient));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void StepsWithALossOfTheProgramsAllocateNothing(int threads)
    {
        using ImageCritic network = new(seed: Seed) { Threads = threads };
        float[] inputs = new float[12 * 9 * 8 * 3], outputs = new float[12 * 6], inputGradients = new float[inputs.Length];
        Adam optimizer = new(1e-3f);
        AllocationMeter.AssertNone($"Forward, Backward and Step on {threads} threads", () =>
        {
            foreach (int count in (ReadOnlySpan<int>)[12, 5])
            {
                network.Forward(inputs.AsSpan(0, count * 9 * 8 * 3), outputs.AsSpan(0, count * 6));
                network.Backward(outputs.AsSpan(0, count * 6), inputGradients.AsSpan(0, count * 9 * 8 * 3));
                network.Step(optimizer);
            }
        });
    }
}
