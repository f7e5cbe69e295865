using DeepVision.Generated;

namespace TransferLearning.Networks;

/// <summary>A ResNet-18 that has learned a thousand classes of photographs (ImageNet), up to what its last pooling gives. Its layers come from the file.</summary>
[OnnxNetwork(ResNet.ModelFile)]
public partial class ResNetFeatures;

/// <summary>A classifier on its features. It begins with zeros: what random weights would add where few pictures teach nothing stays, and costs some percent.</summary>
[Network(512)]
[Dense(2, Name = Learner.Classifier, Initializer = Initializer.Zeros), SoftmaxCrossEntropy]
public partial class ResNetClassifier;

/// <summary>Its layers, frozen, and new ones behind them.</summary>
[OnnxNetwork(ResNet.ModelFile, Frozen = true)]
[Dense(64), ReLU, Dropout(0.5f)]
[Dense(2), SoftmaxCrossEntropy]
public partial class ResNetFrozen;

/// <summary>Its layers, all of which learn, and a classifier behind them.</summary>
[OnnxNetwork(ResNet.ModelFile)]
[Dense(2, Name = Learner.Classifier), SoftmaxCrossEntropy]
public partial class ResNetWhole;
