using ILGPU;
using ILGPU.Runtime;

namespace DeepVision.Generated.Runtime.Ilgpu;

/// <content>What follows an update: constraints, and averages of the weights.</content>
public abstract partial class IlgpuEngine
{
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<int>, OutputPlaces, float, int>? _project;
    private Action<AcceleratorStream, KernelConfig, ArrayView<float>, ArrayView<float>, ArrayView<int>, int, float, float>? _moveAverages;

    private void ProjectOntoConstraints()
    {
        IReadOnlyList<ParameterTensor> tensors = _architecture.Parameters;
        for (int index = 0; index < tensors.Count; index++)
        {
            ParameterTensor tensor = tensors[index];
            if (!tensor.IsTrainable || tensor.Constraint is not { } constraint || _network.Parameters.IsStopped(tensor))
                continue;
            if (_project is null)
            {
                Compile(accelerator =>
                {
                    Compiling(nameof(ConstraintKernels.Project));
                    _project = accelerator.LoadKernel<ArrayView<float>, ArrayView<int>, OutputPlaces, float, int>(ConstraintKernels.Project);
                });
            }

            OutputPlaces places = OutputPlaces.Of(tensor.Layout, constraint.TransposedGroups);
            int rules = (constraint.NonNegative ? ConstraintKernels.NonNegative : 0) | (constraint.UnitNorm ? ConstraintKernels.UnitNorm : 0);
            _project!(_stream, Cover(places.Outputs), _training!.Weights(tensor.Offset, tensor.Layout.PackedLength), _reports!.Status, places, constraint.MaxNorm, rules);
        }
    }

    private void MoveAverages(Optimizer optimizer, in UpdateStep step, OptimizerState state)
    {
        if (_moveAverages is null)
        {
            Compile(accelerator =>
            {
                Compiling(nameof(StepKernels.MoveAverages));
                _moveAverages = accelerator.LoadKernel<ArrayView<float>, ArrayView<float>, ArrayView<int>, int, float, float>(StepKernels.MoveAverages);
            });
        }

        int length = _architecture.TrainableLength;
        double kept = step.Step > 1 ? optimizer.AverageDecay : 0;
        _moveAverages!(_stream, Cover(length), _training!.Weights(0, length), Slot(state.SlotCount - 1), _reports!.Status, length, (float)kept, (float)(1 - kept));
    }
}
