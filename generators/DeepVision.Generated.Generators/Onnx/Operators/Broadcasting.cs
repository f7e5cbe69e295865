namespace DeepVision.Generated.Generators.Onnx.Operators;

/// <summary>ONNX's rule for values of different shapes: they are compared from the last axis on, and a dimension of 1 is repeated.</summary>
internal static class Broadcasting
{
    /// <summary>Whether a constant has one value, or one for each channel of a layer's output.</summary>
    public static bool IsPerChannel(LayerValue data, ConstantValue constant)
    {
        if (constant.Count == 1)
            return true;
        int rank = data.Dimensions.Length;
        for (int i = 0; i < constant.Dimensions.Length; i++)
        {
            // The axis of the data, the samples' being −1.
            int axis = rank - constant.Dimensions.Length + i;
            if (constant.Dimensions[i] != 1 && (axis != data.ChannelAxis || constant.Dimensions[i] != data.Channels))
                return false;
        }

        return constant.Dimensions.Length <= rank + 1;
    }
}
