using DeepVision.Generated;

namespace Sequences;

/// <summary>Reads a digit row by row, from top to bottom, and says which it is.</summary>
[Network(28, 28)]
[LSTM(128)]
[Dense(10), SoftmaxCrossEntropy]
public partial class RowReader;

/// <summary>Adds the two marked numbers of a long sequence, by a memory behind gates.</summary>
[Network(AddingProblem.Steps, 2)]
[LSTM(64)]
[Dense(1), MeanSquaredError]
public partial class GatedAdder;

/// <summary>The same by a plain recurrent layer.</summary>
[Network(AddingProblem.Steps, 2)]
[SimpleRNN(64)]
[Dense(1), MeanSquaredError]
public partial class PlainAdder;

/// <summary>Foretells each character of a text from those before it.</summary>
[Network(TextPieces.Steps)]
[Embedding(Alphabet.Size, 64), LSTM(128, ReturnSequences = true), Dropout(0.1f)]
[Conv1D(Alphabet.Size, 1), SoftmaxCrossEntropy]
public partial class CharacterNet;
