namespace DeepVision.Generated.Onnx;

/// <summary>A file is no ONNX file, or one that is damaged. Whoever reads it says which file.</summary>
/// <param name="problem">What is wrong, as the end of a sentence.</param>
internal sealed class OnnxFormatException(string problem) : Exception(problem);
