using DeepVision.Generated.Generators.Elementwise;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Ilgpu;

/// <summary>
/// Prints the loss of every sample together with the gradient of the scores: a group for each sample, whose threads share
/// the values and add up in a tree.
/// </summary>
internal sealed class LossPrinter(IlgpuNetwork network, IlgpuProgram program, LossKernel kernel)
{
    private TensorBuffer Scores => program[kernel.Source];

    /// <summary>Whether it is the head that predicts: only there it counts which samples are right.</summary>
    private bool Predicts => kernel.Auxiliary == Kernel.None;

    private string Losses => Predicts ? "memory.Losses" : $"memory.AuxiliaryLosses({CSharpLiteral.Of(kernel.Auxiliary)})";

    /// <summary>Where the labels or targets lie.</summary>
    private string Answers(string kind) => kernel.Answers == 0 ? "memory." + kind : $"memory.Further{kind}({CSharpLiteral.Of(kernel.Answers - 1)})";

    private string Scale => Predicts ? "memory.LossScale" : $"memory.AuxiliaryScale({CSharpLiteral.Of(kernel.Auxiliary)})";

    /// <summary>Where the lengths of the sequences lie: they are the last input.</summary>
    private string Lengths => program.Values(program.Program.FurtherInputs[program.Program.FurtherInputs.Count - 1]);

    private string ClassWeights => Predicts ? "memory.ClassWeights" : $"memory.AuxiliaryClassWeights({CSharpLiteral.Of(kernel.Auxiliary)})";

    public IReadOnlyList<KernelLaunch> Print() => kernel.Operation switch
    {
        SoftmaxCrossEntropyOperation crossEntropy => [CrossEntropy(crossEntropy)],
        PixelCrossEntropyOperation pixels => [new PixelLossPrinter(network, Scores, kernel.Name, pixels).Print(Operands(pixels, "labels"), Predicts)],
        DistributionLossOperation distribution => [new DistributionLossPrinter(network, Scores, kernel.Name, distribution).Print(Operands(distribution, "targets"), Predicts)],
        CosineLossOperation => [new CosineLossPrinter(network, Scores, kernel.Name).Print(TargetOperands())],
        DiceOperation dice => [new DiceLossPrinter(network, Scores, kernel.Name).Print(dice, TargetOperands())],
        PixelDiceOperation dice => [new DiceLossPrinter(network, Scores, kernel.Name).Print(dice, Operands(dice, "labels"), Predicts)],
        EmbeddingLossOperation embedding => new EmbeddingLossPrinter(
            network, Scores, kernel.Name, embedding, new(program.Values(kernel.Source), program.Values(kernel.Target), Answers("Labels"), Losses, Scale)).Print(),
        ElementwiseLossOperation { Loss: var loss } => [Elementwise(loss, TargetOperands(), hasTargets: true)],
            ActivityPenaltyOperation { Loss: var penalty } => [Elementwise(penalty, PenaltyOperands(), hasTargets: false)],
        _ => throw new InvalidOperationException($"{kernel.Operation.Kind} has no kernel."),
    };

