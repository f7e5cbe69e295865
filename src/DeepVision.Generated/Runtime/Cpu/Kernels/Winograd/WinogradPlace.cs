namespace DeepVision.Generated.Runtime.Cpu;

/// <summary>A tile of a pass, and where it lies in the planes.</summary>
/// <param name="Place">Tiles in front of it in a plane.</param>
/// <param name="Sample">Its sample.</param>
/// <param name="Row">Its first target row.</param>
/// <param name="Column">Its first target column.</param>
/// <param name="Rows">Target rows of it that exist.</param>
/// <param name="Columns">Target columns of it that exist.</param>
internal readonly record struct WinogradPlace(int Place, int Sample, int Row, int Column, int Rows, int Columns);
