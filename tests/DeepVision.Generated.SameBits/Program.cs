using System.Runtime.Intrinsics;
using DeepVision.Generated.SameBits;

// Trains the networks, or those that are named, and prints what comes of each: a line with its name and its bits.
int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.Error.WriteLine(FormattableString.Invariant($"{width} bits, {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}"));
foreach (TrainedNetwork network in TrainedNetwork.All.Where(network => args.Length == 0 || args.Contains(network.Name)))
    Console.WriteLine($"{network.Name} {network.Train(threads: 2)}");
