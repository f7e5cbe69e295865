using DeepVision.Generated.Generators.Gradients;
using DeepVision.Generated.Generators.Shapes;

namespace DeepVision.Generated.Generators.Lowering;

/// <summary>Layers that become more than one kernel, or none.</summary>
internal static class ImageLowering
{
    /// <summary>
    /// Values under another shape. They pass through a vector, which holds them side by side, unless they lie so already where there
    /// are fewer pixels.
    /// </summary>
    /// <param name="from">The value that is read.</param>
    /// <param name="result">The value that is made.</param>
    /// <param name="target">Where it goes.</param>
    public static void Reshape(ProgramBuilder program, int layer, string name, int from, int result, TensorBuffer target)
    {
        TensorBuffer source = program[program.BufferOf(from)];
        TensorBuffer fewer = source.Pixels < target.Pixels ? source : target;
        if (source.Pixels != target.Pixels && fewer.Pixels > 1 && fewer.PixelStride > fewer.Channels)
        {
            TensorBuffer values = program.NewBuffer(target.Name + "Values", ElementKind.Float, Shape.Vector(source.Pixels * source.Channels));
            program.Add(new MapKernel(layer, name + "Values", MapKind.Repack, source.Id, values.Id, Kernel.None));
            source = values;
        }

        program.Add(new MapKernel(layer, name, MapKind.Repack, source.Id, target.Id, Kernel.None));
        program.Hold(result, target.Id);
    }

    /// <summary>Draws the channels, and drops them.</summary>
    public static void SpatialDropout(ProgramBuilder program, GraphStep step, string name, string valueName, float rate, int source, int target)
    {
        TensorBuffer factors = program.NewBuffer(valueName + "Factors", ElementKind.Float, Shape.Vector(program[source].Channels));
        program.HoldNote(step, factors.Id);
        program.Add(new ChannelDropoutKernel(step.Layer, program.Node(step).Accessor + "Factors", factors.Id, rate));
        program.Add(new ChannelScaleKernel(step.Layer, name, source, factors.Id, target));
    }
}
