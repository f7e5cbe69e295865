using Microsoft.CodeAnalysis;
using static DeepVision.Generated.Generators.Diagnostics.Descriptor;

namespace DeepVision.Generated.Generators.Diagnostics;

/// <summary>Mistakes in a layer's numbers and in how layers fit together.</summary>
internal static class ShapeDiagnostics
{
    /// <summary>{0} begins with the layers of {1}, which takes {2}, but {3} takes {4}. …</summary>
    public static readonly DiagnosticDescriptor IncludedInputDiffers = Error("DVG1030", ShapeCategory, "An included network takes the same input",
        "{0} begins with the layers of {1}, which takes {2}, but {3} takes {4}. Write [Network({5})].");

    /// <summary>{0}: {1} must be {2}, but is {3}.</summary>
    public static readonly DiagnosticDescriptor ArgumentOutOfRange = Error("DVG1001", ShapeCategory, "An argument is out of range",
        "{0}: {1} must be {2}, but is {3}");

    /// <summary>{0} needs an image (height, width, channels), but receives {1} from {2}. {3}</summary>
    public static readonly DiagnosticDescriptor NeedsImage = Error("DVG1002", ShapeCategory, "The layer needs an image",
        "{0} needs {1}, but receives {2} from {3}. {4}");

    /// <summary>{0} needs an input of at least {1}, but receives {2} from {3}. {4}</summary>
    public static readonly DiagnosticDescriptor WindowTooLarge = Error("DVG1003", ShapeCategory, "The window is larger than its input",
        "{0} needs an input of at least {1}, but receives {2} from {3}. {4}");

    /// <summary>{0} needs a vector, but receives {1} from {2}. Insert {3} before it.</summary>
    public static readonly DiagnosticDescriptor NeedsVector = Error("DVG1004", ShapeCategory, "The layer needs a vector",
        "{0} needs a vector, but receives {1} from {2}. Insert {3} before it.");

    /// <summary>{0}: Groups must divide the input channels and the filters, but {1} is not a multiple of {2}. …</summary>
    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Error("DVG1005", ShapeCategory, "Groups must divide channels and filters",
        "{0}: {1} groups do not divide the {2}. Use {3}.");

    /// <summary>{0} sets both {1} and {2}. Remove one of them.</summary>
    public static readonly DiagnosticDescriptor PaddingTwice = Error("DVG1006", ShapeCategory, "Padding is set twice",
        "{0} sets both {1} and {2}, which contradict each other. Remove one of them.");

    /// <summary>{0} sets both {1} and {2}. …</summary>
    public static readonly DiagnosticDescriptor AxesTwice = Error("DVG1090", ShapeCategory, "Rows and columns are set twice",
        "{0} sets both {1}, for rows and columns alike, and {2}, for each of them. Remove one of them.");

    /// <summary>{0} has {1} {2}, more than the 2,147,483,647 that fit. …</summary>
    public static readonly DiagnosticDescriptor TooLarge = Error("DVG1007", ShapeCategory, "Too large",
        "{0} has {1} {2}, but at most {3} fit. {4}");

    /// <summary>{0}: {1} must be at most half the window, here {2}, but is {3}: …</summary>
    public static readonly DiagnosticDescriptor PoolPaddingTooLarge = Error("DVG1008", ShapeCategory, "Padding is larger than half the window",
        "{0}: {1} must be at most half the window, here {2}, but is {3}: some windows would hold nothing but padding");

    /// <summary>{0} has a window of {1} positions, but at most {2} fit: training keeps the place of each maximum in one byte. Use {3}, or several smaller ones in a row.</summary>
    public static readonly DiagnosticDescriptor MaxWindowTooLarge = Error("DVG1009", ShapeCategory, "The window has too many positions",
        "{0} has a window of {1} positions, but at most {2} fit: training keeps the place of each maximum in one byte. Use {3}, or several smaller ones in a row.");

