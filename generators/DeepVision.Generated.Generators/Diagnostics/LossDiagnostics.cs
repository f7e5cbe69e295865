using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Diagnostics.Descriptor;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Mistakes in the loss, and what slows training down.</summary>
internal static class LossDiagnostics
{
    /// <summary>{0} has no loss: its last attribute is {1}. Add SoftmaxCrossEntropy (one of several classes), MeanSquaredError (numbers) or Sigmoid and BinaryCrossEntropy (yes or no) behind it.</summary>
    public static readonly DiagnosticDescriptor MissingLoss = Error("DVG2001", TrainingCategory, "A network needs a loss",
        "{0} has no loss: its last attribute is {1}. Add SoftmaxCrossEntropy (one of several classes), MeanSquaredError (numbers) or Sigmoid and BinaryCrossEntropy (yes or no) behind it.");

    /// <summary>{0} must be the last attribute, but {1} follows. Move it to the end.</summary>
    public static readonly DiagnosticDescriptor LossNotLast = Error("DVG2002", TrainingCategory, "The loss comes last",
        "{0} must be the last attribute, but {1} follows. Move {2} to the end.");

    /// <summary>{0} is a second loss behind {1}. Remove one of them.</summary>
    public static readonly DiagnosticDescriptor SecondLoss = Error("DVG2003", TrainingCategory, "A network has one loss",
        "{0} is a second loss behind {1}. Remove one of them.");

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
}
