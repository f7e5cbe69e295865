using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Emission.Cpu;

/// <summary>Prints the calls of contractions, and adds the kernels they call to the library.</summary>
internal sealed class ContractionCalls(CpuNetwork network, CpuSchedule schedule, EngineFields fields)
{
    private readonly ContractionFactory _factory = new(schedule.Program, network.Parameters);

    /// <summary>Forward pass or input gradient of the samples from <paramref name="sample"/> on.</summary>
    public IEnumerable<string> Call(ContractionKernel kernel, BufferReferences buffers, string sample, string count)
    {
        if (!ContractionFactory.IsPrinted(kernel.Geometry))
            return CallGrouped(kernel, buffers, sample, count);

        List<string> arguments = [];
        WinogradContraction? winograd = network.Winograd.Applies(kernel, schedule.Program) ? _factory.Winograd(kernel) : null;
        bool isDenseInputGradient = kernel is { Geometry.IsDense: true, Pass: ContractionPass.InputGradient };
        if (winograd is not null)
            arguments.Add(fields.WinogradGeometry(kernel, winograd.Geometry));
        string name = winograd is not null ? AddWinograd(winograd)
            : isDenseInputGradient ? AddDenseInputGradient(_factory.DenseInputs(kernel))
            : kernel.Geometry.IsDense ? AddDense(_factory.Dense(kernel))
            : AddSpatial(_factory.Spatial(kernel));
        arguments.AddRange(["ref " + buffers.At(kernel.Source, sample), "ref " + WeightReference(kernel)]);
        if (kernel.Bias != Kernel.None || kernel.BatchNorm != Kernel.None)
            arguments.Add("ref " + BiasReference(kernel));
        if (kernel.Derivative is { } derivative)
            arguments.Add("ref " + buffers.At(derivative.Values, sample));
        arguments.Add("ref " + buffers.At(kernel.Target, sample));
        if (kernel.Pooling is { Codes: not Kernel.None } pooling)
            arguments.Add("ref " + buffers.At(pooling.Codes, sample));
        if (winograd is not null || isDenseInputGradient)
            arguments.Add("ref " + buffers.KernelScratchOf("worker.Index"));
        arguments.Add(count);
        return [$"Kernels.{name}({string.Join(", ", arguments)});"];
    }

    /// <summary>Weight gradient of some samples, added to a lane.</summary>
    public IEnumerable<string> CallLane(ContractionKernel kernel, LaneGradient lane, BufferReferences buffers)
    {
        string weight = $"ref LaneGradient(lane, {lane.WeightOffset})";
        string bias = $"ref LaneGradient(lane, {lane.BiasOffset})";
        string source = "ref " + buffers.At(kernel.Source, "n");
        string gradient = "ref " + buffers.At(kernel.Gradient, "n");
        if (!ContractionFactory.IsPrinted(kernel.Geometry))
        {
            string biasOrNone = kernel.Bias == Kernel.None ? "ref Unsafe.NullRef<float>()" : bias;
            yield return $"GroupedConvolution.WeightGradient({fields.Geometry(kernel, schedule.Program)}, {fields.Layout(kernel.Weight)}, {source}, {gradient}, {weight}, {biasOrNone}, count);";
            yield break;
        }

        if (network.Winograd.Applies(kernel, schedule.Program))
        {
            WinogradWeightGradient winograd = _factory.WinogradGradient(kernel);
            string biasOrNothing = winograd.HasBias ? $"{bias}, " : "";
            yield return $"Kernels.{AddWinogradGradient(winograd)}({fields.WinogradGeometry(kernel, winograd.Geometry)}, {source}, {gradient}, {weight}, {biasOrNothing}ref {buffers.KernelScratchOf("worker.Index")}, count, 0, {winograd.UnitCount});";
            yield break;
        }

        SpatialWeightGradient record = _factory.SpatialGradient(kernel);
        string biasArgument = record.HasBias ? $"{bias}, " : "";
        yield return $"Kernels.{AddSpatialGradient(record)}({source}, {gradient}, {weight}, {biasArgument}count, 0, {record.UnitCount});";
    }

    /// <summary>One unit of a weight gradient over all samples.</summary>
    public string CallUnit(ContractionKernel kernel, BufferReferences buffers)
    {
        string source = "ref " + buffers.At(kernel.Source, "0");
        string gradient = "ref " + buffers.At(kernel.Gradient, "0");
        string weight = $"ref Gradient({network.OffsetOf(kernel.Weight)})";
        string bias = kernel.Bias == Kernel.None ? "" : $"ref Gradient({network.OffsetOf(kernel.Bias)}), ";
        if (network.Winograd.Applies(kernel, schedule.Program))
        {
            WinogradWeightGradient winograd = _factory.WinogradGradient(kernel);
            string geometry = fields.WinogradGeometry(kernel, winograd.Geometry);
            return $"Kernels.{AddWinogradGradient(winograd)}({geometry}, {source}, {gradient}, {weight}, {bias}ref {buffers.KernelScratchOf("worker")}, Count, unit, unit + 1);";
        }

        if (kernel.Geometry.IsDense)
        {
            DenseWeightGradient dense = _factory.DenseGradient(kernel);
            string scratch = dense.GathersGradient ? $"ref {buffers.KernelScratchOf("worker")}, " : "";
            return $"Kernels.{AddDenseGradient(dense)}({source}, {gradient}, {weight}, {bias}{scratch}Count, unit);";
        }

        return $"Kernels.{AddSpatialGradient(_factory.SpatialGradient(kernel))}({source}, {gradient}, {weight}, {bias}Count, unit, unit + 1);";
    }

