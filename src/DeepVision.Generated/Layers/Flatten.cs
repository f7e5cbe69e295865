namespace DeepVision.Generated;

/// <summary>Image (h, w, c) → vector (h·w·c), sequence (steps, features) → vector (steps·features); values stay as they are.</summary>
/// <remarks>
/// The vector's order is (row, column, channel). Weight files keep a following Dense in PyTorch's order
/// (channel, row, column), so that weights can be exchanged with PyTorch. Keras: <c>Flatten()</c>, the same order. PyTorch: <c>nn.Flatten()</c>.
/// </remarks>
public sealed class Flatten : Layer;
