using System.Globalization;
using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Sequences;

// Recurrent networks beside libtorch: "agreement" compares outputs and gradients for the same weights,
// "speed" times both, and ONNX Runtime's predictions; "rows DIR [SEEDS]" trains both on
// MNIST, whose files are in DIR, row by row.
TorchLibrary.Prepare();
switch (args)
{
    case ["agreement"]:
        return Agreement.Run() ? 0 : 1;
    case ["speed"]:
        Speed.Run();
        return 0;
    case ["rows", string folder]:
        Rows.Run(folder, seeds: 1);
        return 0;
    case ["rows", string folder, string seeds]:
        Rows.Run(folder, int.Parse(seeds, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("agreement | speed | rows DIR [SEEDS]");
        return 1;
}
