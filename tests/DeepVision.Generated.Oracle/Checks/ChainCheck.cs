using System.Reflection;
using DeepVision.Generated.Oracle.Chains;
using DeepVision.Generated.Oracle.Generation;
using DeepVision.Generated.Oracle.Torch;
using DeepVision.Generated.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace DeepVision.Generated.Oracle.Checks;

/// <summary>
/// Compares one chain with libtorch in float64: scores, and ten steps of each optimizer with the loss and the gradients of every
/// step, the weights and running statistics behind them, and the scores then.
/// </summary>
/// <remarks>
/// Each is compared where both sides stand at the same place, so that an error is that of one quantity and not of all before it: in
/// every step libtorch computes loss, gradients and statistics with our weights of that moment, and its optimizer, which has weights and
/// a state of its own, is given our gradients. Adam makes steps of full length out of gradients that are nothing but rounding, such as
/// that of a bias before BatchNorm, and a later layer can magnify what follows from them without limit.
/// </remarks>
internal sealed class ChainCheck
{
    private const int StepCount = 10;

    private const double ScoreTolerance = 1e-4;
    private const double LossTolerance = 1e-4;
    private const double GradientTolerance = 1e-3;
    private const double StatisticsTolerance = 1e-4;

    // Of the change that training made of a tensor, and of its largest value.
    private const double UpdateTolerance = 1e-3;
    private const double RoundingOfWeights = 3e-6;

    // A gradient smaller than this part of the network's largest one is measured against the latter; statistics against this at least.
    private const double LeastPart = 1e-2;
    private const double LeastStatistic = 1e-4;

    // Rounding may be this much worse than that of libtorch in float32, which adds up statistics in float64.
    private const double Leniency = 20;

    // Of the absolute values that a sum is made of.
    private const double RoundingOfSums = 2e-5;

    // A loss beyond this is on its way to infinity, on both sides.
    private const double DivergedLoss = 1e6;

    // Values nearer to a kink than this may lie on its other side in float32.
    private const double SafeKinkDistance = 1e-5;
    private const int Draws = 6;

    private readonly Chain _chain;
    private readonly ChainCompiler _compiler;
    private readonly int _seed;
    private readonly Random _random;
    private readonly int _batchSize;
    private readonly Report _report = new();

    private ChainCheck(Chain chain, ChainCompiler compiler, int seed)
    {
        (_chain, _compiler, _seed, _random) = (chain, compiler, seed, new Random(seed));
        int[] sizes = [1, 2, 3, 5, 8, 9, 16, 17, 19];
        _batchSize = Math.Max(chain.NeedsSeveralSamples ? 4 : 1, sizes[_random.Next(sizes.Length)]);
    }

    public static Report Run(Chain chain, ChainCompiler compiler, int seed)
    {
        ChainCheck check = new(chain, compiler, seed);
        using (Network network = check.Create())
        {
            check.CheckShape(network);
            check.CheckScores(network, "at the start");
        }

        foreach (OptimizerPair pair in OptimizerPair.DrawAll(check._random))
        {
            using var calm = new CollectionFreeRegion();
            check.CheckTraining(pair);
        }

        return check._report;
    }

    /// <summary>The network with weights that keep activations at their scale, biases and statistics away from zeros and ones.</summary>
    private Network Create()
    {
        Network network = _compiler.Create(_chain, _seed);
        Random random = new(_seed);
        foreach (ParameterTensor tensor in network.Architecture.Parameters)
        {
            string role = Role(tensor);
            bool isKernel = tensor.Shape.Count > 1;
            double spread = isKernel ? Math.Sqrt(6.0 / tensor.Shape.Skip(1).Aggregate(1, (product, extent) => product * extent)) : 0.4;
            double centre = role == "running_var" || (role == "weight" && !isKernel) ? 1 : 0;
            network.GetLayer(tensor.Layer)[role] = [.. Enumerable.Range(0, tensor.Layout.Count).Select(_ => (float)(centre + spread * (2 * random.NextDouble() - 1)))];
        }

        return network;
    }

    private void CheckShape(Network network)
    {
        TensorShape ours = network.Architecture.OutputShape;
        SampleShape expected = _chain.Output;
        if ((ours.Rank, ours.Height, ours.Width, ours.Channels) != (expected.Rank, expected.Height, expected.Width, expected.Channels))
            _report.Add($"the output is {ours}, expected {expected}");
    }

