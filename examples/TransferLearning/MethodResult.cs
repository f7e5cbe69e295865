namespace TransferLearning;

/// <summary>What a way of transfer comes to.</summary>
/// <param name="Method">Which way.</param>
/// <param name="TrainedParameters">Values that learned.</param>
/// <param name="Seconds">How long it took, from the pictures in memory to the trained network.</param>
/// <param name="ProcessorSeconds">How long processors computed in this time, all of them together.</param>
/// <param name="Accuracy">Share of the test pictures that it classifies correctly.</param>
internal sealed record MethodResult(Method Method, int TrainedParameters, double Seconds, double ProcessorSeconds, double Accuracy);