    private IEnumerable<string> CallGrouped(ContractionKernel kernel, BufferReferences buffers, string sample, string count)
    {
        string geometry = $"{fields.Geometry(kernel, schedule.Program)}, {fields.Layout(kernel.Weight)}";
        string source = "ref " + buffers.At(kernel.Source, sample);
        string target = "ref " + buffers.At(kernel.Target, sample);
        TensorBuffer targetBuffer = buffers[kernel.Target];
        if (kernel.Pass == ContractionPass.Forward)
        {
            string bias = kernel.Bias == Kernel.None && kernel.BatchNorm == Kernel.None
                ? "ref Unsafe.NullRef<float>()"
                : "ref " + BiasReference(kernel);
            yield return $"GroupedConvolution.Forward({geometry}, {source}, ref {WeightReference(kernel)}, {bias}, {target}, {count});";
            if (kernel.Activation is { } activation)
                yield return MapCalls.Activation(network, activation, target, target, targetBuffer, count);
            yield break;
        }

        yield return $"GroupedConvolution.InputGradient({geometry}, {source}, ref Weights({network.OffsetOf(kernel.Weight)}), {target}, {count});";
        if (kernel.Derivative is { } derivative)
            yield return MapCalls.ActivationGradient(network, derivative.Activation, "ref " + buffers.At(derivative.Values, sample), target, target, targetBuffer, count);
    }

    private string WeightReference(ContractionKernel kernel) => kernel.Form switch
    {
        _ when schedule == network.Training && network.Derived.TrainingWinograd.TryGetValue((kernel.Weight, kernel.Pass), out WinogradWeight? weight) =>
            $"Transposed({weight.Offset})",
        _ when schedule == network.Prediction && network.Derived.PredictionWinograd.TryGetValue(kernel.Weight, out WinogradWeight? weight) =>
            $"Folded({weight.Offset})",
        WeightForm.Transposed when kernel.Geometry.IsDense => $"Weights({network.OffsetOf(kernel.Weight)})",
        WeightForm.Transposed => $"Transposed({network.Derived.Transposed[kernel.Weight].Offset})",
        WeightForm.Folded => $"Folded({network.Derived.Folded[kernel.Weight].WeightOffset})",
        _ => $"Weights({network.OffsetOf(kernel.Weight)})",
    };

    private string BiasReference(ContractionKernel kernel) => kernel.Form == WeightForm.Folded
        ? $"Folded({network.Derived.Folded[kernel.Weight].BiasOffset})"
        : $"Weights({network.OffsetOf(kernel.Bias)})";

    private string AddSpatial(SpatialContraction record)
    {
        if (record.Pooling is not null)
            network.Kernels.AddHelper(PooledEpiloguePrinter.HelperName(record), width => PooledEpiloguePrinter.Helper(record, width));
        return network.Kernels.Add(
            record.Name,
            SpatialContractionPrinter.Parameters(record),
            SpatialContractionPrinter.Arguments(record),
            (writer, width, name) => new SpatialContractionPrinter(writer, record with { Name = name }, width).Print(),
            name => SpatialContractionPrinter.MethodNames(record with { Name = name }));
    }

    private string AddWinograd(WinogradContraction record)
    {
        network.Kernels.AddHelper(WinogradContractionPrinter.ProductName(record), width => WinogradContractionPrinter.Product(record, width));
        return network.Kernels.Add(
            record.Name, WinogradContractionPrinter.Parameters(record), WinogradContractionPrinter.Arguments(record),
            (writer, width, name) => new WinogradContractionPrinter(writer, record with { Name = name }, width).Print());
    }

    private string AddWinogradGradient(WinogradWeightGradient record)
    {
        network.Kernels.AddHelper(WinogradWeightGradientPrinter.ProductName(record), width => WinogradWeightGradientPrinter.Product(record, width));
        return network.Kernels.Add(
            record.Name, WinogradWeightGradientPrinter.Parameters(record), WinogradWeightGradientPrinter.Arguments(record),
            (writer, width, name) => new WinogradWeightGradientPrinter(writer, record with { Name = name }, width).Print());
    }

    private string AddDense(DenseContraction record) => network.Kernels.Add(
        record.Name, DenseContractionPrinter.Parameters(record), DenseContractionPrinter.Arguments(record),
        (writer, width, name) => new DenseContractionPrinter(writer, record with { Name = name }, width).Print());

    private string AddDenseInputGradient(DenseInputGradient record) => network.Kernels.Add(
        record.Name, DenseInputGradientPrinter.Parameters(record), DenseInputGradientPrinter.Arguments(record),
        (writer, width, name) => new DenseInputGradientPrinter(writer, record with { Name = name }, width).Print());

    private string AddSpatialGradient(SpatialWeightGradient record) => network.Kernels.Add(
        record.Name, SpatialWeightGradientPrinter.Parameters(record), SpatialWeightGradientPrinter.Arguments(record),
        (writer, width, name) => new SpatialWeightGradientPrinter(writer, record with { Name = name }, width).Print());

    private string AddDenseGradient(DenseWeightGradient record) => network.Kernels.Add(
        record.Name, DenseWeightGradientPrinter.Parameters(record), DenseWeightGradientPrinter.Arguments(record),
        (writer, width, name) => new DenseWeightGradientPrinter(writer, record with { Name = name }, width).Print());
}
