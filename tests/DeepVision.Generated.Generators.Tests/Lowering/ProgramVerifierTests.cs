using DeepVision.Generated.Generators.Lowering;
using DeepVision.Generated.Generators.Model;
using DeepVision.Generated.Generators.Tests.Infrastructure.Graphs;

namespace DeepVision.Generated.Generators.Tests.Lowering;

/// <summary>A good program, broken in each way in which the verifier must see it.</summary>
public class ProgramVerifierTests
{
    private static readonly LoweredNetwork s_network = LoweredNetwork.Of(GraphBuilder.Image(8, 8, 2)
        .Conv(2, 3).ReLU().MaxPool(2).As("a").BatchNorm().LeakyReLU(0.1f).Add("a").AvgPool(3).Dropout(0.5f).Tanh().Softmax().Flatten().Dense(2).MeanSquaredError());

    private static KernelProgram Good => s_network.Training;

    [Fact]
    public void Good_programs_pass()
    {
        ProgramVerifier.Verify(Good, s_network.Parameters, isTraining: true);
        ProgramVerifier.Verify(s_network.Prediction, s_network.Parameters, isTraining: false);
    }

    [Fact]
    public void A_buffer_is_written_before_it_is_read() => Fails("before it is written", Without("Conv2D1Forward"));

    [Fact]
    public void A_buffer_is_written_once() => Fails(
        "which has its values already", Change("Tanh1Forward", (MapKernel map) => map with { Target = map.Source }));

    [Fact]
    public void Names_are_unique()
    {
        Fails("two kernels are called", Change("Tanh1Forward", (MapKernel map) => map with { Name = "Loss" }));
        Fails("two buffers are called", Good with { Buffers = Good.Buffers.Select(buffer => buffer with { Name = "x" }).ToEquatableArray() });
    }

    [Fact]
    public void Buffers_know_their_numbers_and_have_room()
    {
        Fails("has the id", Good with { Buffers = Good.Buffers.Reverse().ToEquatableArray() });
        Fails("no room for its channels", ChangeBuffer("add1", buffer => buffer with { PixelStride = 1 }));
    }

    [Fact]
    public void Somebody_writes_the_output()
    {
        int unwritten = Good.Buffers.Count;
        Fails("nobody writes unwritten, a result", Good with
        {
            Buffers = Good.Buffers.Append(Good.Buffers[0] with { Id = unwritten, Name = "unwritten" }).ToEquatableArray(), Output = unwritten,
        });
    }

