using DeepVision.Generated.Tests.LayerCases;
using DeepVision.Generated.Tests.Reference;
using DeepVision.Generated.Tests.Reference.Reading;

namespace DeepVision.Generated.Tests.CustomLosses;

/// <summary>Compares networks that end in CustomLoss with the reference, on any device.</summary>
internal static class CustomLossChecks
{
    private const double OutputTolerance = 1e-4;
    private const double GradientTolerance = 1e-3;

    /// <summary>The networks.</summary>
    public static readonly Type[] Networks = [typeof(DenseCritic), typeof(ImageCritic), typeof(ImageGenerator), typeof(ResidualMap), typeof(PooledCritic)];

    /// <summary>A network with random parameters.</summary>
    public static CustomLossNetwork Create(Type type, int seed, Device? device = null)
    {
        var network = (CustomLossNetwork)Activator.CreateInstance(type, [seed, device])!;
        ReferenceParameters.Randomise(network, seed);
        return network;
    }

    /// <summary>Outputs, gradients and running statistics of passes of these sizes in training mode, one after the other on one network.</summary>
    public static void Passes(Type type, Device? device, int seed, params ReadOnlySpan<int> counts)
    {
        using CustomLossNetwork network = Create(type, seed, device);
        network.Threads = 2;
        long step = 0;
        foreach (int count in counts)
            Pass(network, type, seed, step++, count);
    }

    private static void Pass(CustomLossNetwork network, Type type, int seed, long step, int count)
    {
        string what = $"{type.Name}, {count} samples, seed {seed}, step {step}";
        ReferenceNetwork reference = NetworkReader.Read(type), forward = NetworkReader.Read(type);
        network.Resume(seed, step);
        reference.Load(network);
        forward.Load(network);
        Random random = new(seed + count);
        float[] inputs = Draw(random, count * reference.Input.Length), outputGradients = Draw(random, count * reference.Output.Length);
        ReferenceTensor batch = ReferenceTensor.From(inputs, count, reference.Input);
        double[] expected = forward.Forward(batch, new PassContext(Training: true, seed, step)).Values;
        ReferencePass pass = reference.Train(batch, [], outputGradients, seed, step);

        float[] outputs = new float[outputGradients.Length], inputGradients = new float[inputs.Length];
        network.Forward(inputs, outputs);
        network.Backward(outputGradients, inputGradients);

        Tensors.AssertClose(outputs, expected, OutputTolerance, $"{what}: outputs");
        Tensors.AssertClose(inputGradients, pass.InputGradient.Values, GradientTolerance, $"{what}: gradient of the inputs");
        double largest = reference.Parameters.Values.Max(parameter => parameter.Gradient.Max(Math.Abs));
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            ReferenceParameter parameter = reference.Parameters[tensor.Name];
            if (tensor.IsTrainable)
                Tensors.AssertClose(network.GetGradient(tensor.Name), parameter.Gradient, GradientTolerance, $"{what}: gradient of {tensor.Name}", 1e-3 * largest);
            else
                Tensors.AssertClose(ReferenceParameters.Logical(tensor, network.Parameters.Values), parameter.Values, OutputTolerance, $"{what}: {tensor.Name}");
        }
    }

    public static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
}
