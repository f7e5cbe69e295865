namespace DeepVision.Generated;

/// <summary>
/// Begins a path of a fork. The first one marks the fork; each further one begins another path at the same place; a
/// <see cref="Join"/> takes the ends of all of them, in order.
/// </summary>
/// <remarks>
/// <code>
/// [Branch, Conv2D(64, 1), ReLU]
/// [Branch, Conv2D(64, 3, Padding = Padding.Same), ReLU]
/// [Branch]
/// [Concat]
/// </code>
/// A path without layers hands on what stood before the fork, as the last one here does. Paths may hold blocks with
/// branches of their own.
/// </remarks>
public sealed class Branch : GraphElement;
