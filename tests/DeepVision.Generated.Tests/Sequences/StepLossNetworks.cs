namespace DeepVision.Generated.Tests.Sequences;

/// <summary>A class for each step of sequences that differ in length.</summary>
[Network(8, 3, VariableLength = true)]
[GRU(16, ReturnSequences = true), Conv1D(3, 1), SoftmaxCrossEntropy]
public partial class StepTagger;

/// <summary>The same by how often the classes occur.</summary>
[Network(8, 3, VariableLength = true)]
[GRU(6, ReturnSequences = true), Conv1D(3, 1), SoftmaxCrossEntropy(BalancedClasses = true)]
public partial class BalancedStepTagger;

/// <summary>Two numbers for each step.</summary>
[Network(8, 3, VariableLength = true)]
[LSTM(12, ReturnSequences = true), Conv1D(2, 1), MeanSquaredError]
public partial class StepFollower;

/// <summary>Yes or no for each step.</summary>
[Network(8, 3, VariableLength = true)]
[LSTM(12, ReturnSequences = true), Conv1D(1, 1), Sigmoid, BinaryCrossEntropy]
public partial class StepSwitch;

/// <summary>Numbers for each step beside a class of the sequence.</summary>
[Network(8, 3, VariableLength = true)]
[GRU(8, ReturnSequences = true), Conv1D(2, 1, Name = "steps"), MeanSquaredError(Name = "Track")]
[From("steps"), GlobalAvgPool1D, Dense(2), SoftmaxCrossEntropy(Name = "Kind")]
public partial class StepsAndKind;