    [Fact]
    public void The_loss_of_a_training_step_reads_the_scores()
    {
        LossKernel loss = Good.Kernels.OfType<LossKernel>().Single();
        Fails("the loss doesn't read the output", Good with { Output = Find("add1") });
        Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(s_network.Prediction, s_network.Parameters, isTraining: true));
        Assert.Contains("the loss", Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(Good, s_network.Parameters, isTraining: false)).Message);
        Fails("aren't counted from 0", Good with { Kernels = Good.Kernels.Append(loss with { Name = "Other", Target = Kernel.None, Auxiliary = 1 }).ToEquatableArray() });
        Assert.Equal(Good.Output, loss.Source);
    }

    [Fact]
    public void Every_parameter_that_trains_gets_its_gradient_once()
    {
        Fails("nobody writes the gradient of parameter", Without("Conv2D1WeightGradient"));
        var kernel = (ContractionKernel)Good.Kernels.Single(kernel => kernel.Name == "Conv2D1WeightGradient");
        Fails("a second time", Good with { Kernels = Good.Kernels.Append(kernel with { Name = "Again" }).ToEquatableArray() });
        int statistic = s_network.Parameters.Entries.Count - 1;
        Fails("which doesn't train", Good with { Kernels = Good.Kernels.Append(kernel with { Name = "More", Weight = statistic, Bias = Kernel.None }).ToEquatableArray() });
        Fails("which is none", Change("Conv2D1WeightGradient", (ContractionKernel gradient) => gradient with { Bias = 99 }));
    }

    [Fact]
    public void Statistics_and_sums_over_the_batch_are_made_before_they_are_used()
    {
        Fails("reads the BatchStatistics", Without("BatchNorm1Statistics"));
        Fails("reads the Gradient", Without("BatchNorm1GradientSums"));
    }

    [Theory]
    [InlineData("maxPool2D1", "BatchNorm1Statistics")]
    [InlineData("leakyReLU1", "BatchNorm1Forward")]
    [InlineData("add1", "Add1Forward")]
    [InlineData("avgPool2D1", "AvgPool2D1Forward")]
    [InlineData("dropout1", "Dropout1Forward")]
    [InlineData("tanh1", "Tanh1Forward")]
    [InlineData("softmax1", "Softmax1Forward")]
    [InlineData("dense1", "Dense1Forward")]
    [InlineData("scoresGradient", "Loss")]
    public void Operands_have_the_extents_that_their_kernel_works_on(string buffer, string kernel)
    {
        // The kernel in front of it, if it is that one, sees a wrong output.
        string message = Fails("doesn't fit its operands", ChangeBuffer(buffer, other => other with { Channels = 4, Height = other.Height + 1 }));
        Assert.True(message.Contains(kernel, StringComparison.Ordinal) || buffer == "maxPool2D1", message);
    }

    [Fact]
    public void A_contraction_fits_its_geometry_in_all_passes()
    {
        foreach (string name in new[] { "Conv2D1Forward", "Conv2D1WeightGradient", "Dense1Forward", "Dense1InputGradient", "Dense1WeightGradient" })
        {
            Fails("isn't its input", Change(name, (ContractionKernel kernel) => kernel with { Geometry = kernel.Geometry with { InputChannels = 5 } }));
            Fails("isn't its output", Change(name, (ContractionKernel kernel) => kernel with { Geometry = kernel.Geometry with { OutputChannels = 5 } }));
        }

        Fails("isn't its output", Change("Conv2D1Forward", (ContractionKernel kernel) => kernel with { Pooling = kernel.Pooling!.Value with { Height = 3 } }));
    }

    [Fact]
    public void A_contraction_reads_the_form_of_its_pass()
    {
        Fails("another form", Change("Dense1InputGradient", (ContractionKernel kernel) => kernel with { Form = WeightForm.Stored }));
        Fails("another form", Change("Dense1Forward", (ContractionKernel kernel) => kernel with { BatchNorm = 0 }));
    }

    [Fact]
    public void A_pooling_fits_its_windows_and_knows_its_winners()
    {
        Fails("isn't its input", Change("AvgPool2D1Forward", (WindowKernel kernel) => kernel with { Vertical = kernel.Vertical with { Input = 7 } }));
        Fails("isn't its output", Change("AvgPool2D1InputGradient", (WindowKernel kernel) => kernel with { Horizontal = kernel.Horizontal with { Output = 7 } }));
        Fails("knows no winners", Change("MaxPool2D1InputGradient", (WindowKernel kernel) => kernel with { Codes = Kernel.None }));
    }

    [Fact]
    public void Masks_and_winners_are_bytes_and_values_are_floats()
    {
        Fails("elements of kind Byte", ChangeBuffer("dropout1Mask", buffer => buffer with { Kind = ElementKind.Float }));
        Fails("elements of kind Byte", ChangeBuffer("maxPool2D1Winners", buffer => buffer with { Kind = ElementKind.Float }));
        Fails("elements of kind Float", ChangeBuffer("tanh1", buffer => buffer with { Kind = ElementKind.Byte }));
    }

    [Fact]
    public void An_addend_lies_as_the_sum_does()
    {
        LoweredNetwork network = LoweredNetwork.Of(GraphBuilder.Image(4, 4, 2).Conv(2, 1).As("a").Conv(2, 1).Add("a").Flatten().Dense(2).MeanSquaredError());
        KernelProgram program = network.Prediction with
        {
            Kernels = network.Prediction.Kernels.Select(kernel => kernel is ContractionKernel { Addend: not Kernel.None } sum ? sum with { Addend = network.Prediction.Input } : kernel).ToEquatableArray(),
        };
        Assert.Contains("lie differently", Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(program, network.Parameters, isTraining: false)).Message);
    }

    [Fact]
    public void A_sum_has_two_terms() =>
        Fails("adds one buffer", Change("Add1Forward", (SumKernel kernel) => kernel with { Sources = [kernel.Sources[0]] }));

    [Fact]
    public void A_copy_keeps_all_values()
    {
        LoweredNetwork network = LoweredNetwork.Of(GraphBuilder.Vector(3).ReLU().Dense(2).MeanSquaredError());
        KernelProgram program = network.Training with { Buffers = network.Training.Buffers.Select(buffer => buffer.Name == "input" ? buffer with { Height = 2 } : buffer).ToEquatableArray() };
        Assert.Contains("different numbers of values", Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(program, network.Parameters, isTraining: true)).Message);
    }

    private static int Find(string buffer) => Good.Buffers.Single(other => other.Name == buffer).Id;

    private static KernelProgram Without(string kernel) => Good with { Kernels = Good.Kernels.Where(other => other.Name != kernel).ToEquatableArray() };

    private static KernelProgram Change<T>(string name, Func<T, Kernel> change)
        where T : Kernel
    {
        Assert.Single(Good.Kernels, kernel => kernel.Name == name);
        return Good with { Kernels = Good.Kernels.Select(kernel => kernel.Name == name ? change((T)kernel) : kernel).ToEquatableArray() };
    }

    private static KernelProgram ChangeBuffer(string name, Func<TensorBuffer, TensorBuffer> change)
    {
        Assert.Single(Good.Buffers, buffer => buffer.Name == name);
        return Good with { Buffers = Good.Buffers.Select(buffer => buffer.Name == name ? change(buffer) : buffer).ToEquatableArray() };
    }

    private static string Fails(string problem, KernelProgram program)
    {
        string message = Assert.Throws<InvalidOperationException>(() => ProgramVerifier.Verify(program, s_network.Parameters, isTraining: true)).Message;
        Assert.Contains(problem, message);
        return message;
    }
}