    private void CheckScores(Network network, string when)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        using TorchNetwork theirs = new(_chain, network, ScalarType.Float64);
        CheckScores(network, theirs, when);
    }

    private void CheckScores(Network network, TorchNetwork theirs, string when)
    {
        BatchSource source = new(_chain, _batchSize, _batchSize, _random);
        source.Draw();
        foreach (int count in new[] { _batchSize, 1 })
        {
            float[] inputs = source.ToBatch(count).Inputs;
            Tensor expected = Answers(theirs);
            _report.Compare("scores", $"scores of {count} samples {when}", Predict(network, inputs.AsSpan(0, count * _chain.Input.Length), count), expected, ScoreTolerance, rounding: () =>
            {
                using TorchNetwork single = new(_chain, network, ScalarType.Float32);
                return Leniency * LargestDifference(Answers(single), expected);
            });

            Tensor Answers(TorchNetwork torch) => torch.Answers(torch.Forward(torch.Images(inputs, count), Pass.Prediction));
        }
    }

    private float[] Predict(Network network, ReadOnlySpan<float> inputs, int count)
    {
        float[] answers = new float[count * _chain.Output.Length];
        switch (network)
        {
            case ClassificationNetwork classification:
                classification.Predict(inputs, answers);
                break;
            case BinaryNetwork binary:
                binary.Predict(inputs, answers);
                break;
            case RegressionNetwork regression:
                regression.Predict(inputs, answers);
                break;
        }

        return answers;
    }

    private void CheckTraining(OptimizerPair pair)
    {
        using Network network = Create();
        using TorchNetwork theirs = new(_chain, network, ScalarType.Float64);
        Dictionary<string, float[]> start = network.Architecture.Parameters.ToDictionary(tensor => tensor.Name, tensor => network.GetLayer(tensor.Layer)[Role(tensor)]);
        var trainStep = network.GetType().GetMethod("TrainStep", [typeof(Batch), typeof(Optimizer)])!.CreateDelegate<Func<Batch, Optimizer, StepResult>>(network);

        // The last batch is smaller.
        int lastSize = Math.Max(_chain.NeedsSeveralSamples ? 4 : 1, _batchSize / 2);
        float clip = _random.Next(3) == 0 ? 0.5f * _random.NextSingle() + 0.05f : 0;
        using TorchTraining training = new(_chain, network, pair, clip);
        BatchSource source = new(_chain, _batchSize, (StepCount - 1) * _batchSize + lastSize, _random);
        using TrainingRun run = network.BeginTraining(source, new TrainingOptions
        {
            Epochs = 1, BatchSize = _batchSize, Optimizer = pair.Ours, Shuffle = false, ClipNorm = clip, Threads = _random.Next(1, 4),
        });
        run.NextEpoch();
        for (int step = 0; step < StepCount; step++)
        {
            using IDisposable scope = NewDisposeScope();
            string what = FormattableString.Invariant($"{pair.Name}, clipped at {clip}, {_batchSize} samples, step {step + 1}");
            bool isSafe = Draw(source, theirs, step < StepCount - 1 ? _batchSize : lastSize, network.StepsTaken);
            run.NextBatch();
            StepResult gradientsOnly = network.ComputeGradients(run.Batch);
            if (!(CompareGradients(network, theirs, run.Batch, isSafe, gradientsOnly, what) < DivergedLoss))
            {
                _report.Diverged++;
                return;
            }

            training.Step(key => network.GetGradient(NameOf(network, key)));
            MoveStatistics(theirs, run.Batch, network.StepsTaken);
            StepResult result = trainStep(run.Batch, run.Optimizer);
            theirs.TakeWeights(network);
            if (!result.Equals(gradientsOnly))
                _report.Add($"{what}: the step's loss is {result.Loss:R}, that of ComputeGradients {gradientsOnly.Loss:R}");
            run.Report(result);
            _report.Steps++;
        }

        run.EndEpoch();
        CompareWeights(network, training, start, pair.Name);
        CompareStatistics(network, theirs, pair.Name);
        using IDisposable lastScope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        CheckScores(network, theirs, $"behind ten steps of {pair.Name}");
    }

    /// <summary>Draws a batch that stays away from kinks, if a few tries find one.</summary>
    private bool Draw(BatchSource source, TorchNetwork theirs, int count, long stepsTaken)
    {
        using IDisposable noGradients = no_grad();
        for (int draw = 0; draw < Draws; draw++)
        {
            source.Draw();
            theirs.Forward(theirs.Images(source.ToBatch(count).Inputs, count), new Pass(IsTraining: true, MovesStatistics: false, _seed, stepsTaken));
            if (theirs.KinkDistance >= SafeKinkDistance)
                return true;
        }

        return false;
    }

    /// <summary>Compares the loss of a step and its gradients.</summary>
    /// <returns>libtorch's loss.</returns>
    private double CompareGradients(Network network, TorchNetwork theirs, Batch batch, bool isSafe, StepResult result, string what)
    {
        Pass pass = new(IsTraining: true, MovesStatistics: true, _seed, network.StepsTaken);
        Tensor loss = Backward(theirs, batch, pass);
        Lazy<RoundingError> rounding = new(() => MeasureRounding(network, theirs, loss, batch, pass));
        _report.Compare("losses", $"{what}: loss", [result.Loss], loss, LossTolerance, rounding: () => Leniency * rounding.Value.OfLoss);
        if (!isSafe)
            _report.Undecided++;
        foreach (ParameterTensor tensor in network.Architecture.Parameters.Where(tensor => isSafe && tensor.IsTrainable))
        {
            Tensor expected = theirs[tensor.Layer, Role(tensor)].grad!;
            double scale = GradientScale(theirs, expected);
            _report.Compare("gradients", $"{what}: gradient of {tensor.Name}", network.GetGradient(tensor.Name), expected, GradientTolerance, scale, () =>
                Math.Max(Leniency * rounding.Value.OfGradients * scale, Role(tensor) == "bias" ? RoundingOfSums * theirs.TermsOfBias(tensor.Layer) : 0));
        }

        return loss.item<double>();
    }

    private static Tensor Backward(TorchNetwork torch, Batch batch, in Pass pass)
    {
        foreach ((_, Parameter parameter) in torch.Parameters)
            parameter.grad = null;
        Tensor loss = torch.Loss(torch.Forward(torch.Images(batch.Inputs, batch.Count), pass), batch);
        if (torch.Parameters.Any())
            loss.backward();
        return loss;
    }

    /// <summary>What a gradient's error is measured against.</summary>
    private static double GradientScale(TorchNetwork theirs, Tensor gradient) =>
        Math.Max(1e-30, Math.Max(Largest(gradient), LeastPart * theirs.Parameters.Max(parameter => Largest(parameter.Value.grad!))));

    /// <summary>How far libtorch itself is off when it takes the step in float32, with our weights.</summary>
    private RoundingError MeasureRounding(Network network, TorchNetwork theirs, Tensor loss, Batch batch, Pass pass)
    {
        using TorchNetwork single = new(_chain, network, ScalarType.Float32);
        Tensor singleLoss = Backward(single, batch, pass with { MovesStatistics = false });
        double ofGradients = theirs.Parameters
            .Select(parameter => LargestDifference(single[parameter.Key.Layer, parameter.Key.Role].grad!, parameter.Value.grad!) / GradientScale(theirs, parameter.Value.grad!))
            .DefaultIfEmpty().Max();
        return new RoundingError(LargestDifference(singleLoss, loss), ofGradients);
    }

    /// <summary>TrainStep is a pass of its own, which moves the statistics once more.</summary>
    private void MoveStatistics(TorchNetwork theirs, Batch batch, long stepsTaken)
    {
        using IDisposable noGradients = no_grad();
        theirs.Forward(theirs.Images(batch.Inputs, batch.Count), new Pass(IsTraining: true, MovesStatistics: true, _seed, stepsTaken));
    }

    private void CompareWeights(Network network, TorchTraining training, Dictionary<string, float[]> start, string optimizer)
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        foreach (ParameterTensor tensor in network.Architecture.Parameters.Where(tensor => tensor.IsTrainable))
        {
            Tensor expected = training[tensor.Layer, Role(tensor)];
            float[] ours = network.GetLayer(tensor.Layer)[Role(tensor)];
            double change = LargestDifference(torch.tensor(start[tensor.Name]).reshape(expected.shape), expected);
            Tensor unlessCancelled = where(training.Cancelled(tensor.Layer, Role(tensor)), torch.tensor(ours).to(ScalarType.Float64).reshape(expected.shape), expected);
            _report.Compare("updates", $"{tensor.Name} behind ten steps of {optimizer}", ours, unlessCancelled, UpdateTolerance, change + RoundingOfWeights / UpdateTolerance * Largest(expected));
        }
    }

    private void CompareStatistics(Network network, TorchNetwork theirs, string optimizer)
    {
        foreach (ParameterTensor tensor in network.Architecture.Parameters.Where(tensor => !tensor.IsTrainable))
        {
            Tensor expected = theirs[tensor.Layer, Role(tensor)];
            float[] ours = network.GetLayer(tensor.Layer)[Role(tensor)];
            _report.Compare("statistics", $"{tensor.Name} behind ten steps of {optimizer}", ours, expected, StatisticsTolerance, Math.Max(LeastStatistic, Largest(expected)));
        }
    }

    private static double Largest(Tensor tensor) => tensor.detach().abs().max().to(ScalarType.Float64).item<double>();

    private static double LargestDifference(Tensor left, Tensor right) => Largest(left.detach().to(ScalarType.Float64) - right.detach());

    private static string NameOf(Network network, (int Layer, string Role) key) =>
        network.Architecture.Parameters.Single(tensor => tensor.Layer == key.Layer && Role(tensor) == key.Role).Name;

    private static string Role(ParameterTensor tensor) => tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];

    /// <param name="OfLoss">Absolute.</param>
    /// <param name="OfGradients">The largest of all tensors, as a part of <see cref="GradientScale"/>.</param>
    private readonly record struct RoundingError(double OfLoss, double OfGradients);
}
