using System.CommandLine;
using DeepVision.Generated.Peers.Comparison;
using DeepVision.Generated.Peers.Measuring;

RootCommand root = new("Measures DeepVision.Generated beside libtorch and ONNX Runtime.") { CompareCommand.Create(), MeasureCommand.Create() };
return root.Parse(args).Invoke();
