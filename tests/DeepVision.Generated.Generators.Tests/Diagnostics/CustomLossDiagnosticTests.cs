using DeepVision.Generated.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Tests.Infrastructure.AnalyzerTest;

namespace DeepVision.Generated.Generators.Tests.Diagnostics;

/// <summary>Networks whose loss the program computes: what is wrong with them, and the surface that they have all the same.</summary>
public class CustomLossDiagnosticTests
{
    private const string Use = """

        internal static class Use
        {
            public static void Run(float[] inputs, float[] outputs)
            {
                using var network = new Net(seed: 1);
                network.Forward(inputs, outputs);
                network.Backward(outputs, inputs);
                network.Step(new DeepVision.Generated.SGD());
                using Net again = Net.Load("net.safetensors");
                again.ComputeInputGradient(inputs, outputs, inputs);
            }
        }
        """;

    [Theory]
    [InlineData("[Dense(3), CustomLoss]")]
    [InlineData("[Dense(3), CustomLoss(Weight = 1, Name = \"points\")]")]
    [InlineData("[Dropout(0.5f), CustomLoss]")]
    public void One_loss_is_fine(string layers)
    {
        string source = Net("[Network(8)]\n" + layers);
        ReportsIn(source);
        Assert.Empty(GeneratorRun.Of(source + Use).CompilerDiagnostics);
    }

    [Theory]
    [InlineData("CustomLoss, From(\"dense_1\"), {|DVG2024:CustomLoss(TrainingOnly = true)|}", "CustomLoss (layer 4) stands beside CustomLoss (layer 2), but with CustomLoss the program gives the gradient of the whole loss, so a network has no other one. Remove one of them.")]
    [InlineData("{|DVG2024:MeanSquaredError|}, From(\"dense_1\"), CustomLoss", "MeanSquaredError (layer 2) stands beside CustomLoss (layer 4), but with CustomLoss the program gives the gradient of the whole loss, so a network has no other one. Remove one of them.")]
    [InlineData("CustomLoss, From(\"dense_1\"), {|DVG2024:SoftmaxCrossEntropy(TrainingOnly = true)|}", "SoftmaxCrossEntropy (layer 4) stands beside CustomLoss (layer 2), but with CustomLoss the program gives the gradient of the whole loss, so a network has no other one. Remove one of them.")]
    [InlineData("CustomLoss({|DVG2009:TrainingOnly = true|})", "Net would predict nothing, because all of its losses have TrainingOnly = true. Remove it from CustomLoss (layer 2), or end another path with a loss.")]
    [InlineData("CustomLoss({|DVG1001:Weight = 2|})", "CustomLoss (layer 2): Weight must be 1, because the gradient that the program gives has its factor already, but is 2")]
    public void Mistakes(string layers, string message)
    {
        string source = Net($"[Network(8)]\n[Dense(4), {layers}]");
        ReportsIn(source, message);
        Assert.DoesNotContain(GeneratorRun.Of(MarkedSource.Parse(source).Text + Use).CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void It_stands_behind_one_input()
    {
        ReportsIn(
            Net("[Network(8)]\n[Input(\"more\", 4)]\n[Concat(\"more\"), Dense(4), {|DVG2040:CustomLoss|}]"),
            "CustomLoss (layer 3) learns from gradients that the program gives, which only a network with one input and one head that predicts can. Give it one input that holds all values.");
    }

    /// <summary>There is no data set to train it on, so its user may give it methods of these names.</summary>
    [Fact]
    public void It_has_no_Train_of_its_own()
    {
        string surface = GeneratorRun.Of(Net("[Network(8), Dense(4), CustomLoss]")).Files["Net.g.cs"];
        Assert.Contains(": global::DeepVision.Generated.CustomLossNetwork", surface, StringComparison.Ordinal);
        Assert.DoesNotContain(" Train(", surface, StringComparison.Ordinal);
        Assert.DoesNotContain(" TrainStep(", surface, StringComparison.Ordinal);
    }
}
