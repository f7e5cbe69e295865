using DeepVision.Generated.Generators.Emission.Cpu;
using DeepVision.Generated.Generators.Emission.Cpu.Planning;
using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Planning;
using DeepVision.Generated.Generators.Shapes;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Planning;

/// <summary>Whose result may lie in the place of an operand, and the verifier that sees a wrong answer.</summary>
public class StoragePlanTests
{
    /// <summary>Dropout and activation behind each other work on one place.</summary>
    [Fact]
    public void The_only_reader_takes_the_place()
    {
        KernelProgram program = Training(GraphBuilder.Vector(3).Dense(4).Tanh().Dropout(0.5f).Dense(2).MeanSquaredError());
        Assert.Equal(
            ["tanh1Gradient in dropout1Gradient", "dense1Gradient in dropout1Gradient"],
            GraphText.Shared(program, StoragePlan.Of(program, InOrder(program), new HashSet<int>())));
    }

    /// <summary>Both terms of a sum undo their activation from one gradient: the first must leave it as it is.</summary>
    [Fact]
    public void Of_two_readers_the_last_takes_the_place()
    {
        KernelProgram program = Training(
            GraphBuilder.Vector(3).Dense(4).Tanh().As("a").From("input").Dense(4).Sigmoid().Add("a").Dense(2).MeanSquaredError());
        Assert.Equal(["Sigmoid1InputGradient", "Tanh1InputGradient"], program.Kernels.OfType<MapKernel>().Where(map => map.Kind == MapKind.ActivationGradient).Select(map => map.Name));
        Assert.Equal(["dense1Gradient in add1Gradient"], GraphText.Shared(program, StoragePlan.Of(program, InOrder(program), new HashSet<int>())));

        // Turned round, it is the other one: only the order counts.
        int[] order = InOrder(program);
        (int sigmoid, int tanh) = (Index(program, "Sigmoid1InputGradient"), Index(program, "Tanh1InputGradient"));
        (order[sigmoid], order[tanh]) = (tanh, sigmoid);
        int weights = Index(program, "Dense2WeightGradient");
        int[] later = [.. order.Where(kernel => kernel != weights), weights];
        Assert.Equal(["dense2Gradient in add1Gradient"], GraphText.Shared(program, StoragePlan.Of(program, later, new HashSet<int>())));
    }

    /// <summary>The gradient of the sum is the dense layer's too, whose weights' gradient runs behind everything else.</summary>
    [Fact]
    public void A_deferred_weight_gradient_keeps_its_operand()
    {
        LayerGraph graph = GraphBuilder.Vector(3).Dense(4).Tanh().As("a").From("input").Dense(4).Add("a").MeanSquaredError();
        KernelProgram program = Training(graph);
        Assert.Equal(["dense1Gradient in scoresGradient"], GraphText.Shared(program, StoragePlan.Of(program, InOrder(program), new HashSet<int>())));

        CpuSchedule schedule = new CpuNetwork(LoweredNetwork.Of(graph)).Training;
        Assert.Contains(schedule.UnitKernels, unit => schedule.Program.Kernels[unit.Kernel].Name == "Dense2WeightGradient");
        Assert.Empty(GraphText.Shared(schedule.Program, schedule.Storage));
    }

    [Fact]
    public void A_buffer_that_is_kept_shares_its_place_with_nobody()
    {
        KernelProgram program = Training(GraphBuilder.Vector(3).Dense(4).Tanh().Dropout(0.5f).Dense(2).MeanSquaredError());
        HashSet<int> kept = [program.Buffers.Single(buffer => buffer.Name == "tanh1Gradient").Id];
        Assert.Empty(GraphText.Shared(program, StoragePlan.Of(program, InOrder(program), kept)));
    }

    [Fact]
    public void A_place_that_somebody_still_reads_is_seen()
    {
        KernelProgram program = Training(
            GraphBuilder.Vector(3).Dense(4).Tanh().As("a").From("input").Dense(4).Sigmoid().Add("a").Dense(2).MeanSquaredError());
        Fails("reads add1Gradient, but dense2Gradient lies there", program, Plan(program, ("dense2Gradient", "add1Gradient")));
    }

    [Fact]
    public void A_kernel_that_may_not_overwrite_its_operand_is_seen()
    {
        KernelProgram program = Training(GraphBuilder.Image(4, 4, 1).Conv(2, 1).AvgPool(1).Flatten().Dense(2).MeanSquaredError());
        Fails("while it reads it", program, Plan(program, ("avgPool2D1", "conv2D1")));
    }

    [Fact]
    public void Buffers_of_different_layout_in_one_place_are_seen()
    {
        KernelProgram program = Training(GraphBuilder.Image(4, 4, 1).Conv(2, 1).Flatten().Dense(2).MeanSquaredError());
        Fails("doesn't fit", program, Plan(program, ("dense1", "conv2D1")));
    }

    [Fact]
    public void Something_over_the_input_or_the_output_is_seen()
    {
        KernelProgram program = Training(GraphBuilder.Vector(16).Dense(16).ReLU().Dense(16).MeanSquaredError());
        Fails("over the input", program, Plan(program, ("dense2", "input")));
        Fails("a result, is overwritten", program, Plan(program, ("reLU1Gradient", "dense2")));
    }

    [Fact]
    public void A_place_without_a_buffer_of_its_own_is_seen()
    {
        KernelProgram program = Training(GraphBuilder.Vector(3).Dense(4).Tanh().Dropout(0.5f).Dense(2).MeanSquaredError());
        Fails("none of its own", program, Plan(program, ("dense1Gradient", "tanh1Gradient"), ("tanh1Gradient", "dropout1Gradient")));
    }

    private static KernelProgram Training(LayerGraph graph) => LoweredNetwork.Of(graph).Training;

    private static int[] InOrder(KernelProgram program) => [.. Enumerable.Range(0, program.Kernels.Count)];

    private static int Index(KernelProgram program, string kernel) => program.Kernels.Select(other => other.Name).ToList().IndexOf(kernel);

    /// <summary>Every buffer in a place of its own, but for some.</summary>
    private static StoragePlan Plan(KernelProgram program, params (string Buffer, string Place)[] shared)
    {
        int Find(string name) => program.Buffers.Single(buffer => buffer.Name == name).Id;
        int[] storages = [.. Enumerable.Range(0, program.Buffers.Count)];
        foreach ((string buffer, string place) in shared)
            storages[Find(buffer)] = Find(place);
        return new StoragePlan(storages.ToEquatableArray());
    }

    private static void Fails(string problem, KernelProgram program, StoragePlan plan) =>
        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(() => StorageVerifier.Verify(program, InOrder(program), plan)).Message);
}
