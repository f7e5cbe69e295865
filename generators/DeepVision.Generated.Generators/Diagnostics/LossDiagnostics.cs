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

    /// <summary>{0} needs a score for each of two or more classes, in a vector or at each pixel, but receives {1} from {2}. {3}</summary>
    public static readonly DiagnosticDescriptor NeedsScores = Error("DVG2007", TrainingCategory, "The loss needs one score for each class",
        "{0} needs a score for each of two or more classes, in a vector, at each pixel of an image or at each step of a sequence, but receives {1} from {2}. {3}");

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

    /// <summary>{0}: IgnoredLabel is the label of pixels, but it receives {1} from {2}. …</summary>
    public static readonly DiagnosticDescriptor IgnoredLabelWithoutPixels = Error("DVG2020", TrainingCategory, "Only pixels can be ignored",
        "{0}: IgnoredLabel is for the pixels of an image and the steps of a sequence, but the loss receives {1} from {2}. Remove it, and leave samples that don't count out of the data.");

    /// <summary>{0} learns from the label maps of {1}, so its IgnoredLabel must be that one's, {2}.</summary>
    public static readonly DiagnosticDescriptor AuxiliaryIgnoredLabel = Error("DVG2021", TrainingCategory, "An auxiliary head ignores what the one that predicts ignores",
        "{0} learns from the label maps of {1}, and must ignore the same pixels. {2}");

    /// <summary>{0} derives from {1}, but {2} reads {3} from {4}, which makes it a {5}. Write that, or no base class.</summary>
    public static readonly DiagnosticDescriptor BaseClassOfOtherInput = Error("DVG2022", TrainingCategory, "The base class is that of another network",
        "{0} derives from {1}, but {2} receives {3} from {4}, which makes it a {5}. Write that, or no base class.");

    /// <summary>All layers of {0} with weights are frozen, …</summary>
    public static readonly DiagnosticDescriptor NothingTrains = Error("DVG2023", TrainingCategory, "Everything is frozen",
        "All layers of {0} with weights are frozen, so there is nothing to train. Remove Frozen from {1}, or add a layer that trains behind it.");

    /// <summary>{0} stands beside {1}. …</summary>
    public static readonly DiagnosticDescriptor CustomLossNotAlone = Error("DVG2024", TrainingCategory, "CustomLoss is a network's only loss",
        "{0} stands beside {1}, but with CustomLoss the program gives the gradient of the whole loss, so a network has no other one. Remove one of them.");

    /// <summary>{0} has a gradient of 0 everywhere, so {1} would never learn. …</summary>
    public static readonly DiagnosticDescriptor NeverLearns = Warning("DVG2025", TrainingCategory, "A layer would never learn",
        "{0} has a gradient of 0 everywhere, so {1} would never learn. Use a function that has one, such as Sigmoid, or suppress this warning where all weights are given.");

    /// <summary>{0} needs a vector with a value for each of two or more classes, but receives {1} from {2}. {3}</summary>
    public static readonly DiagnosticDescriptor NeedsClassVector = Error("DVG2050", TrainingCategory, "Probabilities of classes need a vector",
        "{0} learns from a probability for each class, so it needs a vector with a value for each of two or more classes, but receives {1} from {2}. {3}");

    /// <summary>{0} needs probabilities from a Softmax or LogSoftmax right before it, but receives the output of {1}. {2}</summary>
    public static readonly DiagnosticDescriptor SoftmaxMissing = Error("DVG2051", TrainingCategory, "KLDivergence needs Softmax",
        "{0} needs probabilities from a Softmax or LogSoftmax right before it, but receives the output of {1}. {2}");

    /// <summary>{0} learns from probabilities (SoftTargets = true), but {1} is for labels. …</summary>
    public static readonly DiagnosticDescriptor OptionNeedsLabels = Error("DVG2052", TrainingCategory, "The option is for labels",
        "{0} learns from a probability for each class (SoftTargets = true), but {1} is for labels. Remove one of them.");

    /// <summary>{0} has ClassWeights and BalancedClasses. …</summary>
    public static readonly DiagnosticDescriptor BalancedAndGiven = Error("DVG2053", TrainingCategory, "Class weights are given or follow from the data",
        "{0} has ClassWeights and BalancedClasses = true, which makes them of the data. Remove one of them.");

    /// <summary>{0} needs Sigmoid … or an image …, but receives {1} from {2}.</summary>
    public static readonly DiagnosticDescriptor DiceNeedsProbabilities = Error("DVG2054", TrainingCategory, "Dice needs Sigmoid or scores at each pixel",
        "{0} needs a Sigmoid right before it (yes or no) or an image with a score for each of two or more classes at each pixel, but receives {1} from {2}. Insert Sigmoid before it.");

    /// <summary>{0} learns yes or no, …</summary>
    public static readonly DiagnosticDescriptor IgnoredLabelOfBinary = Error("DVG2055", TrainingCategory, "Yes or no has no ignored label",
        "{0} learns yes or no behind Sigmoid, where pixels have targets and no labels, so there is no IgnoredLabel. Remove it.");

    /// <summary>{0} compares vectors, but receives {1} from {2}. …</summary>
    public static readonly DiagnosticDescriptor EmbeddingNoVector = Error("DVG2056", TrainingCategory, "Embeddings are vectors",
        "{0} compares the vectors of a batch, but receives {1} from {2}. Insert [Flatten] or [GlobalAvgPool2D] before it.");

    /// <summary>{0} learns a class for each pixel, which only a network with one head that predicts can. …</summary>
    public static readonly DiagnosticDescriptor LossBesideOthers = Error("DVG2040", TrainingCategory, "The loss has no other input or head beside it",
        "{0} {1}, which only a network with {2} can. {3}.");

    /// <summary>{0} penalises nothing, because L1 and L2 are 0. …</summary>
    public static readonly DiagnosticDescriptor PenaltyWithoutFactor = Error("DVG2060", TrainingCategory, "A penalty needs a factor",
        "{0} penalises nothing, because L1 and L2 are 0. Give one of them a value above 0, such as L1 = 1e-4f, or leave it out.");

    /// <summary>{0} takes no {1}, an option of layers such as Dense and Conv2D. {2}</summary>
    public static readonly DiagnosticDescriptor OptionWithoutWeights = Error("DVG2061", TrainingCategory, "The option is for the weights of other layers",
        "{0} takes no {1}, an option of layers such as Dense and Conv2D. {2}");
}