    private KernelLaunch CrossEntropy(SoftmaxCrossEntropyOperation loss)
    {
        int classes = Scores.Channels, stride = Scores.PixelStride;
        int threads = network.Target.ReductionThreads(classes);
        bool isWeighted = loss.IsWeighted;
        KernelOperands operands = Operands(loss, "labels");
        SourceWriter body = new();
        PrintSampleViews(body, stride);
        body.Line("int label = labels[Grid.IdxX];");
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
        body.Line($"ArrayView<int> places = SharedMemory.Allocate<int>({threads});");
        body.Line();
        PrintLargest(body, "score", "xs", "largest", "best", classes, threads);
        body.Line();
        body.Line("float sum = 0f;");
        using (Loop(body, classes, threads))
            body.Line("sum += MathF.Exp(xs[c] - largest);");
        GroupReduction.Print(body, "shared", "sum", threads);
        body.Line("sum = shared[0];");
        body.Line("float logSum = largest + MathF.Log(sum);");
        string weight = isWeighted ? "classWeights[label]" : "1f";
        float smoothing = loss.LabelSmoothing;
        bool isSmooth = smoothing > 0;
        if (isSmooth)
        {
            // With label smoothing every class c has the share w_c·ε/C, and the label 1 − ε more: Szegedy et al. 2016, section 7.
            body.Line("Group.Barrier();");
            body.Line("float shares = 0f, smooth = 0f;");
            using (Loop(body, classes, threads))
            {
                body.Line($"float share = {(isWeighted ? "classWeights[c] * " : "")}{CSharpLiteral.Of(smoothing / classes)};");
                body.Line("shares += share;");
                body.Line("smooth += share * (logSum - xs[c]);");
            }

            GroupReduction.Print(body, "shared", "shares", threads);
            body.Line("shares = shared[0];");
            body.Line("Group.Barrier();");
            GroupReduction.Print(body, "shared", "smooth", threads);
            body.Line("smooth = shared[0];");
        }

        string main = isSmooth ? $"{weight} * {CSharpLiteral.Of(1f - smoothing)}" : weight;
        body.Line();
        body.Line($"float labelWeight = {main};");
        string value = "(logSum - xs[label])";
        if (loss.Gamma > 0)
        {
            FocalText.Print(body, loss.Gamma.Value, "xs[label]");
            value = "focus * crossEntropy";
        }

        using (body.Block("if (Group.IdxX == 0)"))
        {
            body.Line($"losses[Grid.IdxX] = labelWeight * {value}{(isSmooth ? " + smooth" : "")};");
            // A row with not-a-number has no largest score, and counts as wrong.
            if (Predicts)
                body.Line("hits[Grid.IdxX] = best == label & !float.IsNaN(sum) ? 1 : 0;");
        }

        if (loss.Gamma > 0)
            body.Line("labelWeight *= slope;");
        body.Line($"float total = (labelWeight{(isSmooth ? " + shares" : "")}) * lossScale / sum;");
        using (body.Block(LoopHeader(stride, threads)))
        {
            body.Line("float gradient = 0f;");
            using (stride > classes ? body.Block($"if (c < {classes})") : body.Indent(0))
            {
                body.Line("gradient = MathF.Exp(xs[c] - largest) * total;");
                body.Line("gradient -= c == label ? labelWeight * lossScale : 0f;");
                if (isSmooth)
                    body.Line($"gradient -= {(isWeighted ? "classWeights[c] * " : "")}{CSharpLiteral.Of(smoothing / classes)} * lossScale;");
            }

            body.Line("dxs[c] = gradient;");
        }

        return network.Kernels.Launch(
            kernel.Name, "Softmax and cross-entropy of each sample, and the gradient of its scores.", operands, body, threads, ("count", "1", "1"));
    }

