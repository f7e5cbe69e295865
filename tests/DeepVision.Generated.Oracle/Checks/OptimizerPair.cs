using System.Globalization;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;

namespace DeepVision.Generated.Oracle.Checks;

/// <summary>
/// One of our optimizers, and PyTorch's with the same options. PyTorch has no Lion, and TorchSharp's RAdam is none: once it rectifies, it multiplies by
/// the rate twice.
/// </summary>
/// <param name="CoupledDecay">Weight decay that is added to the gradients.</param>
internal sealed record OptimizerPair(string Name, double CoupledDecay, Optimizer Ours, Func<IReadOnlyList<Parameter>, torch.optim.Optimizer> Theirs)
{
    /// <summary>One of each kind, with options at random.</summary>
    public static IEnumerable<OptimizerPair> DrawAll(Random random)
    {
        double[] decays = [0, 0, 0.01, 0.1];
        double Decay() => decays[random.Next(decays.Length)];
        double Between(double low, double high) => low + (high - low) * random.NextDouble();

        yield return Descent("SGD", (float)Between(0.001, 0.05), momentum: 0, nesterov: false, Decay());
        yield return Descent("SGD with momentum", (float)Between(0.001, 0.02), Between(0.5, 0.95), nesterov: false, Decay());
        yield return Descent("SGD with Nesterov's momentum", (float)Between(0.001, 0.02), Between(0.5, 0.95), nesterov: true, Decay());

        {
            float rate = (float)Between(0.0005, 0.01);
            double beta1 = Between(0.5, 0.95), beta2 = Between(0.9, 0.999), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, decay = Decay();
            yield return new OptimizerPair(
                Text($"Adam({rate}, {beta1}, {beta2}, {epsilon}, {decay})"),
                decay,
                new Adam(rate, beta1, beta2, epsilon, decay),
                parameters => torch.optim.Adam(parameters, rate, beta1, beta2, epsilon, decay));
        }

        {
            float rate = (float)Between(0.0005, 0.01);
            double beta1 = Between(0.5, 0.95), beta2 = Between(0.9, 0.999), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, decay = Decay();
            yield return new OptimizerPair(
                Text($"AdamW({rate}, {beta1}, {beta2}, {epsilon}, {decay})"),
                CoupledDecay: 0,
                new AdamW(rate, beta1, beta2, epsilon, decay),
                parameters => torch.optim.AdamW(parameters, rate, beta1, beta2, epsilon, decay));
        }

        {
            float rate = (float)Between(0.0005, 0.01);
            double beta1 = Between(0.5, 0.95), beta2 = Between(0.9, 0.999), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, decay = Decay();
            yield return new OptimizerPair(
                Text($"Adam with AMSGrad({rate}, {beta1}, {beta2}, {epsilon}, {decay})"),
                decay,
                new Adam(rate, beta1, beta2, epsilon, decay, amsGrad: true),
                parameters => torch.optim.Adam(parameters, rate, beta1, beta2, epsilon, decay, amsgrad: true));
        }

        {
            float rate = (float)Between(0.0005, 0.01);
            double beta1 = Between(0.5, 0.95), beta2 = Between(0.9, 0.999), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, decay = Decay(), momentumDecay = Between(0.001, 0.01);
            yield return new OptimizerPair(
                Text($"NAdam({rate}, {beta1}, {beta2}, {epsilon}, {decay}, {momentumDecay})"),
                decay,
                new NAdam(rate, beta1, beta2, epsilon, decay, momentumDecay),
                parameters => torch.optim.NAdam(parameters, rate, beta1, beta2, epsilon, decay, momentumDecay));
        }

        {
            float rate = (float)Between(0.0005, 0.01);
            double beta1 = Between(0.5, 0.95), beta2 = Between(0.9, 0.999), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, decay = Decay();
            yield return new OptimizerPair(
                Text($"Adamax({rate}, {beta1}, {beta2}, {epsilon}, {decay})"),
                decay,
                new Adamax(rate, beta1, beta2, epsilon, decay),
                parameters => torch.optim.Adamax(parameters, rate, beta1, beta2, epsilon, decay));
        }

        {
            float rate = (float)Between(0.0005, 0.01);
            double alpha = Between(0.8, 0.99), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-8, momentum = random.Next(2) == 0 ? 0 : Between(0.5, 0.9), decay = Decay();
            yield return new OptimizerPair(
                Text($"RMSprop({rate}, {alpha}, {epsilon}, {momentum}, {decay})"),
                decay,
                new RMSprop(rate, alpha, epsilon, momentum, decay),
                parameters => torch.optim.RMSProp(parameters, rate, alpha, epsilon, decay, momentum));
        }

        {
            float rate = (float)Between(0.001, 0.05);
            double rateDecay = random.Next(2) == 0 ? 0 : Between(0.01, 0.2), accumulator = random.Next(2) == 0 ? 0 : Between(0.01, 1), decay = Decay();
            yield return new OptimizerPair(
                Text($"Adagrad({rate}, {rateDecay}, {accumulator}, {decay})"),
                decay,
                new Adagrad(rate, rateDecay, accumulator, weightDecay: decay),
                parameters => torch.optim.Adagrad(parameters, rate, rateDecay, decay, accumulator));
        }

        {
            float rate = (float)Between(0.1, 1);
            double rho = Between(0.8, 0.99), epsilon = random.Next(3) == 0 ? 1e-4 : 1e-6, decay = Decay();
            yield return new OptimizerPair(
                Text($"Adadelta({rate}, {rho}, {epsilon}, {decay})"),
                decay,
                new Adadelta(rate, rho, epsilon, decay),
                parameters => torch.optim.Adadelta(parameters, rate, rho, epsilon, decay));
        }
    }

    private static OptimizerPair Descent(string name, float rate, double momentum, bool nesterov, double decay) => new(
        Text($"{name}({rate}, {momentum}, {decay})"),
        decay,
        new SGD(rate, momentum, nesterov, decay),
        parameters => torch.optim.SGD(parameters, rate, momentum, dampening: 0, weight_decay: decay, nesterov: nesterov));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
