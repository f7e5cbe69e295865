using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu.Printing;

/// <summary>Prints what the engine does for a prediction.</summary>
internal sealed class PredictionPrinter(SourceWriter writer, CpuNetwork network, EngineFields fields, KernelTimers timers)
{
    public void Print()
    {
        writer.Line();
        using (writer.Block("protected override void Predict(ref float input, int count, ref float memory, ref PredictionWorker worker)"))
            new PassPrinter(writer, network, network.Prediction, network.PredictionReferences, fields, timers, network.SharesKernels ? new SharedCalls(network, fields) : null).Print();
        PrintFolding();
    }

    private void PrintFolding()
    {
        if (network.Derived.FoldedFloats == 0)
            return;
        writer.Line();
        using (writer.Block("protected override void FoldWeights()"))
        {
            foreach (KeyValuePair<int, FoldedWeight> item in network.Derived.Folded)
            {
                FoldedWeight folded = item.Value;
                int layer = folded.Kernel.BatchNorm;
                var norm = (BatchNormOperation)network.Graph.Layers[layer].Operation;
                string bias = folded.Kernel.Bias == Kernel.None ? "ref Unsafe.NullRef<float>()" : $"ref Weights({network.OffsetOf(folded.Kernel.Bias)})";
                string Of(ParameterRole role) => $"ref Weights({network.OffsetOf(layer, role)})";
                writer.Line(
                    $"WeightTransforms.FoldBatchNorm({fields.Layout(item.Key, flatten: folded.Kernel.Geometry.IsDense)}, ref Weights({network.OffsetOf(item.Key)}), {bias}, "
                    + $"{Of(ParameterRole.Weight)}, {Of(ParameterRole.Bias)}, {Of(ParameterRole.RunningMean)}, {Of(ParameterRole.RunningVariance)}, "
                    + $"{CSharpLiteral.Of(norm.Epsilon)}, ref Folded({folded.WeightOffset}), ref Folded({folded.BiasOffset}));");
            }

            foreach (KeyValuePair<int, TransposedWeight> item in network.Derived.PredictionTransposed)
            {
                TransposedWeight weight = item.Value;
                writer.Line(
                    $"WeightTransforms.Transpose({fields.Layout(item.Key)}, {weight.Kernel.Geometry.Groups}, ref Weights({network.OffsetOf(item.Key)}), ref Folded({weight.Offset}), "
                    + $"0, {weight.Block}, 0, {weight.Blocks});");
            }

            foreach (KeyValuePair<int, WinogradWeight> item in network.Derived.PredictionWinograd)
            {
                WinogradWeight weight = item.Value;
                string source = network.Derived.Folded.TryGetValue(item.Key, out FoldedWeight? folded) ? $"Folded({folded.WeightOffset})"
                    : network.Derived.PredictionTransposed.TryGetValue(item.Key, out TransposedWeight? transposed) ? $"Folded({transposed.Offset})"
                    : $"Weights({network.OffsetOf(item.Key)})";
                writer.Line(weight.Transform(source, $"Folded({weight.Offset})", "0", CSharpLiteral.Of(weight.Slices)));
            }
        }
    }
}