    /// <summary>What a loss that tells how many answers are right reads and writes.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="answers">What it learns from: labels or targets.</param>
    private KernelOperands Operands(LossOperation loss, string answers)
    {
        KernelOperands operands = new();
        operands.Floats("x", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target));
        if (answers == "labels")
            operands.Ints(answers, Answers("Labels"));
        else
            operands.Floats(answers, Answers("Targets"));
        operands.Floats("losses", Losses);
        if (Predicts)
            operands.Ints("hits", "memory.Hits");
        if (loss.IsWeighted)
            operands.Floats("classWeights", ClassWeights);
        return WithLengths(operands.Add("float", "lossScale", Scale));
    }

    /// <summary>What a loss with targets reads and writes.</summary>
    private KernelOperands TargetOperands() => WithLengths(new KernelOperands()
        .Floats("x", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target))
        .Floats("targets", Answers("Targets")).Floats("losses", Losses).Add("float", "lossScale", Scale));

    /// <summary>What a penalty reads and writes.</summary>
    private KernelOperands PenaltyOperands() => WithLengths(new KernelOperands()
        .Floats("x", program.Values(kernel.Source)).Floats("dx", program.Values(kernel.Target))
        .Floats("losses", Losses).Add("float", "lossScale", Scale));

    private KernelOperands WithLengths(KernelOperands operands) => kernel.Operation.HasLengths ? operands.Floats("lengths", Lengths) : operands;

    /// <summary>Prints how many steps of the group's sample count.</summary>
    public static void PrintLength(SourceWriter body, int steps) => body.Line($"int length = Math.Max(1, Math.Min({steps}, (int)lengths[Grid.IdxX]));");

    private KernelLaunch Elementwise(ElementwiseLoss loss, KernelOperands operands, bool hasTargets)
    {
        int length = Scores.SampleLength, stride = Scores.PixelStride, channels = Scores.Channels;
        int threads = network.Target.ReductionThreads(length);
        bool hasLengths = kernel.Operation.HasLengths, readsPixel = hasTargets || hasLengths, readsChannel = hasTargets || stride > channels;
        SourceWriter body = new();
        PrintSampleViews(body, length);
        if (hasTargets)
            body.Line($"ArrayView<float> ts = targets.SubView((long)Grid.IdxX * {Scores.Pixels * channels});");
        if (hasLengths)
            PrintLength(body, Scores.Pixels);
        body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({threads});");
        body.Line("float loss = 0f;");
        using (body.Block(LoopHeader(length, threads)))
        {
            if (readsPixel && readsChannel)
                ExactDivision.Split(body, "c", stride, length, "pixel", "channel");
            else if (readsPixel)
                body.Line($"int pixel = {ExactDivision.Quotient("c", stride, length)};");
            else if (readsChannel)
                body.Line($"int channel = {ExactDivision.Remainder("c", stride, length)};");
            body.Line("float gradient = 0f;");
            string[] counts = [.. stride > channels ? [$"channel < {channels}"] : Array.Empty<string>(), .. hasLengths ? ["pixel < length"] : Array.Empty<string>()];
            using (counts.Length > 0 ? body.Block($"if ({string.Join(" & ", counts)})") : body.Indent(0))
            {
                body.Line("float score = xs[c];");
                if (hasTargets)
                    body.Line($"float target = ts[pixel * {channels} + channel];");
                static string Name(string variable) => variable == Scalar.X.Name ? "score" : variable;
                ScalarText.Instance.WriteLocals(body, Name, loss.Value, loss.Gradient);
                body.Line($"loss += {ScalarText.Instance.Value(loss.Value, Name)};");
                body.Line($"gradient = {ScalarText.Instance.Operand(loss.Gradient, Name)} * lossScale;");
            }

            body.Line("dxs[c] = gradient;");
        }

        GroupReduction.Print(body, "shared", "loss", threads);
        using (body.Block("if (Group.IdxX == 0)"))
            body.Line("losses[Grid.IdxX] = shared[0];");
        return network.Kernels.Launch(
            kernel.Name, $"{loss} of each sample, and the gradient of {(hasTargets ? "what the network gives" : "the values that it penalises")}.",
            operands, body, threads, ("count", "1", "1"));
    }

    /// <summary>Finds the largest value of a vector in shared memory, and the first place that has it.</summary>
    /// <param name="body">Where <c>shared</c> and <c>places</c> are.</param>
    /// <param name="what">What a value is, in the comment.</param>
    /// <param name="values">The vector.</param>
    /// <param name="largest">What the largest value is called.</param>
    /// <param name="best">What its place is called.</param>
    /// <param name="length">Values.</param>
    /// <param name="threads">Threads of the group.</param>
    public static void PrintLargest(SourceWriter body, string what, string values, string largest, string best, int length, int threads)
    {
        body.Line($"// The largest {what}, and the first class that has it.");
        body.Line($"float {largest} = float.NegativeInfinity;");
        body.Line($"int {best} = {length};");
        using (Loop(body, length, threads))
        {
            body.Line($"float score = {values}[c];");
            body.Line($"bool wins = score > {largest};");
            body.Line($"{largest} = wins ? score : {largest};");
            body.Line($"{best} = wins ? c : {best};");
        }

        body.Line($"shared[Group.IdxX] = {largest};");
        body.Line($"places[Group.IdxX] = {best};");
        body.Line("Group.Barrier();");
        for (int width = threads / 2; width > 0; width /= 2)
        {
            using (body.Block($"if (Group.IdxX < {width})"))
            {
                body.Line($"float other = shared[Group.IdxX + {width}];");
                body.Line($"int otherPlace = places[Group.IdxX + {width}];");
                body.Line("bool wins = other > shared[Group.IdxX] | (other == shared[Group.IdxX] & otherPlace < places[Group.IdxX]);");
                body.Line("shared[Group.IdxX] = wins ? other : shared[Group.IdxX];");
                body.Line("places[Group.IdxX] = wins ? otherPlace : places[Group.IdxX];");
            }

            body.Line("Group.Barrier();");
        }

        body.Line($"{largest} = shared[0];");
        body.Line($"{best} = places[0];");
        body.Line("Group.Barrier();");
    }

    internal static void PrintSampleViews(SourceWriter body, int length)
    {
        body.Line($"ArrayView<float> xs = x.SubView((long)Grid.IdxX * {length});");
        body.Line($"ArrayView<float> dxs = dx.SubView((long)Grid.IdxX * {length});");
    }

    internal static SourceWriter.Scope Loop(SourceWriter body, int length, int threads) => body.Block(LoopHeader(length, threads));

    internal static string LoopHeader(int length, int threads) => $"for (int c = Group.IdxX; c < {length}; c += {threads})";
}
