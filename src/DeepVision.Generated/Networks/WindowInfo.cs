namespace DeepVision.Generated;

/// <summary>
/// How a kernel or a pooling window moves over the rows or the columns of an image: output o covers the positions
/// o · <see cref="Stride"/> + k · <see cref="Dilation"/> − <see cref="PadBefore"/>, k from 0 to <see cref="Size"/> − 1.
/// </summary>
/// <param name="Size">Positions it covers.</param>
/// <param name="Stride">Positions from one window to the next.</param>
/// <param name="Dilation">Positions from one covered position to the next.</param>
/// <param name="PadBefore">Positions added before the first row or column.</param>
/// <param name="PadAfter">Positions added behind the last one. With <c>CeilMode</c> the last window may end beyond them.</param>
public readonly record struct WindowInfo(int Size, int Stride = 1, int Dilation = 1, int PadBefore = 0, int PadAfter = 0);
