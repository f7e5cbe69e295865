namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>The channels of a part of a weight gradient.</summary>
/// <param name="FirstInput">First input.</param>
/// <param name="Inputs">Number of inputs, padding included: a multiple of 16.</param>
/// <param name="FirstOutput">First output.</param>
/// <param name="Outputs">Number of outputs, padding included: a multiple of 16.</param>
internal readonly record struct WinogradUnit(int FirstInput, int Inputs, int FirstOutput, int Outputs);