    /// <summary>{0} joins values of one shape, but receives {1} from {2} and {3} from {4}. {5}</summary>
    public static readonly DiagnosticDescriptor ShapesDiffer = Error("DVG1010", ShapeCategory, "The shapes of joined values differ",
        "{0} joins values of one shape, but receives {1} from {2} and {3} from {4}. {5}");

    /// <summary>{0} can't give {1} from {2} the shape of the path beside it, {3} from {4}. …</summary>
    public static readonly DiagnosticDescriptor ShortcutDoesNotFit = Error("DVG1011", ShapeCategory, "The shortcut doesn't fit the path beside it",
        "{0} can't bring {1} from {2} to the shape of the path beside it, {3} from {4}: {5}");

    /// <summary>{0} puts channels beside each other and needs equal heights and widths, but receives {1} from {2} and {3} from {4}. {5}</summary>
    public static readonly DiagnosticDescriptor SizesDiffer = Error("DVG1012", ShapeCategory, "The sizes of concatenated values differ",
        "{0} puts channels beside each other and needs equal heights and widths, but receives {1} from {2} and {3} from {4}. {5}");

    /// <summary>{0} multiplies values of one shape, or one and its gate, but receives {1} from {2} and {3} from {4}. {5}</summary>
    public static readonly DiagnosticDescriptor FactorsDiffer = Error("DVG1013", ShapeCategory, "The shapes of multiplied values don't agree",
        "{0} multiplies values of one shape, or one and its gate, but receives {1} from {2} and {3} from {4}. {5}");

    /// <summary>{0} needs {1} values, but receives {2} from {3}, which has {4}. {5}</summary>
    public static readonly DiagnosticDescriptor ReshapeLosesValues = Error("DVG1020", ShapeCategory, "Reshape keeps the number of values",
        "{0} has {1} values, but receives {2} from {3}, which has {4}. {5}");

    /// <summary>{0} needs a sequence (steps, features), but receives {1} from {2}. {3}</summary>
    public static readonly DiagnosticDescriptor NeedsSequence = Error("DVG1060", ShapeCategory, "The layer needs a sequence",
        "{0} needs a sequence (steps, features), but receives {1} from {2}. {3}");

    /// <summary>{0} reads the sequence in both directions, and GoBackwards asks for one of them. …</summary>
    public static readonly DiagnosticDescriptor BackwardsBothWays = Error("DVG1065", ShapeCategory, "A layer in both directions has no direction of its own",
        "{0} reads the sequence in both directions, and GoBackwards asks for one of them. Remove GoBackwards, or Bidirectional.");

    /// <summary>{0} has a MergeMode, but only one state. …</summary>
    public static readonly DiagnosticDescriptor NothingToMerge = Error("DVG1066", ShapeCategory, "One direction leaves nothing to merge",
        "{0} has a MergeMode, but a state in one direction only. Add Bidirectional = true, or remove MergeMode.");

    /// <summary>{0} mixes the steps of a sequence, and those of {1} differ in length (VariableLength = true). …</summary>
    public static readonly DiagnosticDescriptor MixesSteps = Error("DVG1067", ShapeCategory, "The layer can't tell where a sequence ends",
        "{0} would mix steps with what stands behind the end of a sequence: those from {1} differ in length (VariableLength = true). {2}");

    /// <summary>VariableLength is for networks over sequences, but the input is {0}. …</summary>
    public static readonly DiagnosticDescriptor NoSteps = Error("DVG1068", ShapeCategory, "Only sequences differ in length",
        "VariableLength is for networks over sequences, [Network(steps, features)], but the input is {0}. Remove it, or declare a sequence.");

    /// <summary>{0} would count steps behind the end of a sequence …</summary>
    public static readonly DiagnosticDescriptor LossOverSteps = Error("DVG1069", ShapeCategory, "A loss would count steps behind the end",
        "{0} measures sequences as wholes, and would count what stands behind the end of one from {1}. Use a loss of each step, such as MeanSquaredError, BinaryCrossEntropy or SoftmaxCrossEntropy, or make a vector of the sequence, with a recurrent layer without ReturnSequences or a global pooling.");

