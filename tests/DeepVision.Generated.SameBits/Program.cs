using System.Globalization;
using System.Runtime.Intrinsics;
using DeepVision.Generated.SameBits;

// Trains the networks, or those that are named, and prints what comes of each: a line with its name and its bits.
// --cases             the layer cases of the tests too
// --steps 200         steps to take; 3 without it
// --threads 1,2,3     numbers of threads, which must come to the same bits; 2 without it
IEnumerable<TrainedNetwork> networks = TrainedNetwork.All;
int steps = 3;
int[] threads = [2];
List<string> names = [];
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--cases":
            networks = networks.Concat(LayerCaseNetworks.All);
            break;
        case "--steps":
            steps = int.Parse(args[++i], CultureInfo.InvariantCulture);
            break;
        case "--threads":
            threads = [.. args[++i].Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
            break;
        default:
            names.Add(args[i]);
            break;
    }
}

int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
Console.Error.WriteLine(FormattableString.Invariant($"{width} bits, {System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture}"));
int different = 0;
foreach (TrainedNetwork network in networks.Where(network => names.Count == 0 || names.Contains(network.Name)))
{
    string[] bits = [.. threads.Select(count => network.Train(count, steps).ToString())];
    bool isSame = bits.Distinct().Count() == 1;
    different += isSame ? 0 : 1;
    Console.WriteLine($"{network.Name} {(isSame ? bits[0] : "differs: " + string.Join(", ", bits.Zip(threads, (hash, count) => FormattableString.Invariant($"{hash} with {count} threads"))))}");
}

return different == 0 ? 0 : 1;
