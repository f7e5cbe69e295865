using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A small network for drawn pictures: it has learned six figures, and is taught two others.</summary>
[Network(32, 32, 3)]
[Conv2D(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(32, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D(Name = "features")]
[Dense(6), SoftmaxCrossEntropy]
public partial class DrawnNet;

/// <summary>Gives its features.</summary>
[Network(32, 32, 3)]
[Include<DrawnNet>(To = "features")]
[CustomLoss]
public partial class DrawnFeatures;

/// <summary>A classifier on its features. It begins with zeros: what random weights would add where few pictures teach nothing stays, and costs some percent.</summary>
[Network(64)]
[Dense(2, Name = Learner.Classifier, Initializer = Initializer.Zeros), SoftmaxCrossEntropy]
public partial class DrawnClassifier;

/// <summary>Its layers, frozen, and new ones behind them.</summary>
[Network(32, 32, 3)]
[Include<DrawnNet>(To = "features", Frozen = true)]
[Dense(32), ReLU, Dropout(0.5f)]
[Dense(2), SoftmaxCrossEntropy]
public partial class DrawnFrozen;

/// <summary>Its layers, all of which learn, and a classifier behind them.</summary>
[Network(32, 32, 3)]
[Include<DrawnNet>(To = "features")]
[Dense(2, Name = Learner.Classifier), SoftmaxCrossEntropy]
public partial class DrawnWhole;
