using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Diagnostics.Descriptor;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Mistakes in the loss, and what slows training down.</summary>
internal static class LossDiagnostics
{
    /// <summary>{0} has no loss: its last attribute is {1}. Add SoftmaxCrossEntropy (one of several classes), MeanSquaredError (numbers) or Sigmoid and BinaryCrossEntropy (yes or no) behind it.</summary>
    public static readonly DiagnosticDescriptor MissingLoss = Error("DVG2001", TrainingCategory, "A network needs a loss",
        "{0} has no loss: its last attribute is {1}. Add SoftmaxCrossEntropy (one of several classes), MeanSquaredError (numbers) or Sigmoid and BinaryCrossEntropy (yes or no) behind it.");

    /// <summary>{0} ends a path, but {1} follows. …</summary>
    public static readonly DiagnosticDescriptor LossNotLast = Error("DVG2002", TrainingCategory, "A loss ends a path",
        "{0} ends a path, but {1} follows. Move {2} behind it, or let it begin another path with [From(\"name\")].");

    /// <summary>{0} predicts beside {1}, but has no name. …</summary>
    public static readonly DiagnosticDescriptor SecondLoss = Error("DVG2003", TrainingCategory, "Several heads that predict need names",
        "{0} predicts beside {1}, but has no name by which results and data sets tell them apart. Give each one (Name = \"Box\"), remove it, or let it help in training only: TrainingOnly = true.");

    /// <summary>{0} applies softmax itself, but receives the output of {1}: softmax would be applied twice. Remove {2}.</summary>
    public static readonly DiagnosticDescriptor SoftmaxTwice = Error("DVG2004", TrainingCategory, "Softmax is applied twice",
        "{0} applies softmax itself, but receives the output of {1}: softmax would be applied twice and training would stall. Remove {1}.");

    /// <summary>{0} needs values between 0 and 1 from a Sigmoid right before it, but receives the output of {1}. Insert Sigmoid before it.</summary>
    public static readonly DiagnosticDescriptor SigmoidMissing = Error("DVG2005", TrainingCategory, "BinaryCrossEntropy needs Sigmoid",
        "{0} needs values between 0 and 1 from a Sigmoid right before it, but receives the output of {1}. {2}");

    /// <summary>{0}: ClassWeights has {1} values, but {2} gives {3} classes. Give one weight for each class.</summary>
    public static readonly DiagnosticDescriptor ClassWeightsLength = Error("DVG2006", TrainingCategory, "One weight for each class",
        "{0}: ClassWeights must hold one weight for each of the {1} classes from {2}, but holds {3}");

    /// <summary>{0} needs a vector with a score for each of two or more classes, but receives {1} from {2}. {3}</summary>
    public static readonly DiagnosticDescriptor NeedsScores = Error("DVG2007", TrainingCategory, "The loss needs one score for each class",
        "{0} needs a vector with a score for each of two or more classes, but receives {1} from {2}. {3}");

    /// <summary>{0} is compiled without optimisation: its kernels run 9 to 22 times slower. Build with '-c Release' or set &lt;Optimize&gt;true&lt;/Optimize&gt; in the project.</summary>
    public static readonly DiagnosticDescriptor DebugBuild = Info("DVG2008", TrainingCategory, "Kernels are not optimised in Debug builds",
        "{0} is compiled without optimisation, which makes its kernels 9 to 22 times slower. Build with '-c Release', or set <Optimize>true</Optimize> in the project.");

    /// <summary>{0} would predict nothing: …</summary>
    public static readonly DiagnosticDescriptor NothingPredicts = Error("DVG2009", TrainingCategory, "A network needs a loss that predicts",
        "{0} would predict nothing, because all of its losses have TrainingOnly = true. Remove it from {1}, or end another path with a loss.");

    /// <summary>{0} learns from the same {1} as {2}, so … must be {3}.</summary>
    public static readonly DiagnosticDescriptor AuxiliaryKind = Error("DVG2010", TrainingCategory, "An auxiliary head learns with a loss of the same kind",
        "{0} would have to learn from the {1} of {2}, which are nothing for this loss. Use {3}.");

    /// <summary>{0} learns from the same {1} as {2}, but receives {3} from {4} and the other {5} from {6}. …</summary>
    public static readonly DiagnosticDescriptor AuxiliaryShape = Error("DVG2011", TrainingCategory, "An auxiliary head gives as many values as the one that predicts",
        "{0} learns from the {1} of {2}, but receives {3} from {4}, where that one receives {5} from {6}. Make both alike.");
}
