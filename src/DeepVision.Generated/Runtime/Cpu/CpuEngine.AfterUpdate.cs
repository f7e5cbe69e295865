namespace DeepVision.Generated.Runtime.Cpu;

/// <content>What follows an update: constraints, and averages of the weights.</content>
public abstract partial class CpuEngine
{
    private readonly (ParameterTensor Tensor, int Start, int Length)[] _panels;
    private readonly UnitHomes _panelHomes;

    private void ProjectPanel(int panel)
    {
        (ParameterTensor tensor, int start, int length) = _panels[panel];
        if (!_network.Parameters.IsStopped(tensor))
            ConstraintProjection.Apply(_network.Parameters.Values.Slice(start, length), tensor);
    }

    private void AverageBlock(int block)
    {
        (int start, int length) = BlockRange(block);
        WeightAverage.Move(_optimizerState!.Averages.AsSpan(start, length), _network.Parameters.Values.Slice(start, length), _optimizer!.AverageDecay, _updateStep.Step);
    }
}
