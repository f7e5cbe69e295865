using DeepVision.Generated.Peers.LibTorch;
using DeepVision.Generated.Sequences;

// Recurrent networks beside libtorch: "agreement" compares outputs and gradients for the same weights, "speed" times both, and ONNX Runtime's predictions.
TorchLibrary.Prepare();
switch (args)
{
    case ["agreement"]:
        return Agreement.Run() ? 0 : 1;
    case ["speed"]:
        Speed.Run();
        return 0;
    default:
        Console.Error.WriteLine("agreement | speed");
        return 1;
}
