namespace DeepVision.Generated.Generators.Lowering;

internal static partial class OperandChecks
{
    private static void CheckAttention(KernelProgram program, Kernel kernel)
    {
        switch (kernel)
        {
            case AttentionKernel attention:
                CheckOperands(attention.CarriedSteps > 0 ? attention.Extent with { Keys = 1 } : attention.Extent, attention.Query, attention.Key, attention.Value, attention.Target);
                Require(kernel, attention.Lengths == Kernel.None || program.Buffers[attention.Lengths] is { Pixels: 1, Channels: 1 }, "its lengths aren't one number");
                break;
            case AttentionGradientKernel back:
                CheckOperands(back.Forward.Extent, back.Query, back.Key, back.Value, back.Gradient);
                CheckSame(program, kernel, back.Forward.Query.Buffer, back.Query.Buffer);
                CheckSame(program, kernel, back.Forward.Key.Buffer, back.Key.Buffer);
                CheckSame(program, kernel, back.Forward.Value.Buffer, back.Value.Buffer);
                break;
        }

        void CheckOperands(AttentionExtent extent, HeadChannels query, HeadChannels key, HeadChannels value, int result)
        {
            Require(kernel, query.FirstChannel == 0, "its queries don't come first");
            CheckSteps(query, extent.Steps, extent.Heads * extent.HeadFeatures);
            CheckSteps(key, extent.Keys, extent.Heads * extent.HeadFeatures);
            CheckSteps(value, extent.Keys, extent.Heads * extent.HeadValues);
            CheckSteps(new HeadChannels(result), extent.Steps, extent.Heads * extent.HeadValues);
        }

        void CheckSteps(HeadChannels values, int steps, int channels)
        {
            CheckElements(program, kernel, ElementKind.Float, values.Buffer);
            TensorBuffer buffer = program.Buffers[values.Buffer];
            Require(
                kernel, buffer.Pixels == steps && buffer.Channels >= values.FirstChannel + channels && buffer.PixelStride % ChannelPadding.Lanes == 0,
                $"{buffer.Name} doesn't have {channels} values for each of {steps} steps");
        }
    }
}
