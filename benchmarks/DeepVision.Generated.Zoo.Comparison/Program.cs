using System.CommandLine;
using DeepVision.Generated.Peers.Comparison;
using DeepVision.Generated.Peers.Measuring;
using DeepVision.Generated.Zoo.Comparison;

SpeedNetworks.Add();
RootCommand root = new("Compares the networks of the Zoo with those of libtorch and ONNX Runtime.") { AgreeCommand.Create(), AccuracyCommand.Create(), CompareCommand.Create(), MeasureCommand.Create() };
return root.Parse(args).Invoke();
