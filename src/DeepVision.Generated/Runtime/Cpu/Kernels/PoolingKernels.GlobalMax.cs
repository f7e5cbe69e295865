using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepVision.Generated.Runtime.Cpu;

public static partial class PoolingKernels
{
    /// <summary>
    /// The gradient of a maximum over a whole image, which may have more pixels than a byte can name: it goes to the first value that
    /// equals the maximum.
    /// </summary>
    /// <param name="source">The images.</param>
    /// <param name="maxima">The maxima of their channels.</param>
    /// <param name="gradient">Gradient of the maxima.</param>
    /// <param name="target">Gradient of the images, overwritten everywhere; may be the source.</param>
    /// <param name="count">Samples.</param>
    /// <param name="pixels">Pixels of one sample.</param>
    /// <param name="stride">Floats per pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GlobalMaxBackward(ref float source, ref float maxima, ref float gradient, ref float target, int count, int pixels, int stride)
    {
        for (nint sample = 0; sample < count; sample++)
        {
            for (nint channel = 0; channel < stride; channel += Lanes.Count)
            {
                nuint output = (nuint)(sample * stride + channel);
                Vector512<float> maximum = Vector512.LoadUnsafe(ref maxima, output), left = Vector512.LoadUnsafe(ref gradient, output);
                nuint place = (nuint)(sample * pixels * stride + channel);
                for (int pixel = 0; pixel < pixels; pixel++, place += (nuint)stride)
                {
                    Vector512<float> value = Vector512.LoadUnsafe(ref source, place);
                    // Behind not-a-number the maximum is none either.
                    Vector512<float> wins = Vector512.Equals(value, maximum) | ~Vector512.Equals(value, value);
                    (left & wins).StoreUnsafe(ref target, place);
                    left &= ~wins;
                }
            }
        }
    }
}
