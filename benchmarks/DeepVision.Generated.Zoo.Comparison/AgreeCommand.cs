using System.CommandLine;
using System.Diagnostics;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>
/// <c>agree</c>: compares the scores of the Zoo's networks with those of torchvision's for the same weights and images. A line gives what the
/// tests of the Zoo expect. Then the same for a step of training, for the networks without dropout.
/// </summary>
internal static class AgreeCommand
{
    private const int ImageCount = 2;
    private const double Tolerance = 1e-4, GradientTolerance = 5e-2;

    public static Command Create()
    {
        string[] all = [.. TorchVisionModel.Names, .. HandwrittenModel.Names];
        Argument<string[]> networks = new("networks") { Description = "Networks to compare; all by default.", DefaultValueFactory = _ => all };
        networks.AcceptOnlyFromAmong(all);
        Command command = new("agree", "Compares scores and a step of training.") { networks };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(networks)) ? 0 : 1);
        return command;
    }

    private static bool Run(string[] networks)
    {
        TorchLibrary.Prepare();
        bool isEqual = true;
        foreach (string name in networks)
        {
            using Network network = ZooNetworks.Create(name);
            FormulaWeights.Fill(network);
            float[] images = FormulaWeights.Images(network, ImageCount);

            // Probabilities tell the scores only where these lie close together.
            float factor;
            using (Tensor scores = TorchScores(name, network, images))
                factor = 2 / scores.std().item<float>();
            FormulaWeights.ScaleScores(network, factor);

            using Tensor expected = TorchScores(name, network, images).log_softmax(-1);
            long start = Stopwatch.GetTimestamp();
            float[] probabilities = ZooNetworks.Predict(network, images);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            using Tensor actual = tensor(probabilities).reshape(expected.shape).log();

            // Differences as parts of the largest distance of a score from the mean.
            double difference = (actual - expected).abs().max().item<float>() / (expected - expected.mean([-1], keepdim: true)).abs().max().item<float>();
            isEqual &= difference <= Tolerance;
            string logarithms = string.Join(", ", expected[1].flatten()[..3].data<float>().ToArray().Select(value => FormattableString.Invariant($"{value:0.00000}")));
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-14} {Parameters(network),11:N0} parameters, {seconds:0.00} s, largest difference {difference:0.0e+0}: factor {factor:R}, logarithms {logarithms}"));
        }

        foreach (string name in TrainingStep.Names.Where(name => networks.Contains(name)))
        {
            (double ours, double torch, double statistics) = TrainingStep.Compare(name);
            isEqual &= ours <= GradientTolerance && statistics <= Tolerance;
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-14} a step of training: statistics differ by {statistics:0.0e+0}, gradients by {ours:0.0e+0} from double precision, libtorch's by {torch:0.0e+0}"));
        }

        return isEqual;
    }

    private static Tensor TorchScores(string name, Network weights, float[] images)
    {
        using IDisposable inference = inference_mode(true);
        TensorShape shape = weights.Architecture.InputShape;
        using Tensor input = tensor(images).reshape(ImageCount, shape.Height, shape.Width, shape.Channels).permute(0, 3, 1, 2).contiguous();
        if (HandwrittenModel.Names.Contains(name))
        {
            Tensor scores = new HandwrittenModel(weights).Forward(input);
            return scores.dim() == 4 ? scores.permute(0, 2, 3, 1).contiguous() : scores;
        }
    
        using var model = TorchVisionModel.Create(name, weights);
        return model.forward(input);
    }
    
    private static long Parameters(Network network) => network.Architecture.Parameters
        .Where(tensor => tensor.IsTrainable).Sum(tensor => tensor.Shape.Aggregate(1L, (product, extent) => product * extent));
}