    /// <summary>{0}: {1} heads do not divide the {2} features from {3}. Use {4}.</summary>
    public static readonly DiagnosticDescriptor HeadsDoNotDivide = Error("DVG1070", ShapeCategory, "Heads must divide the features",
        "{0}: {1} heads do not divide the {2} features from {3}. Use {4}, or make as many features as the heads divide with [Conv1D(features, 1)].");

    /// <summary>{0} takes queries, keys and values, but receives {1} sequences.</summary>
    public static readonly DiagnosticDescriptor TooManyAttended = Error("DVG1071", ShapeCategory, "Attention takes queries, keys and values",
        "{0} takes queries and what is both keys and values, or queries, keys and values in this order, but receives {1} sequences. Leave out those behind the third.");

    /// <summary>{0} compares queries and keys of equal features, but receives {1} from {2} and {3} from {4}. …</summary>
    public static readonly DiagnosticDescriptor QueriesAndKeysDiffer = Error("DVG1072", ShapeCategory, "Queries and keys have equal features",
        "{0} compares queries and keys of equal features, but receives {1} from {2} and {3} from {4}. [Conv1D({5}, 1)] gives the queries as many.");

    /// <summary>{0} reads a value for each key, but receives {1} from {2} and {3} from {4}. …</summary>
    public static readonly DiagnosticDescriptor KeysAndValuesDiffer = Error("DVG1073", ShapeCategory, "There is a value for each key",
        "{0} reads a value for each key, but receives {1} from {2} and {3} from {4}. Make keys and values of the same sequence.");

    /// <summary>{0} can't learn from {1} from {2}. …</summary>
    public static readonly DiagnosticDescriptor LossOverImages = Error("DVG1075", ShapeCategory, "A loss takes no sequence of images",
        "{0} can't take {1} from {2}. Make a vector of each image in front of it ([GlobalAvgPool2D] or [Flatten]), and one of the sequence ([LSTM(units)] or [GlobalAvgPool1D]).");

    /// <summary>{0} cuts the way back of gradients behind every {1} steps, but reads a sequence of {2}. …</summary>
    public static readonly DiagnosticDescriptor TooFewSteps = Error("DVG1080", ShapeCategory, "The sequence is shorter than what it is cut into",
        "{0} cuts the way back of gradients behind every {1} steps, but reads a sequence of {2}. Use {2} steps or fewer, or remove TruncatedBackpropagationSteps: gradients go back through all steps then.");

    /// <summary>{0} looks up tokens, …, but receives {1} from {2}, which computes them. …</summary>
    public static readonly DiagnosticDescriptor TokensAreComputed = Error("DVG1062", ShapeCategory, "Tokens come from an input",
        "{0} looks up tokens, whole numbers that an input of the network gives, but receives {1} from {2}, which computes it. "
        + "Put it first, or give the tokens an input of their own, [Input(\"tokens\", steps)], and read that: Input = \"tokens\".");

    /// <summary>{0} looks up one token for each step, …, but receives {1} from {2}. Declare {3} tokens as …({4}).</summary>
    public static readonly DiagnosticDescriptor NeedsTokens = Error("DVG1063", ShapeCategory, "The layer needs tokens",
        "{0} looks up one token for each step, so it needs a vector or a sequence of one feature, but receives {1} from {2}. Declare {3} tokens as [Network({4})].");

    /// <summary>{0}: {1} goes with Initializer.{2}, but the weight is drawn by {3}. …</summary>
    public static readonly DiagnosticDescriptor InitializerTakesNoArgument = Error("DVG1031", ShapeCategory, "The initialiser doesn't take this number",
        "{0}: {1} goes with Initializer.{2}, but the weight is drawn by {3}. Add Initializer = Initializer.{2}, or remove {1}.");
}
