namespace DeepVision.Generated.Peers.Comparison;

/// <summary>A contestant cannot take part. The message is for the user.</summary>
internal sealed class ContestantException(string message) : Exception(message);
