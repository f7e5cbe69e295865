namespace DeepVision.Generated.Tests.Files.Onnx;

/// <summary>A layer with the name that the output of an ONNX file has.</summary>
[Network(3)]
[Dense(2, Name = "values"), MeanSquaredError]
internal partial class OutputNames;
